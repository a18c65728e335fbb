import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean } from '../source/nearest.js';
import type { Env } from './base.js';

/** Something about the inputs that the workflow's author has to change. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

const failOn = ['error', 'warning', 'never'] as const;
const plugins = ['auto', 'true', 'false'] as const;

/** What `with:` says in a workflow. */
export interface Inputs {
  /** From the directory that is worked in: files, directories and globs. */
  readonly paths: readonly string[];
  /** Where to work, absolute. */
  readonly directory: string;
  /** Options of the command that are handed on as they are. */
  readonly options: readonly string[];
  readonly sarifFile?: string;
  readonly failOn: (typeof failOn)[number];
  /** A revision; `none`: everything is reported; missing: what the pull request changes. */
  readonly since?: string;
  /** `auto`: they are loaded, but not for pull requests from forks. */
  readonly plugins: (typeof plugins)[number];
  readonly annotations: boolean;
  readonly summary: boolean;
}

/** Inputs that are options of the command, by the same name. */
const handedOn = ['config', 'preset', 'max-warnings', 'baseline', 'config-env', 'terraform-source'] as const;

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A line is a path; one that is none as a whole is several with spaces between. */
const pathsOf = (text: string, directory: string): string[] =>
  linesOf(text).flatMap((line) => (existsSync(resolve(directory, line)) ? [line] : line.split(/\s+/)));

function formatsOf(text: string): string[] {
  return linesOf(text).map((line) => {
    if (/^[^=]+=./.test(line)) return `--format=${line}`;
    throw new InputError(`format: ${line} needs a file, as in junit=reports/lambda-lint.xml`);
  });
}

/**
 * Reads what the runner hands over in environment variables; throws {@link InputError}.
 *
 * @param root the directory that `working-directory` is relative to
 */
export function readInputs(env: Env, root: string): Inputs {
  const input = (name: string): string => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
  const flag = (name: string): boolean => {
    const given = input(name);
    if (/^(?:true|)$/i.test(given)) return true;
    if (/^false$/i.test(given)) return false;
    throw new InputError(`${name} takes true or false, not ${given}`);
  };
  const directory = resolve(root, input('working-directory'));
  if (!existsSync(directory)) throw new InputError(`working-directory: ${input('working-directory')} does not exist`);
  const oneOf = <T extends string>(name: string, words: readonly [T, ...T[]]): T => {
    const given = input(name) || words[0];
    const known = words.find((each) => each === given);
    if (known !== undefined) return known;
    throw new InputError(`${name} takes ${words.join(', ')}, not ${given}${didYouMean(given, words)}`);
  };
  const fails = oneOf('fail-on', failOn);
  const given = handedOn.filter((name) => input(name) !== '');
  const sarifFile = input('sarif-file');
  const since = input('since');
  return {
    paths: pathsOf(input('paths'), directory),
    directory,
    options: [
      ...given.map((name) => `--${name}=${input(name)}`),
      ...(fails === 'warning' && input('max-warnings') === '' ? ['--max-warnings=0'] : []),
      ...linesOf(input('parameter-overrides')).map((line) => `--parameter-overrides=${line}`),
      ...formatsOf(input('format')),
    ],
    failOn: fails,
    plugins: oneOf('plugins', plugins),
    annotations: flag('annotations'),
    summary: flag('summary'),
    ...(sarifFile !== '' && { sarifFile }),
    ...(since !== '' && { since }),
  };
}
