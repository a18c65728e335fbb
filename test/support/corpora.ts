import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A folder `corpora` within one of those beside the checkout. */
function beside(): string | undefined {
  const around = join(import.meta.dirname, '../../..');
  return readdirSync(around)
    .map((name) => join(around, name, 'corpora'))
    .find((path) => existsSync(path));
}

export const corporaRoot = resolve(process.env['LAMBDA_LINT_CORPORA'] ?? beside() ?? 'corpora');

/** The files below a folder, sorted; none where it is missing. */
export function filesBelow(folder: string, ending: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * The published templates or plans of one collection. The collections are not a part of the repository: they are looked for where
 * LAMBDA_LINT_CORPORA says, and tests that need them are skipped where they are missing.
 */
export function corpora(name: string): string[] {
  return filesBelow(join(corporaRoot, name), /\.(?:ya?ml|json)$/);
}
