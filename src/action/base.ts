import { readFileSync } from 'node:fs';
import { git } from '../cli/git.js';
import { mergeBase } from '../cli/since.js';

/** The environment that a step runs in. */
export type Env = Readonly<Record<string, string | undefined>>;

/** One side of a pull request. The repository is missing where somebody has deleted it. */
interface Side {
  readonly sha?: string;
  readonly repo?: { readonly full_name?: string } | null;
}

/** The parts of an event that say what is to be merged into what. */
interface Event {
  readonly pull_request?: { readonly base?: Side; readonly head?: Side };
  readonly merge_group?: { readonly base_sha?: string };
  readonly workflow_run?: { readonly head_repository?: Side['repo'] };
  readonly repository?: Side['repo'];
}

function eventOf({ GITHUB_EVENT_PATH: path = '' }: Env): Event {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) ?? {}) as Event;
  } catch {
    return {};
  }
}

/**
 * Whether the workflow runs for a pull request from another repository, whose author may be anybody. Where the event does not say
 * where it is from, it may be from anywhere. (GitHub's own mark, `fork`, is set in a fork's own pull requests, too.)
 */
export function isFromFork(env: Env): boolean {
  const { pull_request: pull, workflow_run: run, repository } = eventOf(env);
  if (pull === undefined && run === undefined) return false;
  const from = pull === undefined ? run?.head_repository?.full_name : pull.head?.repo?.full_name;
  return from === undefined || from !== (pull?.base?.repo?.full_name ?? repository?.full_name);
}

/** What a pull request's changes are told from: a revision, or why there is none. */
export type Base = { readonly ref: string } | { readonly problem: string };

/**
 * The base of the pull request (or of the merge queue's group) that the workflow runs for; nothing where it runs for something
 * else. The base branch itself is best, as it may have moved on since the event; then what GitHub has merged the change into.
 */
export function baseOf(env: Env, directory: string): Base | undefined {
  const { pull_request: pull, merge_group: group } = eventOf(env);
  const base = pull?.base?.sha ?? group?.base_sha;
  if (base === undefined) return undefined;
  const { GITHUB_BASE_REF: branch = '' } = env;
  const second = git(directory, ['rev-parse', '--verify', '--quiet', 'HEAD^2']).text.trim();
  const candidates = [
    ...(branch === '' ? [] : [`origin/${branch}`]),
    ...(second !== '' && second === pull?.head?.sha ? ['HEAD^1'] : []),
    base,
  ];
  const ref = candidates.find((candidate) => typeof mergeBase(candidate, directory) !== 'string');
  if (ref !== undefined) return { ref };
  const problem = mergeBase(base, directory);
  return typeof problem === 'string' ? { problem } : { ref: base };
}
