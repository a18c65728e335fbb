import {
  defineRule,
  giverOf,
  isForUrl,
  isGivenText,
  isOfAnySource,
  isOneOf,
  serviceOf,
  spell,
  targetOf,
} from './define.js';

/** A service acts for all its customers: it may invoke for any of them unless the permission says for whom. */
export default defineRule({
  id: 'function-permission-source',
  title: 'A permission for a service says from which source it may invoke',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html',
  ],
  peers: {
    checkov: ['CKV_AWS_364'],
    'guard-rules-registry': ['LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED'],
    'cfn-lint': ['W3663', 'W3664'],
    trivy: ['AVD-AWS-0067'],
    regula: ['FG_R00499'],
    'AWS Config': ['LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED'],
    'Control Tower': ['CT.LAMBDA.PR.2'],
    'Serverless Lens': ['SEC2'],
  },
  presets: { 'config-parity': ['error', { services: ['s3.amazonaws.com'] }] },
  options: {
    services: {
      type: 'array',
      items: { type: 'string' },
      default: ['*'],
      description: 'The services whose permissions are judged; `*` matches any text.',
    },
    serviceExceptions: {
      type: 'array',
      items: { type: 'string' },
      default: ['edgelambda.amazonaws.com', 'replicator.lambda.amazonaws.com'],
      description: 'Services that have no source to name; `*` matches any text.',
    },
  },

  on: 'permission',
  check(permission, { graph, options, report, matches, undecided }) {
    if (isForUrl(permission, graph)) return;
    const { principal } = permission;
    if (principal.state !== 'known') return;
    const giver = giverOf(principal.value, graph);
    if (giver !== undefined) undecided(`${giver} gives it`, principal);
    const service = serviceOf(principal.value);
    if (service === undefined || matches(principal.value, options.serviceExceptions) !== 'no') return;
    if (matches(principal.value, options.services) === 'no') return;

    const facts = graph.quietly(() => {
      const { sourceArn, sourceAccount, organization, eventSourceToken } = permission;
      return { sourceArn, sourceAccount, organization, eventSourceToken };
    });
    const { sourceArn, sourceAccount, organization, eventSourceToken } = facts;
    const what = (): string => targetOf(permission, graph);
    const who = spell(principal.value);
    const base = { at: principal, subject: who };

    if (isOneOf(service, ['alexa-*'])) {
      if (isGivenText(eventSourceToken)) return;
      report({
        ...base,
        message: `${permission.name} lets every Alexa skill invoke ${what()}, as it has no ${eventSourceToken.name}`,
        help: `set ${eventSourceToken.name} to the id of the skill`,
        label: 'any skill',
      });
      return;
    }
    if (isGivenText(organization)) return;
    const isOwned = isGivenText(sourceAccount) && !isOfAnySource(sourceAccount);
    if (isOwned) return;
    if (!isGivenText(sourceArn)) {
      const both = service === 's3';
      report({
        ...base,
        message: `${permission.name} lets ${who} invoke ${what()} for any account, as it names no source`,
        help: both
          ? `set ${sourceArn.name} to the bucket and ${sourceAccount.name} to its account`
          : `set ${sourceArn.name} to the resource that invokes it, or ${sourceAccount.name} to its account`,
        label: 'any source',
      });
      return;
    }
    if (isOfAnySource(sourceArn)) {
      const isStar = sourceArn.state === 'known' && sourceArn.value.parts[0] === '*';
      report({
        ...base,
        at: sourceArn,
        message: `${permission.name} lets ${who} invoke ${what()} for any account, as its ${sourceArn.name} names none`,
        help: `set ${sourceArn.name} to the resource that invokes it, or ${sourceAccount.name} to its account`,
        label: 'any account',
        ...(isStar ? {} : { atMost: 'warning' }),
      });
      return;
    }
    // The ARN of a bucket has no account in it, and whoever comes first may have the name once the bucket is gone.
    if (service !== 's3') return;
    const isLiteral = sourceArn.state === 'known' && sourceArn.value.parts.every((part) => typeof part === 'string');
    report({
      ...base,
      at: sourceArn,
      message: `${permission.name} lets a bucket invoke ${what()} without a ${sourceAccount.name}, so whoever takes its name when it is deleted can, too`,
      help: `set ${sourceAccount.name} to the account of the bucket`,
      label: 'no account in it',
      ...(isLiteral ? {} : { atMost: 'warning' }),
    });
  },
});
