import { defineRule, deliveriesOf, roleAtHand, tellUnmet } from './define.js';

/** A service that its role does not let tries in silence: nothing fails where anybody would see it. */
export default defineRule({
  id: 'service-role-permissions',
  title: 'The role of a schedule, a rule or a pipe allows what is done with it',
  severity: 'error',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html',
  ],
  peers: {},
  options: {},

  on: ['schedule', 'eventRule', 'eventTarget', 'roleUser'],
  check(by, context) {
    const { graph, undecided } = context;
    for (const { role, needs, open } of graph.quietly(() => deliveriesOf(by, graph))) {
      const found = needs.length + open.length === 0 ? undefined : roleAtHand(role, by, context);
      if (found === undefined) continue;
      for (const { why, at } of open) undecided(why, { at });
      tellUnmet(by.name, found, needs, context);
    }
  },
});
