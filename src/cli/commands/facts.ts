import { presetEntries } from '../../config/index.js';
import type { Level, RuleMeta } from '../../rules/define.js';
import { rules as all } from '../../rules/index.js';

/** The rules without their code. */
export const rules: readonly RuleMeta[] = all;

/** How severe each rule is in a preset. */
export function levelsIn(preset: string): (id: string) => Level {
  const entries = presetEntries(preset, rules);
  return (id) => entries.get(id)?.severity ?? 'off';
}

/** What is to be known of rules, for programs. */
export function ruleFacts(found: readonly RuleMeta[]) {
  const strict = levelsIn('strict');
  return found.map(({ id, title, severity, confidence = 'high', pillar, since, options, peers, sources }) => ({
    id,
    title,
    recommended: severity,
    strict: strict(id),
    confidence,
    pillar,
    since,
    options,
    peers,
    sources,
  }));
}
