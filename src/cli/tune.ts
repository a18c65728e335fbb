import type { Input } from './collect.js';

/** Characters of all files together; a template has some thousands. */
const large = 100_000;

let isTuned = false;

/**
 * Much to lint runs through much code, each part of it for a moment: V8 would spend more time on making it fast than it then saves,
 * a third of a run of a hundred templates. It is told to wait until code has run for long. Measured with the V8 of Node 20 alone,
 * others are left as they are.
 */
export async function tuneFor(inputs: readonly Input[]): Promise<void> {
  if (isTuned || !process.versions.v8.startsWith('11.3.')) return;
  if (inputs.reduce((sum, { source }) => sum + source.text.length, 0) < large) return;
  isTuned = true;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=1000000');
  // Compiled code that is kept is refused by a V8 with other flags, so before that this one has the value that V8 has by itself.
  process.prependOnceListener('exit', () => {
    setFlagsFromString('--interrupt-budget=67584');
  });
}
