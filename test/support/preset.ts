import { presetEntries } from '../../src/config/presets.js';
import { lint } from '../../src/lint.js';
import { rules } from '../../src/rules/index.js';

type Options = Readonly<Record<string, unknown>>;

/** What a preset finds in a template or plan, as `rule: message`; options of single rules by their ids. */
export function findingsOf(
  preset: string,
  text: string,
  options: Readonly<Record<string, Options>> = {},
  path = 'template.json',
): string[] {
  const entries = presetEntries(preset, rules);
  const settings = new Map(
    [...entries].map(([id, entry]) => [
      id,
      { severity: entry.severity, options: { ...entry.options, ...options[id] } },
    ]),
  );
  const { findings } = lint([{ path, text }], {
    ruleset: rules,
    rules: () => settings,
    today: new Date('2026-11-22'),
  });
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}
