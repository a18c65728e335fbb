import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Makes a directory and those around it. Node's own way to do so never ends where a file system refuses, as /proc does. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
}

let waits = false;

/**
 * Has what would end the process wait from here on for the code that runs: it would else leave an unfinished file behind where
 * it comes in the middle of one. With its listener gone, a signal does what it always does.
 */
function letSignalsWait(): void {
  if (waits) return;
  waits = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.kill(process.pid, signal));
  }
}

/** Gives a signal that came in the meantime its turn, which lies somewhere between two turns of ours. */
export const interrupted = (): Promise<void> => new Promise((done) => setImmediate(() => setImmediate(done)));

/** Writes a file whole or not at all, and makes the directories around it. A pipe or a device is written to as it is. */
export function writeWhole(path: string, text: string): void {
  const before = statOf(path);
  if (before?.isFile() === false) {
    writeFileSync(path, text);
    return;
  }
  // A link stays one.
  const target = before === undefined ? path : realpathSync(path);
  makeDirectory(dirname(target));
  const unfinished = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  letSignalsWait();
  try {
    writeFileSync(unfinished, text, before === undefined ? {} : { mode: before.mode });
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
