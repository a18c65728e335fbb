import { defineRule, isGroup, isNamed, isOneOf, keysOf, onlySendsMail, spellLink, wholeText } from './define.js';

/** A key that never expires works for whoever finds it, years after. */
export default defineRule({
  id: 'iam-long-term-credentials',
  title: 'Programs use roles, and no users or access keys are made for them',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles',
    'https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html',
  ],
  peers: { checkov: ['CKV_AWS_273', 'CKV_AWS_348'], 'Serverless Lens': ['SEC2'] },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Logical ids or names of users that may be made, and have access keys; `*` matches any text.',
    },
  },

  on: ['user', 'accessKey'],
  check(subject, { graph, options, report, matches }) {
    const isAllowed = (user: Extract<typeof subject, { kind: 'user' }>): boolean => {
      if (isNamed(user, options.allow)) return true;
      const { userName } = user;
      return userName.state === 'known' && matches(userName.value, options.allow) !== 'no';
    };
    if (subject.kind === 'accessKey') {
      if (isNamed(subject, options.allow)) return;
      const { status } = subject;
      const user = graph.quietly(() => subject.user);
      if (status.state !== 'known' || status.value === 'Inactive') return;
      if (user.state === 'known' && (isAllowed(user.resource) || onlySendsMail(user.resource, graph))) return;
      const named = spellLink(user);
      if (isOneOf((user.state === 'external' ? wholeText(user.text) : undefined) ?? named, options.allow)) return;
      report({
        at: subject,
        message: `${subject.name} is an access key of user ${named}, so whoever gets hold of it can use it until somebody takes it away`,
        help: 'let the program assume a role instead: its credentials end by themselves',
        label: 'a key that does not expire',
        ...(user.state === 'known' ? { related: [{ at: user.resource, message: `${named} is the user` }] } : {}),
        subject: 'key',
      });
      return;
    }
    if (isGroup(subject) || isAllowed(subject) || onlySendsMail(subject, graph)) return;
    // One defect, one finding: that of the key says it all.
    if (keysOf(subject, graph).some(({ status }) => status.state !== 'known' || status.value !== 'Inactive')) return;
    report({
      at: subject,
      message: `${subject.name} is a user, whose password and keys do not expire by themselves`,
      help: 'make a role, and let people sign in through IAM Identity Center',
      label: 'a user',
      subject: 'user',
    });
  },
});
