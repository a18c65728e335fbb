import { defineRule, isExempt } from './define.js';

/** Lambda stops a function that goes round in a loop through a queue, a topic or a bucket, unless it is told not to. */
export default defineRule({
  id: 'function-recursive-loop',
  title: 'Recursive-loop protection stays at Terminate',
  severity: 'error',
  pillar: 'cost',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html'],
  peers: { 'Serverless Lens': ['COST1'] },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Names of functions that may go round in loops on purpose, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: ['function', 'recursionConfig'],
  check(subject, { options, report, graph }) {
    const { recursiveLoop } = subject;
    if (recursiveLoop.state !== 'known' || recursiveLoop.value !== 'Allow') return;
    // In Terraform the setting is a resource of its own, which names its function.
    const of = subject.kind === 'recursionConfig' ? graph.quietly(() => subject.of) : undefined;
    const fn = subject.kind === 'function' ? subject : of?.state === 'known' ? of.resource : undefined;
    if (fn !== undefined && isExempt(fn, options.allow)) return;
    const name = fn?.name ?? subject.name;
    report({
      at: recursiveLoop,
      message: `${name} has ${recursiveLoop.name} Allow, so that Lambda lets it call itself in a circle for as long as somebody pays`,
      help: `remove ${recursiveLoop.name}, or set it to Terminate`,
      label: 'no protection',
      ...(fn === undefined ? {} : { about: fn }),
    });
  },
});
