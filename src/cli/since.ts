import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { slashed } from '../disk/paths.js';
import type { Finding, Place } from '../engine/finding.js';
import type { LintReport } from '../engine/report.js';
import { onceFor } from '../source/once.js';
import type { Location, SourceFile } from '../source/source.js';
import { git } from './git.js';
import { readPatch, touchedLines, type FileChange, type Touched } from './hunks.js';

/** What a place has to do with a change: it was written anew, it has lost something, or neither. */
type Part = 'written' | 'bereft' | undefined;

/** What changed since a commit, of the files as they are on the disk. */
export interface Changes {
  readonly since: string;
  readonly partOf: (at: Location) => Part;
  /** Whether git knows a file; what a build has made, and a plan, is none of those. */
  readonly isSource: (file: SourceFile) => boolean;
}

const deepen =
  'this clone is shallow, so fetch its whole history: fetch-depth: 0 for actions/checkout, or git fetch --unshallow';

/** The commit that a change began at: the one that a revision and what is checked out have in common; a complaint otherwise. */
export function mergeBase(ref: string, cwd: string): { readonly commit: string } | string {
  const inside = git(cwd, ['rev-parse', '--is-inside-work-tree']);
  if (inside.problem !== undefined) {
    const none = inside.problem.startsWith('not a git repository');
    return none ? 'this directory is in no git repository' : inside.problem;
  }
  const isCommit = (name: string) =>
    !name.startsWith('-') && git(cwd, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]).problem === undefined;
  const shallow = git(cwd, ['rev-parse', '--is-shallow-repository']).text.trim() === 'true';
  if (!isCommit(ref)) {
    const meant = isCommit(`origin/${ref}`) ? `; did you mean origin/${ref}?` : shallow ? `; ${deepen}` : '';
    return `there is no commit ${ref} in this repository${meant}`;
  }
  const base = git(cwd, ['merge-base', ref, 'HEAD']);
  const [commit] = base.text.split('\n');
  if (base.problem === undefined && commit !== undefined) return { commit };
  return shallow
    ? `${ref} and HEAD have no commit in common here; ${deepen}`
    : `${ref} and HEAD have no commit in common`;
}

/** A patch as it is read here, whatever is configured. */
const asExpected = [
  '--unified=0',
  '--inter-hunk-context=0',
  '--find-renames',
  '--submodule=short',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

const real = (path: string): string => {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
};

/** Asks git what changed since a revision branched off, in the working tree as it is now; a complaint where it can't tell. */
export function changesSince(ref: string, cwd: string): Changes | string {
  const base = mergeBase(ref, cwd);
  if (typeof base === 'string') return base;
  const top = git(cwd, ['rev-parse', '--show-toplevel']);
  const root = real(top.text.replace(/\n$/, ''));
  const patch = git(root, ['diff', ...asExpected, base.commit, '--']);
  const fresh = git(root, ['ls-files', '-z', '--others', '--exclude-standard']);
  const tracked = git(root, ['ls-files', '-z']);
  const problem = top.problem ?? patch.problem ?? fresh.problem ?? tracked.problem;
  if (problem !== undefined) return problem;
  const changes = readPatch(patch.text);
  for (const name of fresh.text.split('\0')) changes.set(name, 'all');
  const sources = new Set([...tracked.text.split('\0'), ...changes.keys()]);

  const nameOf = onceFor(({ path }: SourceFile): string | undefined => {
    const name = relative(root, real(resolve(cwd, path)));
    return name.startsWith(`..${sep}`) || isAbsolute(name) ? undefined : slashed(name);
  });
  const isSource = (file: SourceFile): boolean => file.hidden !== true && sources.has(nameOf(file) ?? '');
  const changeOf = (file: SourceFile): FileChange => {
    const name = nameOf(file);
    // What git has never seen can't be old.
    return name === undefined || !sources.has(name) ? 'all' : (changes.get(name) ?? []);
  };
  const touchedIn = onceFor((file: SourceFile): Touched | 'all' => {
    const change = changeOf(file);
    return change === 'all' ? change : touchedLines(file.text, change);
  });
  return { since: ref, isSource, partOf: (at) => partOf(at, touchedIn(at.file)) };
}

/** The line (one-based) of an offset as git counts them. */
const lineAt = ({ text }: SourceFile, offset: number): number => {
  let line = 1;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', end + 1)) line += 1;
  return line;
};

function partOf({ file, start, end }: Location, touched: Touched | 'all'): Part {
  if (touched === 'all') return 'written';
  const { any, written, bereft } = touched;
  // What is said of no line, or of all of them, is said of the file.
  const whole = start === 0 && (end === 0 || end >= file.text.trimEnd().length);
  if (whole) return any ? 'written' : undefined;
  const first = lineAt(file, start);
  const last = Math.max(first, lineAt(file, end));
  for (let line = first; line <= last; line++) if (written.has(line)) return 'written';
  return bereft.has(first) ? 'bereft' : undefined;
}

/**
 * Keeps the findings of which the change touched a place, whichever; what a build has made counts only where nothing else tells.
 * A place that the change touched becomes the finding's own, so that it is shown where the change is reviewed.
 */
export function onlySince(report: LintReport, changes: Changes): LintReport {
  const findings = report.findings.flatMap((finding) => concerned(finding, changes) ?? []);
  return {
    ...report,
    findings,
    since: {
      ref: changes.since.replace(/^([\da-f]{10})[\da-f]{30,}$/, '$1'),
      leftOut: report.findings.length - findings.length,
    },
  };
}

function concerned(finding: Finding, { partOf, isSource }: Changes): Finding | undefined {
  const places: readonly Pick<Place, 'at'>[] = [finding, ...finding.related];
  const sources = places.filter(({ at }) => isSource(at.file));
  const judged = sources.length > 0 ? sources : places;
  const touched = judged.find(({ at }) => partOf(at) === 'written') ?? judged.find(({ at }) => partOf(at) === 'bereft');
  if (touched === undefined) return undefined;
  const cause = finding.related.find((place) => place === touched);
  const changed = partOf(touched.at) === 'written' && { changed: true as const };
  if (cause === undefined) return { ...finding, ...changed };
  const { at, label = finding.resource ?? 'found here', ...rest } = finding;
  return {
    ...rest,
    ...changed,
    at: cause.at,
    label: cause.message,
    related: [{ at, message: label }, ...finding.related.filter((place) => place !== cause)],
  };
}
