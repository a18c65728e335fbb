import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

/**
 * The `yaml` package, loaded when it is first needed: evaluating it costs more than all else at start-up, and few files need it.
 * Reading is synchronous, which rules `import()` out. A literal `require` is what esbuild bundles and evaluates only when it is
 * called (a bundle in ESM format needs a `require` made in its banner, for what `yaml` itself requires of Node); where modules run
 * unbundled (tests, tsx) there may be no `require`, and Node makes one.
 */
export function loadYaml(): typeof Yaml {
  if (typeof require !== 'function') return createRequire(import.meta.url)('yaml') as typeof Yaml;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('yaml') as typeof Yaml;
}
