import type { ConfigurableRule } from '../config/index.js';
import type { RuleInfo } from '../engine/report.js';
import type { lint } from '../lint.js';

/** The linter itself, as the command line needs it; tests hand in their own. */
export interface Core {
  readonly lint: typeof lint;
  readonly rules: readonly (ConfigurableRule & RuleInfo)[];
}

/** Loads the linter: not done for what can be answered without it. */
export async function loadCore(): Promise<Core> {
  const [{ lint }, { rules }] = await Promise.all([import('../lint.js'), import('../rules/index.js')]);
  return { lint, rules };
}
