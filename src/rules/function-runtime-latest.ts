import { datesOf, daysUntil, defineRule, deprecationNotice, isImage, runtimeDataDate, successorOf } from './define.js';

/** Who moves to each new runtime as it comes is never forced to; who waits has to take several steps at once. */
export default defineRule({
  id: 'function-runtime-latest',
  title: 'A function runs on the newest runtime of its language',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html',
  ],
  peers: { 'cdk-nag': ['AwsSolutions-L1', 'LambdaLatestVersion'], 'Serverless Lens': ['OPS2'] },
  options: {
    lts: {
      type: 'boolean',
      default: true,
      description:
        'Whether a release for which AWS promises no support so far, such as a preview, need not be moved to.',
    },
  },

  on: 'function',
  check(fn, { options, report, today, undecided }) {
    if (isImage(fn) !== false) return;
    const { runtime } = fn;
    if (runtime.state !== 'known') return;
    const name = runtime.value;
    const dates = datesOf(name);
    if (dates === undefined) {
      undecided(`${name} is not among the runtimes that AWS listed in ${runtimeDataDate}`, runtime);
      return;
    }
    const { deprecated } = dates;
    // A preview is newer than all others; what is deprecated, or soon, is function-runtime-deprecated's.
    if (deprecated === undefined || (daysUntil(deprecated, today) ?? 0) <= deprecationNotice) return;
    const newest = successorOf(name, { preview: !options.lts });
    if (newest === undefined || newest === name) return;

    const last = datesOf(newest)?.deprecated;
    const longer = last === undefined || last === deprecated ? '' : `, patched until ${last}`;
    report({
      at: runtime,
      message: `${fn.name} runs on ${name}, which AWS patches until ${deprecated}, although Lambda has ${newest}${longer}`,
      help: `set ${runtime.name} to ${newest}`,
      label: `not ${newest}`,
    });
  },
});
