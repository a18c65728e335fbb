import type { AnyRule, Options, RuleSetting } from '../rules/define.js';
import { made } from '../source/once.js';
import type { Severity } from './finding.js';

/** A rule as it is configured for one file. */
export interface ActiveRule {
  readonly rule: AnyRule;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Tells which rules are on for a file; files with the same settings, as most have, share the answer. */
export function activeRules(
  ruleset: readonly AnyRule[],
  settingsOf: ((path: string) => RuleSettings) | undefined,
): (path: string) => readonly ActiveRule[] {
  const known = new Map<RuleSettings | undefined, readonly ActiveRule[]>();
  return (path) => {
    const settings = settingsOf?.(path);
    return made(known, settings, () => ruleset.flatMap((rule) => activeRule(rule, settings)));
  };
}

type RuleSettings = ReadonlyMap<string, RuleSetting>;

function activeRule(rule: AnyRule, settings: RuleSettings | undefined): ActiveRule[] {
  const setting =
    settings === undefined ? { severity: rule.severity } : (settings.get(rule.id) ?? { severity: 'off' as const });
  if (setting.severity === 'off') return [];
  const given = setting.options ?? {};
  // A configuration has worked them out already.
  const isWhole = Object.keys(rule.options as Options).every((name) => Object.hasOwn(given, name));
  return [{ rule, severity: setting.severity, options: isWhole ? given : { ...defaultsOf(rule), ...given } }];
}

function defaultsOf({ options }: AnyRule): Record<string, unknown> {
  const schemas = Object.entries(options as Options);
  return Object.fromEntries(schemas.map(([name, schema]) => [name, schema.default]));
}
