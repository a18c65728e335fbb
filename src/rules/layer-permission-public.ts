import { defineRule, spell, wholeText } from './define.js';

/** Whoever may read a layer has its code, and what somebody left in it. */
export default defineRule({
  id: 'layer-permission-public',
  title: 'A layer is shared with an organisation or an account, not with everyone',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html',
  ],
  peers: {
    'guard-rules-registry': ['LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED', 'LAMBDA_NO_WILDCARD_PRINCIPALS'],
    'Control Tower': ['CT.LAMBDA.PR.4'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    orgIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The organisations that layers may be shared with; empty: any one.',
    },
    accounts: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The accounts that layers may be shared with; empty: any one.',
    },
  },

  on: 'layerPermission',
  check(permission, { graph, options, report, matches }) {
    const layer = graph.quietly(() => permission.layer);
    const what = layer.state === 'known' ? layer.resource.name : 'the layer';
    const { principal } = permission;
    if (principal.state !== 'known') return;
    // An organisation limits a star, also one that only the deployment knows.
    const organization = graph.quietly(() => permission.organization);
    const account = principal.value;

    if (wholeText(account) !== '*') {
      if (options.accounts.length === 0 || matches(account, options.accounts) !== 'no') return;
      report({
        at: principal,
        message: `${permission.name} shares ${what} with the account ${spell(account)}, which is not an approved one`,
        help: `set ${principal.name} to ${options.accounts.join(' or ')}`,
        label: 'not approved',
        subject: 'account',
      });
      return;
    }
    const isEmpty = organization.state === 'known' && organization.value.parts.length === 0;
    if (organization.state === 'absent' || isEmpty) {
      report({
        at: principal,
        message: `${permission.name} shares ${what} with every AWS account, so anybody can read its code and use it`,
        help: `set ${organization.name} to your organisation's id, or ${principal.name} to an account`,
        label: 'everyone',
        subject: 'everyone',
      });
      return;
    }
    const { orgIds } = options;
    if (orgIds.length === 0) return;
    const told = permission.organization;
    if (told.state !== 'known' || matches(told.value, orgIds) !== 'no') return;
    report({
      at: told,
      message: `${permission.name} shares ${what} with the organisation ${spell(told.value)}, which is not an approved one`,
      help: `set ${told.name} to ${orgIds.join(' or ')}`,
      label: 'not approved',
      subject: 'organisation',
    });
  },
});
