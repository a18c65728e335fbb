import { allRolesOption, boundaryRights, defineRule, judgedHolders } from './define.js';

/** Managed policies are seen, versioned and reused as such; inline ones live and die with the one thing that they belong to. */
export default defineRule({
  id: 'role-inline-policy',
  title: 'Policies are of the kind that the organisation prefers: managed, or inline',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/iam-no-inline-policy-check.html',
  ],
  peers: {
    'guard-rules-registry': ['IAM_NO_INLINE_POLICY_CHECK'],
    'cdk-nag': ['IAMNoInlinePolicy'],
    'AWS Config': ['IAM_NO_INLINE_POLICY_CHECK'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    prefer: {
      type: 'string',
      enum: ['managed', 'inline'],
      default: 'managed',
      description: 'The kind that is asked for: `managed`, so that no inline policies are right, or `inline`.',
    },
    allRoles: { ...allRolesOption, default: true },
  },

  on: 'identityPolicy',
  check(policy, { graph, options, report }) {
    const holder = graph.resource(policy.address);
    // Nobody can have it otherwise: SAM puts what its events and policy templates grant into roles, and that of connectors beside them.
    if (holder === undefined || holder.generated || judgedHolders(policy, graph, options.allRoles) === undefined)
      return;
    if (holder.kind === 'managedPolicy') {
      // A boundary can't be inline.
      if (options.prefer === 'managed' || boundaryRights(holder, graph) !== undefined) return;
      report({
        at: holder,
        message: `${holder.name} is a managed policy, which can be attached to anything else in the account, too`,
        help: 'put its statements into inline policies of what needs them',
        label: 'a managed policy',
      });
      return;
    }
    if (options.prefer === 'inline') return;
    const why = 'of which AWS keeps no earlier versions and which nothing else can use';
    if (holder.kind === 'attachedPolicy') {
      report({
        at: holder,
        message: `${holder.name} is an inline policy, ${why}`,
        help: 'make it a managed policy, and attach that',
        label: 'an inline policy',
      });
      return;
    }
    if (holder.kind !== 'role' && holder.kind !== 'user') return;
    const { inlinePolicies } = holder;
    // Terraform's empty block says that there are none.
    const documents = inlinePolicies.state === 'known' ? inlinePolicies.value.map(({ document }) => document) : [];
    const count = documents.filter(({ state }) => state !== 'absent').length;
    if (count === 0) return;
    report({
      at: inlinePolicies,
      message: `${holder.name} has ${count === 1 ? 'an inline policy' : `${String(count)} inline policies`}, ${why}`,
      help: `put ${count === 1 ? 'its statements into a managed policy' : 'their statements into managed policies'}, and attach ${count === 1 ? 'that' : 'those'}`,
      label: count === 1 ? 'an inline policy' : 'inline policies',
    });
  },
});
