import { spawnSync } from 'node:child_process';

/** What a command of git's said; `problem` where it could not be asked or refused. */
interface Answer {
  readonly text: string;
  readonly problem?: string;
}

/** Changes of more text than this are no review's. */
const mostBytes = 256 * 1024 * 1024;

/** Asks git, without a shell and without anything that a repository could have it run or write. */
export function git(cwd: string, args: readonly string[]): Answer {
  const { status, stdout, stderr, error } = spawnSync(
    'git',
    ['--no-pager', '-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', ...args],
    { cwd, encoding: 'utf8', maxBuffer: mostBytes, env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' } },
  );
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOENT') return { text: '', problem: 'git is needed, and was not found' };
  if (code === 'ENOBUFS') return { text: '', problem: 'there are more than 256 MB of changes' };
  if (status === 0) return { text: stdout };
  const [first = ''] = stderr.split('\n');
  return { text: stdout, problem: first.replace(/^(?:fatal|error): /, '') || (error?.message ?? 'git failed') };
}
