import type { Level, RuleSetting } from '../rules/define.js';
import type { ConfigurableRule, PresetSetting } from './types.js';

/** Presets that have a word on every rule: where the rule itself has none, this one. */
const general: Readonly<Record<string, (rule: ConfigurableRule) => Level>> = {
  recommended: ({ severity }) => severity,
  strict: ({ severity }) => severity,
  all: ({ severity }) => (severity === 'off' ? 'warning' : severity),
};

/** Names that `extends` and `--preset` take. */
export function presetNames(rules: readonly ConfigurableRule[]): string[] {
  const declared = rules.flatMap(({ presets }) => Object.keys(presets ?? {}));
  return [...new Set([...Object.keys(general), ...declared])];
}

/** The rules of a preset, by id. One that only rules declare has none but those. */
export function presetEntries(name: string, rules: readonly ConfigurableRule[]): Map<string, RuleSetting> {
  const otherwise = Object.hasOwn(general, name) ? general[name] : undefined;
  return new Map(
    rules.flatMap((rule) => {
      const setting = rule.presets?.[name] ?? otherwise?.(rule);
      return setting === undefined ? [] : [[rule.id, entryOf(setting)] as const];
    }),
  );
}

function entryOf(setting: PresetSetting): RuleSetting {
  if (typeof setting === 'string') return { severity: setting };
  const [severity, options] = setting;
  return { severity, options };
}
