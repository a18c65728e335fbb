import { defineRule, isGiven, spellNamed } from './define.js';

/** What EventBridge Scheduler can't start it throws away, at once where it may not call the target. */
export default defineRule({
  id: 'schedule-dlq',
  title: 'Each schedule has a dead-letter queue',
  severity: 'info',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html',
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule.html',
  ],
  peers: { 'Serverless Lens': ['REL2'] },

  on: 'schedule',
  check(schedule, { graph, report }) {
    // Any queue will do, also one that only the deployment knows.
    const [queue, link, arn] = graph.quietly(() => [schedule.deadLetterQueue, schedule.target, schedule.arn]);
    if (isGiven(queue)) return;
    const known = arn.state === 'known' ? spellNamed(arn.value, graph) : 'its target';
    const to = link.state === 'known' ? link.resource.name : known;
    report({
      at: queue,
      message: `${schedule.name} has no dead-letter queue, so a run of ${to} that can't be started is lost without a word`,
      help: `set ${queue.name} to the ARN of a queue that the role of the schedule may send to`,
      label: `no ${queue.name}`,
    });
  },
});
