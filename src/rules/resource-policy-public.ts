import type { Statement } from '../iam/document.js';
import {
  defineRule,
  isForAnybody,
  isOpen,
  keptApart,
  limiting,
  mayBeStar,
  policyService,
  sayActions,
  spell,
  readStatements,
  type Text,
  wholeText,
} from './define.js';

/** A queue, a bucket or a key that everyone may use is open to every account of AWS. */
export default defineRule({
  id: 'resource-policy-public',
  title: 'A resource policy does not let everyone in',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
  ],
  peers: {
    checkov: ['CKV_AWS_32', 'CKV_AWS_33', 'CKV_AWS_70', 'CKV_AWS_168', 'CKV_AWS_169', 'CKV_AWS_283', 'CKV_AWS_387'],
    cfn_nag: ['F16', 'F18', 'F21', 'F76'],
    'guard-rules-registry': ['SNS_TOPICPOLICY_NO_WILDCARD_PRINCIPAL', 'SQS_QUEUEPOLICY_NO_WILDCARD_PRINCIPAL'],
    'cdk-nag': ['AwsSolutions-EVB1', 'EventBusOpenAccess'],
    trivy: ['AVD-AWS-0097'],
    KICS: [
      'SQS Policy With Public Access',
      'SNS Topic is Publicly Accessible',
      'KMS Allows Wildcard Principal',
      'Secrets Manager With Vulnerable Policy',
    ],
    'aws-config-rules': ['SQS_PUBLIC_ACCESS_CHECK'],
    'Security Hub': ['SQS.3', 'SNS.4'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    services: {
      type: 'array',
      items: {
        type: 'string',
        enum: ['dynamodb', 'ecr', 'es', 'events', 'kinesis', 'kms', 'logs', 's3', 'secretsmanager', 'sns', 'sqs'],
      },
      default: [],
      description: 'The services whose policies are judged; empty: all.',
    },
    orgIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The organisations that a star may be limited to; empty: any one.',
    },
  },

  on: 'policyHome',
  check(home, { options, report, matches, undecided }) {
    const service = policyService(home);
    if (service === undefined || (options.services.length > 0 && !options.services.includes(service))) return;
    const { statements, isWhole } = readStatements(home, undecided);
    for (const statement of statements) {
      // Everyone but some is the business of policy-not-principal.
      if (statement.effect === 'Deny' || statement.notPrincipals !== undefined) continue;
      if (!isWhole(statement)) continue;
      const { conditions, principals = [] } = statement;
      if (!isForAnybody(statement)) {
        const given = conditions.length === 0 ? givenPrincipal(statement) : undefined;
        if (given !== undefined) undecided(`${spell(given)} is known only at deployment`, given);
        continue;
      }
      if (statement.effect === undefined) {
        undecided("it can't be told whether the statement allows or denies", statement);
        continue;
      }
      const star = principals.find(({ value }) => wholeText(value) === '*')?.value ?? statement;
      const limits = conditions.filter((condition) => limiting(condition) === 'yes');
      if (limits.length > 0) {
        if (options.orgIds.length === 0) continue;
        const strange = limits.filter(
          ({ key, values }) =>
            key.toLowerCase() === 'aws:principalorgid' && values.some((id) => matches(id, options.orgIds) === 'no'),
        );
        const [first] = strange;
        if (first === undefined || strange.length < limits.length) continue;
        report({
          at: first,
          message: `${home.name} allows ${sayActions(statement)} to everyone of an organisation that is not an approved one`,
          help: `set ${first.key} to ${options.orgIds.join(' or ')}`,
          label: 'not approved',
          subject: `${statement.sid ?? ''} organisation`,
        });
        continue;
      }
      const odd = conditions.find((condition) => limiting(condition) === 'maybe');
      if (odd !== undefined) {
        undecided(`it can't be told whether ${odd.key} limits who is let in`, odd);
        continue;
      }
      const verdict = isOpen({ ...statement, conditions: [] }, statements, ['vpc', 'network', 'caller']);
      if (verdict === 'maybe') undecided("it can't be told whom a Deny beside it keeps out", statement);
      if (verdict !== 'yes') continue;
      const kept = keptApart(home);
      if (kept === 'yes') continue;
      if (kept !== 'no') {
        undecided(kept.why, kept);
        continue;
      }
      report({
        at: star,
        message: `${home.name} allows ${sayActions(statement)} to everyone, so any AWS account can use what it guards`,
        help: 'name accounts, roles or services as Principal, or add a condition on aws:SourceAccount, aws:PrincipalOrgID or the ARN of the source',
        label: 'everyone',
        related: conditions.slice(0, 1).map((at) => ({ at, message: `${at.key} does not limit who is let in here` })),
        subject: statement.sid ?? '',
      });
    }
  },
});

/** A principal that may turn out to be a star. */
function givenPrincipal({ principals = [] }: Statement): Text | undefined {
  return principals
    .filter(({ type }) => type === '*' || type === 'AWS')
    .map(({ value }) => value)
    .find(mayBeStar);
}
