import { randomUUID } from 'node:crypto';
import { appendFileSync, statSync } from 'node:fs';

/** A summary of one step that is larger is refused as a whole. */
const mostSummary = 1024 * 1024;

/** Sets an output of the step. Nothing that a value says can end it, for its end is a word that nobody can know. */
export function setOutput(file: string | undefined, name: string, value: string): void {
  if (file === undefined || file === '') return;
  const end = `end-${randomUUID()}`;
  appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

/** Adds to the summary of the job, if it still fits. */
export function addSummary(file: string | undefined, markdown: string): void {
  if (file === undefined || file === '') return;
  const before = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (before + Buffer.byteLength(markdown) < mostSummary) appendFileSync(file, markdown);
}
