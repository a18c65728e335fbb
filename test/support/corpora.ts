import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const corporaRoot = resolve(
  process.env['LAMBDA_LINT_CORPORA'] ?? join(import.meta.dirname, '../../../shared/corpora'),
);

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
