import type { Log, Notification, Run } from 'sarif';
import type { FormatOptions, Formatter, LintReport } from '../engine/report.js';
import { counted } from '../source/counted.js';
import { withinLimits } from './sarif/limits.js';
import { resultsOf } from './sarif/results.js';
import { descriptorsOf } from './sarif/rules.js';
import { escapedJson, visible } from './visible.js';

const home = 'https://www.npmjs.com/package/lambda-lint';

const notification = (id: string, level: 'note' | 'warning', text: string): Notification => ({
  descriptor: { id },
  level,
  message: { text },
});

/** What the run has to say beside its results. */
function notificationsOf({ undecided }: LintReport, { showUnknown }: FormatOptions, left: number): Notification[] {
  const said: Notification[] = [];
  if (undecided.length > 0 && !showUnknown) {
    const text = `${counted(undecided.length, 'check')} undecided, since only the deployment knows: --show-unknown lists them.`;
    said.push(notification('undecided', 'note', text));
  }
  if (left > 0) {
    const text = `${counted(left, 'result')} left out, the least severe, because a SARIF log for code scanning may hold no more.`;
    said.push(notification('results-left-out', 'warning', text));
  }
  return said;
}

/**
 * For code scanning: SARIF 2.1.0, one run, within what GitHub takes. Suppressed findings and undecided checks are in it only
 * where they are asked for, since GitHub reads neither `suppressions` nor `kind` and would raise an alert for each.
 */
export const sarif: Formatter = (report, options) => {
  const { version, category = '' } = options;
  const rules = descriptorsOf(report, options);
  const { results, left } = withinLimits(resultsOf(report, options, rules));
  const said = notificationsOf(report, options, left);
  const run: Run = {
    tool: {
      driver: { name: 'lambda-lint', version, semanticVersion: version, informationUri: home, rules },
    },
    // GitHub takes for the category what stands before the last slash. Without one, the upload names its own.
    ...(category !== '' && { automationDetails: { id: `${visible(category).replace(/\/+$/, '')}/` } }),
    ...(said.length > 0 && { invocations: [{ executionSuccessful: true, toolExecutionNotifications: said }] }),
    originalUriBaseIds: {
      '%SRCROOT%': {
        description: { text: 'The root of the repository, or else the directory that lambda-lint was run in.' },
      },
    },
    columnKind: 'utf16CodeUnits',
    results,
  };
  const log: Log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${escapedJson(log)}\n`;
};
