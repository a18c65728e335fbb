import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** There are no modes there, no devices and fifos among the files, no signals that can be waited for, and no `sh` by itself. */
export const onWindows = process.platform === 'win32';

/** Whether links can be made: Windows may keep them to administrators. */
export const canLink = linkIsMade();

function linkIsMade(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'link-'));
  try {
    symlinkSync('nowhere', join(folder, 'link'));
    return lstatSync(join(folder, 'link')).isSymbolicLink();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
