/** An option, as a shell completes it. */
export interface Option {
  /** `-f` and `--format`. */
  readonly names: readonly string[];
  readonly about: string;
  /** What its value is; missing where it takes none. */
  readonly value?: 'file' | 'directory' | 'anything' | readonly string[];
}

/** A command, as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly about: string;
  readonly options: readonly Option[];
  /** What stands behind it; missing: files. */
  readonly values?: readonly string[];
}

/** All that a shell completes. */
export interface Completed {
  /** Those of linting. */
  readonly options: readonly Option[];
  readonly commands: readonly CompletedCommand[];
}

/** The words that the value of an option is one of. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** A line such as `  -f, --format NAME[=FILE]   text (default) or json`. */
const line = /^ +(?:(-\w), )?(--[\w-]+)(?:, (--[\w-]+))?(?: ('[^']*'|[A-Z]\S*))?(?: +(\S.*))?$/gm;

/** The options in a help text. */
export function optionsIn(help: string, words: Words): Option[] {
  return [...help.matchAll(line)].map(([, short, long = '', other, placeholder, about = '']) => ({
    names: [short, long, other].filter((name) => name !== undefined),
    about,
    ...(placeholder !== undefined && { value: words[long] ?? kindOf(placeholder) }),
  }));
}

function kindOf(placeholder: string): 'file' | 'directory' | 'anything' {
  return placeholder === 'FILE' ? 'file' : placeholder === 'DIR' ? 'directory' : 'anything';
}

/** Text in single quotes, as a shell of the Bourne family takes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
