import { type Text, defineRule, isGiven, isOneOf, spell, spellNamed, spellOwn } from './define.js';

/** EventBridge tries again for a day, and not at all where it may not call a target; then the event is gone. */
export default defineRule({
  id: 'event-rule-dlq',
  title: 'Each target of an event rule has a dead-letter queue',
  severity: 'warning',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html',
  ],
  peers: {
    'cdk-nag': ['EventBusDLQ'],
    'serverless-rules': ['ES4000', 'aws_cloudwatch_event_target_no_dlq'],
    'Serverless Lens': ['REL2'],
  },
  options: {
    targets: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Targets that need one: ids of resources, or ARNs; `*` matches any text; empty: all.',
    },
  },

  on: ['eventRule', 'eventTarget'],
  check(from, { graph, options, report, matches, undecided }) {
    const all =
      from.kind === 'eventRule'
        ? (from.targets.state === 'known' ? from.targets.value : []).map((target) => ({
            target,
            id: graph.quietly(() => target.targetId),
          }))
        : [{ target: from, id: undefined }];
    for (const { target, id } of all) {
      // Any queue will do, also one that only the deployment knows.
      const queue = graph.quietly(() => target.deadLetterQueue);
      if (isGiven(queue)) continue;
      const [link, arn] = graph.quietly(() => [target.target, target.arn]);
      if (options.targets.length > 0) {
        if (arn.state === 'unknown') undecided(arn.why, arn);
        if (arn.state !== 'known') continue;
        const arns = options.targets.filter((each) => each.startsWith('arn:'));
        const isMeant = isOneOf(idOf(arn.value) ?? '', options.targets);
        if (!isMeant && matches(spellOwn(arn.value, graph).text, arns) !== 'yes') continue;
      }
      const known = arn.state === 'known' ? spellNamed(arn.value, graph) : 'its target';
      const to = link.state === 'known' ? link.resource.name : known;
      report({
        at: queue,
        message: `${from.name} has no dead-letter queue for ${to}, so an event that can't be delivered is lost`,
        help: `set ${queue.name} to the ARN of a queue that EventBridge may send to`,
        label: `no ${queue.name}`,
        subject: `dead letters of ${id?.state === 'known' ? spell(id.value) : to}`,
      });
    }
  },
});

/** The id of the resource whose attribute a text begins with. */
function idOf({ parts: [first] }: Text): string | undefined {
  return typeof first === 'object' ? first.resource?.address : undefined;
}
