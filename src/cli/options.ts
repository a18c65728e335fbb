import { parseArgs } from 'node:util';
import { didYouMean } from '../source/nearest.js';

/** Something about the command line that its user has to change. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** A file that can't be written where the command line says: the help has no answer to that. */
export class FileError extends UsageError {
  override readonly name = 'FileError';
}

/** What options a command has, as node's own `parseArgs` takes them. */
export type OptionTable<Name extends string> = Readonly<
  Record<
    Name,
    {
      readonly type: 'boolean' | 'string';
      readonly multiple?: true;
      readonly short?: string;
      /** Arguments behind its value that belong to it, too: `--parameter-overrides A=1 B=2`, as sam takes them. */
      readonly more?: RegExp;
    }
  >
>;

export const flag = { type: 'boolean' } as const;
export const text = { type: 'string', multiple: true } as const;

/** The arguments, sorted out; each option with its values in order. */
export interface Given<Name extends string> {
  readonly values: ReadonlyMap<Name, readonly string[]>;
  readonly paths: readonly string[];
}

/** Tells options, their values and all else apart; throws {@link UsageError} for what the table does not have. */
export function sortOut<Name extends string>(argv: readonly string[], options: OptionTable<Name>): Given<Name> {
  // Paths alone, as hooks give them, need no parser: node takes as long to load it as a rule takes to run.
  if (!argv.some((each) => each.startsWith('-'))) return { values: new Map(), paths: argv };
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const isName = (name: string): name is Name => Object.hasOwn(options, name);
  const values = new Map<Name, string[]>();
  const paths: string[] = [];
  /** The option that may go on at an index. */
  let open: { readonly name: Name; readonly at: number } | undefined;
  let ended = false;
  for (const token of tokens) {
    if (token.kind === 'option-terminator') {
      ended = true;
      continue;
    }
    if (token.kind === 'positional') {
      if (!ended && open?.at === token.index && options[open.name].more?.test(token.value) === true) {
        values.get(open.name)?.push(token.value);
        open = { name: open.name, at: token.index + 1 };
      } else {
        paths.push(token.value);
      }
      continue;
    }
    const { name, rawName, value, inlineValue, index } = token;
    if (!isName(name)) {
      const known = Object.keys(options).map((each) => `--${each}`);
      throw new UsageError(`there is no option ${rawName}${didYouMean(rawName, known)}`);
    }
    if (options[name].type === 'boolean') {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
      values.set(name, ['true']);
      continue;
    }
    const missing = value === undefined || value === '';
    // The next option is not a value; a lone - is standard input.
    if (missing || (!inlineValue && /^-./.test(value))) throw new UsageError(`${rawName} needs a value`);
    values.set(name, [...(values.get(name) ?? []), value]);
    open = { name, at: index + (inlineValue ? 1 : 2) };
  }
  return { values, paths };
}
