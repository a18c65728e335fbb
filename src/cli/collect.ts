import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { loadMinimatch } from '../config/index.js';
import { isWithin, shown, slashed } from '../disk/paths.js';
import { decode, excessOf, headOf } from '../disk/read.js';
import type { LintedFile } from '../engine/report.js';
import { nearest } from '../source/nearest.js';
import { type SourceFile, stdinPath } from '../source/source.js';
import { commandNames } from './commands/command.js';
import { reasonOf, type Io } from './io.js';
import { walk, type WalkNotes } from './walk.js';

/** A file that is to be linted. */
export interface Input {
  readonly source: SourceFile;
  readonly absolute: string;
  /** Whether its user named it, rather than it being found. */
  readonly named: boolean;
}

/** What was found under the paths of the command line. */
export interface Collected {
  readonly inputs: readonly Input[];
  /** Sentences about what could not be read: the rest is linted, and the exit code is 2. */
  readonly problems: readonly string[];
  /** Directories that are read only when named. */
  readonly left: readonly string[];
  /** What was left out of the directories that were searched, and why. */
  readonly passedOver: readonly LintedFile[];
}

const hasMagic = (path: string): boolean => /[*?[\]{}]|[!+@]\(/.test(path);

/** The files that a pattern matches: the directory before its first wildcard is searched. */
async function glob(pattern: string, cwd: string, notes: WalkNotes): Promise<string[]> {
  const Minimatch = loadMinimatch();
  const written = slashed(pattern);
  const parts = written.split('/');
  const fixed = parts.slice(0, parts.findIndex(hasMagic)).join('/');
  const base = resolve(cwd, fixed === '' && written.startsWith('/') ? '/' : fixed);
  const rest = new Minimatch(parts.slice(parts.findIndex(hasMagic)).join('/'), {
    dot: true,
    nocomment: true,
    nonegate: true,
  });
  const inside = (path: string) => slashed(relative(base, path));
  try {
    if (!statSync(base).isDirectory()) return [];
  } catch {
    return [];
  }
  return walk(base, notes, (path) => rest.match(inside(path)));
}

/** `undefined` where there is nothing of that name. */
export function isDirectory(path: string): boolean | undefined {
  try {
    return statSync(path).isDirectory();
  } catch {
    return undefined;
  }
}

/** Whether all that lies beside a file or below it is looked at, as far as it is found. */
export const isWalked = (file: string, paths: readonly string[], cwd: string): boolean =>
  paths.some((path) => isWithin(dirname(file), resolve(cwd, path)) && isDirectory(resolve(cwd, path)) === true);

/** That there is no such path, and what may have been meant: a file or directory beside it, or a command. */
function missing(given: string, absolute: string, mayBeCommand: boolean): string {
  const command = mayBeCommand ? nearest(given, commandNames) : undefined;
  if (command !== undefined) return `${given} does not exist; did you mean the command ${command}?`;
  if (mayBeCommand && /^(?:help|version)$/.test(given)) return `${given} does not exist; did you mean --${given}?`;
  if (mayBeCommand && /^(?:lint|check|scan|run|validate)$/.test(given))
    return `${given} does not exist; files and directories are linted without a command`;
  // As Windows writes it, on another system.
  const forward = absolute.replaceAll('\\', '/');
  if (forward !== absolute && isDirectory(forward) !== undefined)
    return `${given} does not exist; did you mean ${given.replaceAll('\\', '/')}?`;
  const others = entriesOf(dirname(absolute));
  if (others.includes(basename(absolute))) return `${given} is a link to nothing`;
  const beside = nearest(basename(absolute), others);
  const meant = beside === undefined ? '' : `; did you mean ${join(dirname(given), beside)}?`;
  return `${given} does not exist${slashed(meant)}`;
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
}

/** Reads everything that the command line names, each file once, in the order of the arguments. */
export async function collect(
  paths: readonly string[],
  stdinFilename: string,
  io: Io,
  step: (path: string) => void = () => undefined,
): Promise<Collected> {
  const { cwd } = io;
  const problems: string[] = [];
  const left: string[] = [];
  const passedOver: LintedFile[] = [];
  const inputs = new Map<string, Input>();
  const notes: WalkNotes = {
    problem: (path, why) => problems.push(`${shown(path, cwd)} ${why}`),
    left: (path) => {
      left.push(shown(path, cwd));
      passedOver.push({ path: shown(path, cwd), skipped: 'is read only when named' });
    },
    ignored: (path) => passedOver.push({ path: shown(path, cwd), skipped: 'is ignored by git' }),
  };

  function add(absolute: string, named: boolean): void {
    if (inputs.has(absolute)) return;
    const path = shown(absolute, cwd);
    step(path);
    try {
      const excess = excessOf(statSync(absolute).size, () => headOf(absolute));
      if (excess !== undefined) {
        if (named) problems.push(`${path} ${excess}`);
        else passedOver.push({ path, skipped: excess });
        return;
      }
      inputs.set(absolute, { source: { path, text: decode(readFileSync(absolute)) }, absolute, named });
    } catch (error) {
      problems.push(`${path} ${reasonOf(error)}`);
    }
  }

  for (const given of paths) {
    if (given === '-') {
      const absolute = resolve(cwd, stdinFilename);
      const path = stdinFilename === stdinPath ? stdinFilename : shown(absolute, cwd);
      const bytes = io.stdin();
      const excess = excessOf(bytes.length, () => bytes.subarray(0, 1000));
      const text = excess === undefined ? decode(bytes) : '';
      // A program before the pipe that fails would look like one that has nothing to lint.
      if (excess === undefined && text.trim() === '') problems.push('standard input is empty: see what writes into it');
      else if (excess === undefined) inputs.set(absolute, { source: { path, text }, absolute, named: true });
      else problems.push(`${path} ${excess}`);
      continue;
    }
    const absolute = resolve(cwd, given);
    const directory = isDirectory(absolute);
    if (directory === false) add(absolute, true);
    else if (directory === true) for (const file of await walk(absolute, notes)) add(file, false);
    else if (!hasMagic(given)) problems.push(missing(given, absolute, given === paths[0]));
    else {
      const files = await glob(given, cwd, notes);
      if (files.length === 0) problems.push(`no file matches ${given}`);
      for (const file of files) add(file, false);
    }
  }
  return { inputs: [...inputs.values()], problems, left, passedOver };
}

/** Where a configuration is looked for, for a file from standard input without a name. */
export const configPathOf = ({ absolute, source }: Input, cwd: string): string =>
  source.path === stdinPath ? join(cwd, 'template') : absolute;
