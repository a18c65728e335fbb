import { presetLevels } from '../../config/index.js';
import type { RuleMeta } from '../../rules/define.js';
import { rules as all } from '../../rules/index.js';

/** The rules without their code. */
export const rules: readonly RuleMeta[] = all;

/** What is to be known of rules, for programs. */
export function ruleFacts(found: readonly RuleMeta[]) {
  const strict = presetLevels('strict', rules);
  return found.map(({ id, title, severity, confidence = 'high', pillar, since, options, peers, sources }) => ({
    id,
    title,
    recommended: severity,
    strict: strict.get(id) ?? severity,
    confidence,
    pillar,
    since,
    options,
    peers,
    sources,
  }));
}
