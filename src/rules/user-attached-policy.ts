import { defineRule, isGroup, listOf, spellLink } from './define.js';

/** What single users may do nobody keeps in view: groups and roles say it once for all who have a task. */
export default defineRule({
  id: 'user-attached-policy',
  title: 'Policies are attached to groups and roles, not to users',
  severity: 'off',
  presets: { strict: 'warning' },
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2',
  ],
  peers: {
    checkov: ['CKV_AWS_40'],
    cfn_nag: ['F10', 'F11', 'F12'],
    'guard-rules-registry': ['IAM_NO_POLICY_ON_USER', 'IAM_USER_NO_POLICIES_CHECK'],
    'cdk-nag': ['IAMUserNoPolicies'],
    trivy: ['AVD-AWS-0143'],
    KICS: ['IAM Policies Attached To User'],
    'Control Tower': ['CT.IAM.PR.4'],
    'Security Hub': ['IAM.2'],
    'Serverless Lens': ['SEC2'],
  },
  options: {},

  on: ['user', 'attachedPolicy', 'managedPolicy', 'policyAttachment'],
  check(holder, { report }) {
    const help = 'attach it to a group, or let who needs it assume a role';
    if (holder.kind === 'user') {
      if (isGroup(holder)) return;
      const { managedPolicies, inlinePolicies } = holder;
      for (const policies of [managedPolicies, inlinePolicies]) {
        if (policies.state !== 'known' || policies.value.length === 0) continue;
        report({
          at: policies,
          message: `${holder.name} is a user with ${policies.name} of its own, so its rights are easily forgotten`,
          help: 'attach them to a group, or let who needs them assume a role',
          label: 'attached to a user',
          subject: policies.name,
        });
      }
      return;
    }
    // A list of Terraform's that says: none but these, and none at all.
    if (holder.kind === 'policyAttachment') {
      const { policies } = holder;
      if (policies.state === 'known' && policies.value.length === 0) return;
    }
    const { users } = holder;
    const listed = users.state === 'known' ? users.value : [];
    const single = holder.kind === 'attachedPolicy' && holder.user.state !== 'absent' ? [holder.user] : [];
    const [first] = [...listed, ...single];
    if (first === undefined) return;
    report({
      at: listed.length > 0 ? users : first,
      message: `${holder.name} is attached to ${listOf([...listed, ...single].map((user) => `user ${spellLink(user)}`))}, so its rights are easily forgotten`,
      help,
      label: 'attached to a user',
      subject: 'users',
    });
  },
});
