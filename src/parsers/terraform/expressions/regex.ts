import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

/**
 * An expression of the user's, on the kind of engine that Terraform has: its time grows with the length of the text only, and
 * look-around and references back are errors. Loaded when it is first asked for; see loadActionData in src/iam for the `require`.
 */
export function compile(expression: string): RE2JS | undefined {
  const { RE2JS: engine } = load();
  try {
    return engine.compile(expression);
  } catch {
    return undefined;
  }
}

function load(): typeof import('re2js') {
  if (typeof require !== 'function') return createRequire(import.meta.url)('re2js') as typeof import('re2js');
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('re2js') as typeof import('re2js');
}
