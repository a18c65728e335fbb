import { scopeOf } from '../iam/resources.js';
import { type Grant, grantsOf } from '../iam/rights.js';
import { hasWildcard } from '../iam/wildcards.js';
import {
  type Feed,
  defineRule,
  feedsOf,
  holdsFeed,
  isNamed,
  isToldToLoop,
  printText,
  rightsOf,
  whyOpen,
} from './define.js';

/** What a function writes to where its work comes from is work for it again: a slip in its code, and it pays for itself in a circle. */
export default defineRule({
  id: 'function-recursion-risk',
  title: 'A function may not write to what invokes it',
  severity: 'warning',
  confidence: 'medium',
  pillar: 'cost',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html',
  ],
  peers: { 'Serverless Lens': ['COST1'] },
  options: {
    ignore: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          function: { type: 'string', description: 'Id of the function.' },
          source: { type: 'string', description: 'Id of the bucket, queue, topic, table or stream.' },
        },
        required: ['function', 'source'],
        additionalProperties: false,
      },
      default: [],
      description: 'Pairs of a function and what it may write to although it is invoked by it; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { graph, options, report, undecided }) {
    // A role that is made elsewhere is judged by nobody here.
    const role = graph.quietly(() => fn.role);
    if (role.state !== 'known') return;
    const feeds = feedsOf(fn, graph).filter(
      ({ source }) => !options.ignore.some((pair) => isNamed(fn, [pair.function]) && isNamed(source, [pair.source])),
    );
    if (feeds.length === 0 || isToldToLoop(fn, graph)) return;
    const rights = rightsOf({ of: role.resource }, graph, false);
    if (rights === undefined) return;
    for (const { why, at } of rights.doubts) undecided(why, { at });

    for (const { source, by, actions } of feeds) {
      const near = actions
        .flatMap((action) => grantsOf(rights, action))
        .filter((grant) => holdsFeed(grant.resource, source) !== 'no' && isMeant(grant));
      const sure = near.find(
        ({ doubt, conditions, resource }) =>
          doubt === undefined && conditions.length === 0 && holdsFeed(resource, source) === 'yes',
      );
      if (sure === undefined) {
        for (const grant of near) undecided(doubtOf(grant), grant.action);
        continue;
      }
      report({
        at: sure.action,
        message: `${fn.name} ${does(source)}, so code that does it by mistake calls itself in a circle${ends(source)}`,
        help: isWide(sure)
          ? `name what it writes to in Resource: a ${source.kind} other than ${source.name}`
          : `take ${printText(sure.action)} on ${source.name} away from it, let it write to another ${source.kind}, or set a filter between the two`,
        label: 'writes to what invokes it',
        related: [{ at: by, message: `${source.name} invokes ${fn.name}` }],
        // Messages are put back, and records brought up to date, on purpose as well.
        ...(source.kind === 'bucket' || source.kind === 'topic' ? {} : { atMost: 'info' as const }),
        subject: source.address,
      });
    }
  },
});

const isWide = ({ resource }: Grant): boolean => ['star', 'effectively-star'].includes(scopeOf(resource).breadth);

/** All of a service on every resource is another rule's matter: nobody has this one resource in mind there. */
const isMeant = (grant: Grant): boolean => !hasWildcard(printText(grant.action)) || !isWide(grant);

const doubtOf = ({ doubt, conditions: [condition], resource }: Grant): string =>
  doubt ??
  (condition === undefined
    ? whyOpen(resource)
    : `it can't be told whether the condition on ${condition.key} keeps it from that`);

function does({ kind, name }: Feed['source']): string {
  switch (kind) {
    case 'bucket':
      return `may put objects into ${name} and is invoked for each new one`;
    case 'queue':
      return `may send messages to ${name} and is invoked with each of them`;
    case 'topic':
      return `may publish to ${name} and is invoked with each message`;
    case 'table':
      return `may write to ${name} and is invoked for each change`;
    case 'stream':
      return `may write to ${name} and is invoked with each record`;
  }
}

/** Lambda follows events through queues, topics and buckets only. */
const ends = ({ kind }: Feed['source']): string =>
  kind === 'table' || kind === 'stream' ? ', which Lambda does not notice' : ' until Lambda stops it';
