import { defineRule, needsOfStateMachine, roleAtHand, tellUnmet } from './define.js';

/** A definition says what it calls: whether the role lets it is known before anything is deployed, not when an execution comes there. */
export default defineRule({
  id: 'state-machine-role-permissions',
  title: 'The role of a state machine allows what its states call',
  severity: 'error',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html',
  ],
  peers: {},
  options: {},

  on: 'stateMachine',
  check(machine, context) {
    const { graph, undecided } = context;
    const role = roleAtHand(machine.role, machine, context);
    if (role === undefined) return;
    const { needs, unknowns } = graph.quietly(() => needsOfStateMachine(machine, graph));
    for (const { why, at } of unknowns) undecided(why, { at });
    tellUnmet(machine.name, role, needs, context);
  },
});
