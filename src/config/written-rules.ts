import type { RuleSetting } from '../rules/define.js';
import { hasBlanks, withoutBlanks } from './blanks.js';
import { plain, type Json } from './json.js';
import { checkOptions } from './options.js';
import { type Complain, entriesOf, oneOf } from './shapes.js';
import { levels, unknownRule, type ConfigurableRule } from './types.js';

/** What was written for rules, by id: without options, those of a configuration before it stay. */
export type WrittenRules = ReadonlyMap<string, RuleSetting>;

export const noRules: WrittenRules = new Map();

/** What a configuration is checked against. */
export interface Known {
  /** What is extended and plugged in may add to it before it is used. */
  readonly rules: ReadonlyMap<string, ConfigurableRule>;
  /** Takes the id of a rule that may well be a plugin's, where plugins are not to be loaded. */
  readonly passOver?: ((id: string) => void) | undefined;
  readonly complain: Complain;
  /** Takes the rules in whose options something is to be filled in still. */
  readonly open?: (rule: string) => void;
}

/** One entry of `rules`: a severity, or a severity and options. */
export function checkRule(
  meta: ConfigurableRule,
  json: Json,
  path: readonly string[],
  known: Known,
): RuleSetting | undefined {
  const { complain } = known;
  if (json.is === 'object') {
    complain(path, 'must be a severity, or a list of a severity and options: ["error", { … }]');
    return undefined;
  }
  if (json.is !== 'list') {
    const severity = oneOf(json, levels, path, complain);
    return severity === undefined ? undefined : { severity };
  }
  const [first, options, ...more] = json.items;
  if (first === undefined || more.length > 0) {
    complain(path, 'a list holds a severity and an object of options, nothing else: ["error", { … }]');
    return undefined;
  }
  const severity = oneOf(first, levels, [...path, '0'], complain);
  if (options === undefined) return severity === undefined ? undefined : { severity };
  if (options.is !== 'object') {
    complain([...path, '1'], 'must be an object of options: { … }');
    return undefined;
  }
  if (Object.keys(meta.options).length === 0 && options.entries.size > 0) {
    complain([...path, '1'], `${meta.id} has no options`);
    return undefined;
  }
  const written = plain(options) as Readonly<Record<string, unknown>>;
  const isOpen = hasBlanks(written);
  const value = isOpen ? withoutBlanks(written) : written;
  if (isOpen) known.open?.(meta.id);
  const problems = options.entries.size === 0 ? [] : checkOptions(meta, value);
  for (const problem of problems) complain([...path, '1', ...problem.path], problem.message);
  return severity === undefined ? undefined : { severity, options: value };
}

/** The entries of `rules`; a rule that there is not is complained of. */
export function rulesOf(json: Json, path: readonly string[], known: Known): WrittenRules {
  const found = new Map<string, RuleSetting>();
  for (const [id, { value }] of entriesOf(json, path, known.complain)) {
    const meta = known.rules.get(id);
    if (meta === undefined) {
      if (id.includes('/') && known.passOver !== undefined) known.passOver(id);
      else known.complain([...path, id], unknownRule(id, known.rules.keys()));
      continue;
    }
    const rule = checkRule(meta, value, [...path, id], known);
    if (rule !== undefined) found.set(id, rule);
  }
  return found;
}
