/**
 * What most runs have no need of, loaded when it is first asked for. Configuration is read synchronously (the CDK's plugins
 * are), which rules `import()` out; a literal `require` is what the bundle keeps apart, and where modules run unbundled
 * (tests) Node makes one.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- see above */
import { createRequire } from 'node:module';
import type { Ajv, ValidateFunction } from 'ajv';
import type { Minimatch } from 'minimatch';

const isBundled = typeof require === 'function';
const load = createRequire(import.meta.url);

let ajv: Ajv | undefined;

/** The compiler of JSON Schemas. */
export function loadAjv(): Ajv {
  if (ajv !== undefined) return ajv;
  const { Ajv: Made } = (isBundled ? require('ajv') : load('ajv')) as typeof import('ajv');
  ajv = new Made({ allErrors: true, strict: false, validateFormats: false, logger: false });
  return ajv;
}

/** The checks of the built-in rules' options, by {@link ValidateFunction}s that ajv wrote ahead of time. */
export function loadValidators(): Readonly<Record<string, ValidateFunction>> {
  return (
    isBundled ? require('./option-validators.generated.js') : load('./option-validators.generated.js')
  ) as Readonly<Record<string, ValidateFunction>>;
}

/** The matcher of patterns of files. */
export function loadMinimatch(): typeof Minimatch {
  return ((isBundled ? require('minimatch') : load('minimatch')) as typeof import('minimatch')).Minimatch;
}
