import { createRequire } from 'node:module';
import type * as Data from './action-data.generated.cjs';

/**
 * The table of IAM actions, loaded when it is first asked for: it is larger than all the rest of the program, and most
 * templates need none of it. Judging is synchronous, which rules `import()` out; a literal `require` is what the bundle keeps
 * apart, and where modules run unbundled (tests) Node makes one.
 */
export function loadActionData(): typeof Data {
  if (typeof require !== 'function') {
    return createRequire(import.meta.url)('./action-data.generated.cjs') as typeof Data;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('./action-data.generated.cjs') as typeof Data;
}
