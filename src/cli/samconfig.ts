import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../config/index.js';
import { shown } from '../disk/paths.js';
import { reasonOf, type Io } from './io.js';
import { parseOverrides } from './overrides.js';

/** The names that sam looks for, in its order. */
const names = ['samconfig.toml', 'samconfig.yaml', 'samconfig.yml'];

/** What one environment of a samconfig says of deploying. */
export interface SamEnvironment {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The templates that it names, where it names any that a person wrote. */
  readonly templates: readonly string[];
}

/** What one samconfig file says of deployments. */
export interface SamConfig {
  /** As it is printed. */
  readonly path: string;
  readonly directory: string;
  readonly environments: readonly SamEnvironment[];
}

/** Reads the samconfig of a directory, if it has one; throws {@link ConfigError} for one that says what sam would not take. */
export async function readSamConfig(directory: string, io: Io): Promise<SamConfig | undefined> {
  const file = names.map((name) => join(directory, name)).find((each) => existsSync(each));
  if (file === undefined) return undefined;
  const path = shown(file, io.cwd);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError([{ file: path, message: reasonOf(error) }]);
  }
  const content = file.endsWith('.toml') ? await readToml(text, path) : await readYaml(text, path);
  const environments = tablesIn(content).map(([name, commands]) => environment(name, commands, { path, directory }));
  return { path, directory, environments };
}

async function readToml(text: string, path: string): Promise<unknown> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = ''] = error.message.replace('Invalid TOML document: ', '').split('\n');
    throw new ConfigError([{ file: path, line: error.line, column: error.column, message: `is no TOML: ${first}` }]);
  }
}

async function readYaml(text: string, path: string): Promise<unknown> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { prettyErrors: true });
  const [error] = document.errors;
  if (error === undefined) return document.toJS() as unknown;
  const [place = { line: 1, col: 1 }] = error.linePos ?? [];
  const [first = ''] = error.message.replace(/ at line \d+, column \d+:/, '').split('\n');
  throw new ConfigError([{ file: path, line: place.line, column: place.col, message: `is no YAML: ${first}` }]);
}

/** The entries of a table that are tables themselves. */
function tablesIn(value: unknown): [string, object][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, object] => typeof entry[1] === 'object' && entry[1] !== null && !Array.isArray(entry[1]),
  );
}

/** An environment has a table of parameters for each command of sam; what `global` has holds for `deploy`, too. */
function environment(name: string, commands: object, { path, directory }: Omit<SamConfig, 'environments'>) {
  const parameters = new Map(
    tablesIn(commands).map(([command, table]) => [
      command,
      new Map<string, unknown>(
        tablesIn(table).flatMap(([key, values]) => (key === 'parameters' ? Object.entries(values) : [])),
      ),
    ]),
  );
  const [where, given] = ['deploy', 'global'].flatMap((command): [string, unknown][] => {
    const value = parameters.get(command)?.get('parameter_overrides');
    return value === undefined ? [] : [[command, value]];
  })[0] ?? ['deploy', ''];
  const found = overridesOf(given);
  if (typeof found === 'string') {
    throw new ConfigError([{ file: path, message: `${name}.${where}.parameters.parameter_overrides: ${found}` }]);
  }
  const templates = [...parameters.values()]
    .flatMap((each) => [each.get('template_file'), each.get('template')])
    .filter((each) => typeof each === 'string')
    // What `sam build` made of a template is not where a person would mend it.
    .filter((each) => !each.split(/[\\/]/).includes('.aws-sam'))
    .map((each) => resolve(directory, each))
    .filter((each) => existsSync(each));
  return { name, parameters: found, templates };
}

/** Texts, or a table of names and values; what is neither is given back as a complaint. */
function overridesOf(given: unknown): Record<string, string> | string {
  const isScalar = (value: unknown) => ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
  if (typeof given === 'string') return parseOverrides([given]);
  if (Array.isArray(given) && given.every((each) => typeof each === 'string')) return parseOverrides(given);
  const isTable = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (isTable && Object.values(given).every(isScalar)) {
    return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
  }
  return 'must be text, or a list of texts, with Key=Value';
}

/** The directories that a template's samconfig may be in: its own, and those above it up to the repository's root. */
export function directoriesOf(template: string, root: string | undefined): string[] {
  const found = [dirname(template)];
  if (root === undefined) return found;
  for (let current = dirname(template); current !== root;) {
    current = dirname(current);
    found.push(current);
  }
  return found;
}
