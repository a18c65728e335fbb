import { unknownLevels, type UnknownLevel } from '../config/index.js';
import { formatNames } from '../formatters/names.js';
import { didYouMean } from '../source/nearest.js';
import { stdinPath } from '../source/source.js';
import type { AnyFormat } from './formats.js';
import { flag, sortOut, text, UsageError } from './options.js';
import { parseOverrides } from './overrides.js';

/** One format that is asked for. */
export interface Output {
  readonly format: AnyFormat;
  /** Where it goes; missing: standard output. */
  readonly file?: string;
}

/** What the command line of a run says, defaults filled in where there are any. */
export interface Args {
  /** Files, directories, globs and `-`. */
  readonly paths: readonly string[];
  readonly outputs: readonly Output[];
  /** The category of a SARIF log. */
  readonly category?: string;
  readonly config?: string | false;
  readonly preset?: string;
  readonly rules: readonly string[];
  readonly maxWarnings: number;
  readonly quiet: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  /** The environment of samconfig files, or `all`. */
  readonly configEnv?: string;
  readonly unknown?: UnknownLevel;
  readonly showUnknown: boolean;
  readonly showSuppressed: boolean;
  readonly showSkipped: boolean;
  readonly inlineSuppressions: boolean;
  /** The file with the known findings. */
  readonly baseline?: string;
  readonly updateBaseline: boolean;
  /** Whether a file that is named and can't be linted is worth a word. */
  readonly warnIgnored: boolean;
  /** Whether the plugins that configurations name are loaded. */
  readonly plugins: boolean;
  readonly stdinFilename: string;
  /** The directory of the `.tf` files that plans were made from. */
  readonly terraformSource?: string;
  /** A revision of git's: only findings that the changes since then have touched. */
  readonly since?: string;
  readonly color?: boolean;
  readonly printConfig?: string;
  readonly debug: boolean;
}

export const options = {
  format: { ...text, short: 'f' },
  config: { ...text, short: 'c' },
  'no-config': flag,
  preset: text,
  rule: text,
  'max-warnings': text,
  quiet: flag,
  'parameter-overrides': { ...text, more: /^[A-Za-z0-9]+=/ },
  'config-env': text,
  unknown: text,
  'show-unknown': flag,
  'show-suppressed': flag,
  'show-skipped': flag,
  'no-inline-suppressions': flag,
  baseline: text,
  'update-baseline': flag,
  'no-warn-ignored': flag,
  'no-plugins': flag,
  'sarif-category': text,
  'stdin-filename': text,
  'terraform-source': text,
  since: text,
  color: flag,
  'no-color': flag,
  'print-config': text,
  debug: flag,
  help: { ...flag, short: 'h' },
  version: flag,
} as const;

type Name = keyof typeof options;

/** Formats by the names that `--format` takes; the first is what is printed unasked. */
export type Formats = ReadonlyMap<string, AnyFormat>;

const reportFormats: Formats = new Map(formatNames.map((name) => [name, name]));

function outputOf(given: string, formats: Formats): Output {
  const [, name = given, file] = /^([^=]*)=(.*)$/s.exec(given) ?? [];
  const format = formats.get(name);
  if (format === undefined) {
    const known = [...formats.keys()];
    const meant = didYouMean(name, known) || `; there are ${known.join(', ')}`;
    throw new UsageError(`there is no format ${name}${meant}`);
  }
  if (file === '') throw new UsageError(`--format ${name}= needs a file after the equals sign`);
  return { format, ...(file !== undefined && { file }) };
}

function outputsOf(given: readonly string[], formats: Formats): Output[] {
  const outputs = given.map((each) => outputOf(each, formats));
  if (outputs.length === 0) return [...formats.values()].slice(0, 1).map((format) => ({ format }));
  const printed = outputs.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    throw new UsageError(
      'only one format can go to standard output: give the others a file, as in --format sarif=FILE',
    );
  }
  return outputs;
}

function unknownOf(given: string | undefined): UnknownLevel | undefined {
  if (given === undefined) return undefined;
  const found = unknownLevels.find((level) => level === given);
  if (found === undefined) {
    const meant = didYouMean(given, unknownLevels);
    throw new UsageError(`--unknown takes ${unknownLevels.join(', ')}, not ${given}${meant}`);
  }
  return found;
}

function warningsOf(given: string | undefined): number {
  if (given === undefined) return Infinity;
  if (!/^\d+$/.test(given))
    throw new UsageError(`--max-warnings takes a whole number, not ${given}; without it, any number will do`);
  return Number(given);
}

/** Understands the command line; throws {@link UsageError} for what it cannot. */
export function parse(argv: readonly string[], formats: Formats = reportFormats): Args {
  const { values, paths } = sortOut(argv, options);
  const all = (name: Name): readonly string[] => values.get(name) ?? [];
  const last = (name: Name): string | undefined => all(name).at(-1);
  if (values.has('config') && values.has('no-config'))
    throw new UsageError('--config and --no-config exclude each other');
  const config = values.has('no-config') ? false : last('config');
  const preset = last('preset');
  const unknown = unknownOf(last('unknown'));
  const color = values.has('no-color') ? false : values.has('color') ? true : undefined;
  const category = last('sarif-category');
  const printConfig = last('print-config');
  const baseline = last('baseline') ?? (values.has('update-baseline') ? 'lambda-lint-baseline.json' : undefined);
  const terraformSource = last('terraform-source');
  const configEnv = last('config-env');
  const since = last('since');
  const parameters = parseOverrides(all('parameter-overrides'));
  if (typeof parameters === 'string') throw new UsageError(`--parameter-overrides: ${parameters}`);
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    outputs: outputsOf(all('format'), formats),
    ...(category !== undefined && { category }),
    ...(config !== undefined && { config }),
    ...(preset !== undefined && { preset }),
    rules: all('rule'),
    maxWarnings: warningsOf(last('max-warnings')),
    quiet: values.has('quiet'),
    parameters,
    ...(configEnv !== undefined && { configEnv }),
    ...(unknown !== undefined && { unknown }),
    showUnknown: values.has('show-unknown'),
    showSuppressed: values.has('show-suppressed'),
    showSkipped: values.has('show-skipped'),
    inlineSuppressions: !values.has('no-inline-suppressions'),
    ...(baseline !== undefined && { baseline }),
    updateBaseline: values.has('update-baseline'),
    warnIgnored: !values.has('no-warn-ignored'),
    plugins: !values.has('no-plugins'),
    stdinFilename: last('stdin-filename') ?? stdinPath,
    ...(since !== undefined && { since }),
    ...(color !== undefined && { color }),
    ...(terraformSource !== undefined && { terraformSource }),
    ...(printConfig !== undefined && { printConfig }),
    debug: values.has('debug'),
  };
}
