import type { RuleMeta } from '../config/index.js';
import type { RuleInfo } from '../engine/report.js';
import type { lint } from '../lint.js';
import type { RuleMeta as FullMeta } from '../rules/define.js';

/** The linter itself, as the command line needs it; tests hand in their own. */
export interface Core {
  readonly lint: typeof lint;
  readonly rules: readonly CoreRule[];
}

export type CoreRule = RuleMeta & Pick<FullMeta, 'title' | 'pillar' | 'sources' | 'confidence'>;

/** Loads the linter: not done for what can be answered without it. */
export async function loadCore(): Promise<Core> {
  const [{ lint }, { rules }] = await Promise.all([import('../lint.js'), import('../rules/index.js')]);
  return { lint, rules };
}

/** What formatters may know of a rule. */
export const ruleInfo = (rule: CoreRule): RuleInfo => ({
  id: rule.id,
  title: rule.title,
  severity: rule.severity,
  pillar: rule.pillar,
  sources: rule.sources,
  ...(rule.confidence !== undefined && { confidence: rule.confidence }),
});
