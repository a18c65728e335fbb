import { defineRule } from './define.js';

/** What comes of a setting that is left out. */
const outcome: Readonly<Record<string, string>> = {
  Policies: 'grant nothing: SAM leaves them out',
  PermissionsBoundary: 'limits nothing: SAM leaves it out',
};

/** A boundary or a policy that is written down but never deployed looks like one that works. */
export default defineRule({
  id: 'sam-role-overrides-policies',
  title: 'Nothing is written beside Role that SAM then leaves out',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {},

  on: ['function', 'stateMachine'],
  check(user, { report, graph }) {
    const role = graph.quietly(() => user.role);
    for (const { name, at, because, when } of user.dropped) {
      // Where Role is left out by a condition, SAM makes a role after all, and that one has the setting.
      if (when !== undefined && !graph.holds(when)) continue;
      const target = role.state === 'known' ? role.resource.name : `the role that ${because.name} names`;
      report({
        at: { at },
        message: `${user.name} has ${because.name}, so its ${name} ${outcome[name] ?? 'does nothing: SAM leaves it out'}`,
        help: `move ${name} to ${target}, or remove ${because.name}`,
        label: 'has no effect',
        related: [{ at: because, message: `${because.name} is given here` }],
        subject: name,
        ...(when === undefined ? {} : { atMost: 'info' }),
      });
    }
  },
});
