/**
 * Prints what the rules say of the published plans (LAMBDA_LINT_CORPORA), with their sources at hand: how many checks are
 * decided, why the rest are not, and how many findings point into a `.tf` file. `--findings` lists these; other arguments are
 * rules, in the place of all.
 */
import { figuresOf, percent, plansWithSources } from '../test/support/plan-figures.js';
import { hcl } from '../test/support/hcl.js';

const asked = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const { checks, findings, inSource } = figuresOf(plansWithSources(), await hcl(), asked.length > 0 ? asked : undefined);

for (const [rule, { all, reasons }] of checks) {
  const decided = all - reasons.length;
  console.log(`${rule}: ${String(decided)} of ${String(all)} decided (${percent(decided, all).toFixed(1)} %)`);
  for (const reason of reasons) console.log(`    ${reason}`);
}
const share = percent(inSource, findings.length).toFixed(1);
console.log(`${String(inSource)} of ${String(findings.length)} findings point into a .tf file (${share} %)`);
if (process.argv.includes('--findings')) for (const finding of findings) console.log(finding);
