import { readFileSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Ignore } from 'ignore';
import { repositoryOf, slashed } from '../disk/paths.js';
import { reasonOf } from './io.js';

/** Directories that hold other people's files or what a build made; read only when they are named. */
const passedOver = new Set(['node_modules', '.git', '.aws-sam', 'cdk.out', '.serverless', '.terraform']);

/** Files and directories that the CDK uploads: code of functions with its packages, mostly. */
const asset = /^asset\.[0-9a-f]{32,}/;
/** Those of them that nobody would expect a template in: not worth a word. */
const foreign = new Set(['node_modules', '.git', '.terraform']);

/** Names that a template may have; a file of any other name is read only when it is named. */
const candidate = /\.(?:ya?ml|json|template)$|\.template\./i;

/** Names of files that are many and never templates. */
const never =
  /^(?:package(?:-lock)?|npm-shrinkwrap|tsconfig(?:\..*)?|composer|pnpm-lock|\.pnp|samconfig|rules\.config)\.(?:json|ya?ml)$/;

/** What a walk says beside the files. */
export interface WalkNotes {
  /** A path, and why it could not be used. */
  readonly problem: (path: string, why: string) => void;
  /** A directory that was left out on purpose. */
  readonly left: (path: string) => void;
  /** A directory, or a file that may be a template, that git ignores. */
  readonly ignored: (path: string) => void;
}

/** The patterns of one .gitignore, and the directory that they are relative to. */
interface Patterns {
  readonly directory: string;
  readonly ignore: Ignore;
}

/** Whether git ignores a path; a deeper file has the last word. */
function ignores(all: readonly Patterns[], path: string, isDirectory: boolean): boolean {
  let ignored = false;
  for (const { directory, ignore } of all) {
    const inside = slashed(relative(directory, path));
    if (inside === '' || inside.startsWith('../')) continue;
    const told = ignore.test(isDirectory ? `${inside}/` : inside);
    if (told.ignored) ignored = true;
    if (told.unignored) ignored = false;
  }
  return ignored;
}

type Make = () => Ignore;

function patternsIn(directory: string, make: Make): Patterns[] {
  try {
    return [{ directory, ignore: make().add(readFileSync(join(directory, '.gitignore'), 'utf8')) }];
  } catch {
    return [];
  }
}

/** The patterns of the directories from the repository's root down to one, that one left out. */
function patternsAbove(directory: string, make: Make): Patterns[] {
  const root = repositoryOf(join(directory, 'x'));
  if (root === undefined) return [];
  const above: string[] = [];
  for (let current = directory; current !== root; current = dirname(current)) above.unshift(dirname(current));
  const all = above.flatMap((each) => patternsIn(each, make));
  // Who names an ignored directory wants it looked at.
  return ignores(all, directory, true) ? [] : all;
}

function kindOf(entry: Dirent, path: string): 'file' | 'directory' | 'link' | 'other' {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  if (!entry.isSymbolicLink()) return 'other';
  // A linked directory is not followed, as git does not: it may lead in a circle, or out of the project.
  const target = statSync(path);
  return target.isFile() ? 'file' : target.isDirectory() ? 'link' : 'other';
}

/** Files below a directory that could be templates, in order of their names, without what git ignores. */
export async function walk(
  start: string,
  notes: WalkNotes,
  wanted: (path: string, name: string) => boolean = (_, name) => candidate.test(name) && !never.test(name),
): Promise<string[]> {
  const { default: make } = await import('ignore');
  const found: string[] = [];

  function enter(directory: string, above: readonly Patterns[]): void {
    let entries: Dirent[];
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch (error) {
      notes.problem(directory, reasonOf(error));
      return;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    const patterns = entries.some(({ name }) => name === '.gitignore')
      ? [...above, ...patternsIn(directory, make)]
      : above;
    for (const entry of entries) visit(join(directory, entry.name), entry, patterns);
  }

  function visit(path: string, entry: Dirent, patterns: readonly Patterns[]): void {
    const inside = entry.isDirectory();
    if (inside && passedOver.has(entry.name)) {
      if (!foreign.has(entry.name)) notes.left(path);
      return;
    }
    if (asset.test(entry.name) || (!inside && !wanted(path, entry.name))) return;
    if (ignores(patterns, path, inside)) {
      notes.ignored(path);
      return;
    }
    if (inside) {
      enter(path, patterns);
      return;
    }
    try {
      const kind = kindOf(entry, path);
      if (kind === 'file') found.push(path);
      else if (kind === 'other') notes.problem(path, 'is no regular file');
    } catch (error) {
      const broken = (error as NodeJS.ErrnoException).code === 'ENOENT';
      notes.problem(path, broken ? 'is a link to nothing' : reasonOf(error));
    }
  }

  enter(start, patternsAbove(start, make));
  return found;
}
