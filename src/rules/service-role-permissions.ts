import { defineRule, deliveriesOf, here, spell, unmetBy, unmetReport } from './define.js';

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
  check(by, { graph, report, undecided }) {
    for (const { role, needs, open } of graph.quietly(() => deliveriesOf(by, graph))) {
      if (needs.length + open.length === 0) continue;
      if (role.state === 'external')
        undecided(`what ${spell(role.text)} allows is known only outside ${here(by)}`, role);
      if (role.state !== 'known' || !graph.exists(role.resource)) continue;
      for (const { why, at } of open) undecided(why, { at });
      for (const unmet of unmetBy(role.resource, needs, graph)) {
        if (unmet.is === 'open') undecided(unmet.why, unmet);
        else report(unmetReport(by.name, role.resource, unmet));
      }
    }
  },
});
