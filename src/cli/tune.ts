import type { Input } from './collect.js';

/** Characters of all files together; a template has some thousands. */
const large = 2_000_000;

/**
 * Much to lint runs through much code, each part of it for a moment: V8 would spend more time on making it fast than it then saves.
 * It is told to take its time, and to make less of it. Measured with the V8 of Node 20 alone, others are left as they are.
 */
export async function tuneFor(inputs: readonly Input[]): Promise<void> {
  if (!process.versions.v8.startsWith('11.')) return;
  if (inputs.reduce((sum, { source }) => sum + source.text.length, 0) < large) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=500000');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
}
