import type { Repository } from '../engine/report.js';
import { stdinPath } from '../source/source.js';

/** A path without `.` and `..`; what leads out of the repository is left out. */
function plain(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

const drive = /^[A-Za-z]:(?=\/)/;

/**
 * A path for readers that know nothing but a repository: relative to its root and never empty. A file outside keeps what
 * can be kept of its path, for one that is absolute makes them refuse the whole report.
 */
export function repositoryPath(path: string, repository: Repository | undefined): string {
  if (path === stdinPath) return 'stdin';
  const { root, directory } = repository ?? { root: '', directory: '' };
  const absolute = path.startsWith('/') || drive.test(path);
  const inside = root !== '' && path.startsWith(`${root}/`);
  const found = inside ? path.slice(root.length) : absolute ? path.replace(drive, '') : `${directory}/${path}`;
  return plain(found) || 'unnamed';
}
