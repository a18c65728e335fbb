import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files by their paths from a directory. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files into a directory. */
export function put(directory: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Removes a directory with all in it. */
export const remove = (directory: string): void => {
  rmSync(directory, { recursive: true, force: true });
};
