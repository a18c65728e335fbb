import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../../src/cli/git.js';

/** A new repository in a directory of its own, on its branch `main`. */
export function repository(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'repository-')));
  git(root, ['init', '-q', '-b', 'main']);
  return root;
}

/** Commits all there is; gives the commit. */
export function commit(root: string): string {
  git(root, ['add', '--all']);
  const { problem } = git(root, [
    ...['-c', 'user.name=Someone', '-c', 'user.email=someone@example.com', '-c', 'commit.gpgSign=false'],
    ...['commit', '-q', '--allow-empty', '-m', 'change'],
  ]);
  if (problem !== undefined) throw new Error(problem);
  return git(root, ['rev-parse', 'HEAD']).text.trim();
}
