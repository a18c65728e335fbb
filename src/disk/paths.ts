import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/** The nearest directory above a path that is a repository. */
export function repositoryOf(path: string): string | undefined {
  for (let current = dirname(path); ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (dirname(current) === current) return undefined;
  }
}

/** Whether a path is a directory or lies below it. */
export const isWithin = (path: string, directory: string): boolean => {
  const inside = relative(directory, path);
  return inside === '' || (!/^\.\.(?:[\\/]|$)/.test(inside) && !isAbsolute(inside));
};

/** A path with forward slashes, as it is printed and as patterns are written. */
export const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** A path as it is printed: relative to a directory if it lies below it, with forward slashes. */
export function shown(path: string, directory: string): string {
  return slashed(isWithin(path, directory) ? relative(directory, path) || '.' : path);
}

/** A path without links; `undefined` where there is nothing of that name. */
export const real = (path: string): string | undefined => {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
};

/** Whether a file belongs to an installed package. */
export const isOfPackage = (path: string): boolean => /(?:^|[\\/])node_modules[\\/]/.test(path);
