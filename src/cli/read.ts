import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, isAbsolute } from 'node:path';

/** Larger files are no templates (CloudFormation takes 1 MB) and no plan that a person wants to wait for. */
export const mostBytes = 100 * 1024 * 1024;

/** Text of a file: UTF-8, or UTF-16 where it says so; the mark that says so is left out. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', marked ? 3 : 0);
}

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

const real = (path: string): string | undefined => {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
};

/**
 * Reads files that templates name, and no others than they may: a template is untrusted text, and must not make the linter
 * show a file from outside the repository (or the directory) that it lies in — by `..`, an absolute path, or a link.
 */
export function confinedReader(templates: readonly string[], cwd: string): (path: string) => string | undefined {
  let roots: readonly string[] | undefined;
  const rootOf = (template: string): string =>
    repositoryOf(template) ?? (isWithin(template, cwd) ? cwd : dirname(template));
  return (path) => {
    const target = real(resolve(cwd, path));
    if (target === undefined) return undefined;
    roots ??= [...new Set(templates.map(rootOf))].flatMap((root) => real(root) ?? []);
    if (!roots.some((root) => isWithin(target, root))) return undefined;
    try {
      const { size } = statSync(target);
      return statSync(target).isFile() && size <= mostBytes ? decode(readFileSync(target)) : undefined;
    } catch {
      return undefined;
    }
  };
}
