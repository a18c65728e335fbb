import {
  defineRule,
  onlyFunctionBehind,
  invokersOf,
  listOf,
  servicesOf,
  sharesRole,
  spellRoute,
  takesAll,
} from './define.js';

/** A function that does several jobs has the rights, the memory and the timeout that all of them need together. */
export default defineRule({
  id: 'function-single-purpose',
  title: 'A function does one job',
  severity: 'off',
  confidence: 'medium',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/concepts-event-driven-architectures.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
  ],
  options: {
    maxTriggerKinds: {
      type: 'integer',
      minimum: 1,
      default: 2,
      description: 'The most services that may invoke a function; its URL counts as one.',
    },
    maxServices: {
      type: 'integer',
      minimum: 1,
      default: 5,
      description:
        'The most services that the policies of a function may let it use, beside those that invoke it, logs and traces.',
    },
    allowProxy: {
      type: 'boolean',
      default: false,
      description: 'Whether one function may answer all requests to an API.',
    },
  },

  on: ['function', 'route'],
  check(subject, { options, report, graph }) {
    if (subject.kind === 'route') {
      const fn = options.allowProxy || !takesAll(subject) ? undefined : onlyFunctionBehind(subject, graph);
      if (fn === undefined) return;
      report({
        at: subject,
        message: `${spellRoute(subject)} sends every request to ${fn.name}, so ${fn.name} has the rights, the memory and the timeout that all routes need together`,
        help: 'give each route a function of its own, or set the option allowProxy if this is meant',
        label: 'every request',
        subject: 'proxy',
      });
      return;
    }

    const { maxTriggerKinds, maxServices } = options;
    const invokers = invokersOf(subject, graph);
    if (invokers.length > maxTriggerKinds) {
      report({
        at: subject,
        message: `${subject.name} is invoked by ${namesOf(invokers)}, so it likely does a job for each, with the rights and the limits that all of them need together`,
        help: `give each kind of event a function of its own, or raise the option maxTriggerKinds, which is ${String(maxTriggerKinds)}`,
        label: `${String(invokers.length)} kinds of events`,
        related: invokers.slice(0, most).map((each) => ({ at: each, message: `invoked by ${each.service}` })),
        subject: 'triggers',
      });
    }
    const services = servicesOf(subject, graph);
    // Of a role that is shared nobody can tell which services are for whom.
    if (services.length <= maxServices || sharesRole(subject, graph)) return;
    report({
      at: subject,
      message: `${subject.name} may use ${String(services.length)} services (${namesOf(services)}), so it likely does several jobs, and whoever gets into it has the rights of all of them`,
      help: `split it into functions that need a few services each, or raise the option maxServices, which is ${String(maxServices)}`,
      label: `${String(services.length)} services`,
      related: services.slice(0, most).map((each) => ({ at: each, message: `may use ${each.service}` })),
      subject: 'services',
    });
  },
});

/** How many places are shown. */
const most = 8;

const namesOf = (all: readonly { readonly service: string }[]): string => listOf(all.map(({ service }) => service));
