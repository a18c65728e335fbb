import { isAscii } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isWithin, real, repositoryOf } from './paths.js';

const megabyte = 1024 * 1024;

/** Larger files are no templates: CloudFormation takes 1 MB. */
const mostBytes = 100 * megabyte;

/** V8 holds no text of more than half a gigabyte. */
const mostOfPlan = 400 * megabyte;

/** Why a file of some bytes is too large to be read; a plan may be larger than a template. */
export function excessOf(size: number, head: () => Buffer): string | undefined {
  if (size <= mostBytes) return undefined;
  if (!/^\s*\{\s*"format_version"/.test(decode(head()))) return 'is larger than 100 MB';
  return size <= mostOfPlan ? undefined : 'is larger than 400 MB';
}

/** The first bytes of a file. */
export function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(1000);
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

/** Text of a file: UTF-8, or UTF-16 where it says so; the mark that says so is left out. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  }
  // As most files are, and quicker to read so.
  if (isAscii(bytes)) return bytes.toString('latin1');
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', marked ? 3 : 0);
}

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
