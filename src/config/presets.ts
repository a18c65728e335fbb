import type { Level, RuleMeta } from './types.js';

const stricter = { off: 'off', info: 'warning', warning: 'error', error: 'error' } as const;

/** Presets that need no word from a rule. */
const general: Readonly<Record<string, (rule: RuleMeta) => Level>> = {
  recommended: ({ severity }) => severity,
  strict: ({ severity, presets }) => presets?.['strict'] ?? stricter[severity],
  all: ({ severity }) => (severity === 'off' ? 'warning' : severity),
};

/** Names that `extends` and `--preset` take. */
export function presetNames(rules: readonly RuleMeta[]): string[] {
  const declared = rules.flatMap(({ presets }) => Object.keys(presets ?? {}));
  return [...new Set([...Object.keys(general), ...declared])];
}

/** The severity of each rule in a preset. One that only rules declare is `recommended` with what they declare. */
export function presetLevels(name: string, rules: readonly RuleMeta[]): Map<string, Level> {
  const levelIn = Object.hasOwn(general, name) ? general[name] : undefined;
  return new Map(rules.map((rule) => [rule.id, levelIn?.(rule) ?? rule.presets?.[name] ?? rule.severity]));
}
