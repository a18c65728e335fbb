import type { ErrorObject, ValidateFunction } from 'ajv';
import { rules } from '../rules/index.js';
import { didYouMean } from '../source/nearest.js';
import { onceFor } from '../source/once.js';
import { loadAjv, loadValidators } from './lazy.js';
import type { ConfigurableRule } from './types.js';

/** Something that is wrong with the options of a rule. */
export interface OptionProblem {
  /** Names and indexes from the options down. */
  readonly path: readonly string[];
  readonly message: string;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

const quoted = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(', ');

/** What ajv says, in the words of the rest of the program. */
function inWords({ keyword, params, message }: ErrorObject, rule: ConfigurableRule, depth: number): string {
  const given = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(given['additionalProperty']);
      const known = depth === 0 ? Object.keys(rule.options) : [];
      const listed = known.length === 0 ? '' : `; ${rule.id} has ${known.join(', ')}`;
      return `there is no option ${name}${didYouMean(name, known) || listed}`;
    }
    case 'type':
      return `must be ${[given['type']]
        .flat()
        .map((type) => kinds[String(type)] ?? String(type))
        .join(' or ')}`;
    case 'enum':
      return `must be one of ${quoted(given['allowedValues'] as readonly unknown[])}`;
    case 'required':
      return `must have ${String(given['missingProperty'])}`;
    case 'minItems':
    case 'minLength':
      return given['limit'] === 1 ? 'must not be empty' : plainly(message);
    case 'uniqueItems':
      return 'must not name the same thing twice';
    default:
      return plainly(message);
  }
}

const plainly = (message: string | undefined): string => (message ?? 'is not right').replace(/\bNOT\b/g, 'not');

function problemOf(error: ErrorObject, rule: ConfigurableRule): OptionProblem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const message = inWords(error, rule, path.length);
  const { additionalProperty } = error.params as { additionalProperty?: string };
  return { path: additionalProperty === undefined ? path : [...path, additionalProperty], message };
}

/** Judges options by what ajv made of the built-in rules' schemas ahead of time; ajv itself is loaded for other rules only. */
export function checkOptions(rule: ConfigurableRule, options: unknown): OptionProblem[] {
  const validate = builtIn.has(rule.options) ? loadValidators()[nameOf(rule.id)] : compiled(rule.options);
  if (validate === undefined) return withoutOptions(rule, options);
  if (validate(options)) return [];
  const problems = (validate.errors ?? []).map((error) => problemOf(error, rule));
  // Where several shapes are allowed, the last error sums up those of each shape.
  return problems.filter(
    (problem, at) => problems.findIndex((other) => other.path.join('/') === problem.path.join('/')) === at,
  );
}

const builtIn = new Set<unknown>(rules.map(({ options }) => options as unknown));

/** The name of a rule's check in the generated module. */
const nameOf = (id: string): string => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** A rule without options has no check. */
function withoutOptions({ id }: ConfigurableRule, options: unknown): OptionProblem[] {
  const given = typeof options === 'object' && options !== null ? Object.keys(options) : [];
  return given.map((name) => ({ path: [name], message: `there is no option ${name}: ${id} has none` }));
}

/** The check of the options of a rule that is not built in; throws where they are no JSON Schema. */
export const compiled = onceFor((options: ConfigurableRule['options']): ValidateFunction =>
  loadAjv().compile({ type: 'object', additionalProperties: false, properties: options }),
);
