import { parseArgs } from 'node:util';
import { addTo } from '../source/groups.js';
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

/** An option without a value. */
export const flag = { type: 'boolean' } as const;
/** An option with a value; of several the last counts, or all. */
export const text = { type: 'string', multiple: true } as const;

/** The arguments, sorted out; each option with its values in order. */
export interface Given<Name extends string> {
  readonly values: ReadonlyMap<Name, readonly string[]>;
  readonly paths: readonly string[];
}

/** What other linters have, and what there is instead. */
const elsewhere: readonly (readonly [name: RegExp, instead: string])[] = [
  [/^-v$/i, 'it is --version'],
  [/^-q$/, 'it is --quiet'],
  [/^(?:-o|--output(?:-file)?)$/, 'a file is given with --format NAME=FILE'],
  [/^(?:-[td]|--template(?:-file)?|--file|--dir(?:ectory)?)$/, 'files and directories are named without an option'],
  [/^--(?:ignore-checks?|skip-checks?|disable)$/, "a rule is switched off with --rule 'ID: off'"],
  [/^--(?:ignore|exclude|skip)/, 'files are left out by ignore in rules.config.json'],
  [/^--fix/, 'findings say what to do, and no file is changed'],
];

function insteadOf(name: string, options: object): string {
  // Commands have few options, and none of these.
  const known = 'max-warnings' in options ? elsewhere : [];
  const instead = known.find(([pattern]) => pattern.test(name))?.[1];
  return instead === undefined ? '' : `; ${instead}`;
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
      const meant = insteadOf(rawName, options) || didYouMean(rawName, known);
      throw new UsageError(`there is no option ${rawName}${meant}`);
    }
    if (options[name].type === 'boolean') {
      if (value !== undefined) throw new UsageError(`${rawName} takes no value`);
      values.set(name, ['true']);
      continue;
    }
    const missing = value === undefined || value === '';
    // The next option is not a value; a lone - is standard input, and -1 a number.
    if (missing || (!inlineValue && /^-\D/.test(value))) throw new UsageError(`${rawName} needs a value`);
    addTo(values, name, value);
    open = { name, at: index + (inlineValue ? 1 : 2) };
  }
  return { values, paths };
}

/** The format of a name, or the command's first where none is asked for; throws {@link UsageError} for one that it does not have. */
export function formatIn<Format extends string>(
  name: string | undefined,
  formats: readonly [Format, ...Format[]],
  command: string,
): Format {
  if (name === undefined) return formats[0];
  const found = formats.find((each) => each === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `${command} has no format ${name}${didYouMean(name, formats) || `; it has ${formats.join(', ')}`}`,
  );
}
