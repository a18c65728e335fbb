import type { ErrorObject, ValidateFunction } from 'ajv';
import { didYouMean } from '../source/nearest.js';
import type { RuleMeta } from './types.js';

/** Something that is wrong with the options of a rule. */
export interface OptionProblem {
  /** Names and indexes from the options down. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Judges the options that someone wrote for a rule. */
export type OptionCheck = (rule: RuleMeta, options: unknown) => OptionProblem[];

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
function inWords({ keyword, params, message }: ErrorObject, rule: RuleMeta, depth: number): string {
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

function problemOf(error: ErrorObject, rule: RuleMeta): OptionProblem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const message = inWords(error, rule, path.length);
  const { additionalProperty } = error.params as { additionalProperty?: string };
  return { path: additionalProperty === undefined ? path : [...path, additionalProperty], message };
}

/**
 * A check by what ajv made of the built-in rules' options ahead of time; ajv itself is loaded for rules of other origin only.
 * Neither is loaded before this is called: most runs have no options to check.
 */
export async function optionCheck(rules: readonly RuleMeta[]): Promise<OptionCheck> {
  const [ready, { rules: builtIn }] = await Promise.all([
    import('./option-validators.generated.js'),
    import('../rules/index.js'),
  ]);
  const own = new Set<unknown>(builtIn.map(({ options }) => options as unknown));
  const isReady = ({ options }: RuleMeta): boolean => own.has(options);
  const compile = rules.every(isReady) ? undefined : await compiler();
  return (rule, options) => {
    const validate = isReady(rule) ? ready[nameOf(rule.id)] : compile?.(rule);
    if (validate === undefined) return withoutOptions(rule, options);
    if (validate(options)) return [];
    const problems = (validate.errors ?? []).map((error) => problemOf(error, rule));
    // Where several shapes are allowed, the last error sums up those of each shape.
    return problems.filter(
      (problem, at) => problems.findIndex((other) => other.path.join('/') === problem.path.join('/')) === at,
    );
  };
}

/** The name of a rule's check in the generated module. */
const nameOf = (id: string): string => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** A rule without options has no check. */
function withoutOptions({ id }: RuleMeta, options: unknown): OptionProblem[] {
  const given = typeof options === 'object' && options !== null ? Object.keys(options) : [];
  return given.map((name) => ({ path: [name], message: `there is no option ${name}: ${id} has none` }));
}

async function compiler(): Promise<(rule: RuleMeta) => ValidateFunction> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false });
  const compiled = new Map<RuleMeta, ValidateFunction>();
  return (rule) => {
    const known = compiled.get(rule);
    if (known !== undefined) return known;
    const validate = ajv.compile({ type: 'object', additionalProperties: false, properties: rule.options });
    compiled.set(rule, validate);
    return validate;
  };
}
