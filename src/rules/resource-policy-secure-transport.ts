import type { PolicyCondition, Statement } from '../iam/document.js';
import { matcher } from '../iam/wildcards.js';
import { type Spot, type Text, defineRule, policiesOn, statementsIn, wholeText } from './define.js';

/** Over plain HTTP everybody on the way reads along. */
export default defineRule({
  id: 'resource-policy-secure-transport',
  title: 'A queue, a topic or a bucket turns away requests without TLS',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport',
  ],
  peers: {
    checkov: ['CKV_AWS_379'],
    'cdk-nag': ['AwsSolutions-SQS4', 'AwsSolutions-SNS3', 'SQSQueueSSLRequestsOnly', 'SNSTopicSSLPublishOnly'],
    'aws-config-rules': ['SQS_TRANSIT_ENCRYPTION_CHECK'],
    'AWS Config': ['S3_BUCKET_SSL_REQUESTS_ONLY'],
    'Control Tower': ['CT.S3.PR.8'],
    'Security Hub': ['S3.5'],
    'Serverless Lens': ['SEC3'],
  },
  presets: { strict: 'info' },
  options: {},

  on: ['queue', 'topic', 'bucket'],
  check(resource, { graph, report, undecided }) {
    // What a transform makes has no policy that its user could write.
    if (resource.generated) return;
    const { actions, deny } = guarded[resource.kind];
    const homes = policiesOn(resource, graph);
    const open: Spot[] = [];
    const statements = homes.flatMap((home) =>
      statementsIn(home, (why, at) => {
        open.push(at);
        undecided(why, at);
      }),
    );
    const refuses = (reading: Reading): boolean => {
      const denying = statements.filter((statement) => refusesPlain(statement, reading));
      return actions.every((action) => denying.some((statement) => isAbout(statement, action, reading)));
    };
    if (open.length > 0 || refuses('certain')) return;
    if (refuses('possible')) {
      undecided("it can't be told whether a Deny of its policy is for requests without TLS", homes[0] ?? resource);
      return;
    }
    const [home] = homes;
    report({
      at: resource,
      message: `${resource.name} has no policy that denies requests without TLS, so whoever may use it can do so over plain HTTP`,
      help: `deny ${deny} to everybody in ${home === undefined ? 'a policy for it' : home.name}, with the condition that aws:SecureTransport is false`,
      label: 'takes plain HTTP',
      related: home === undefined ? [] : [{ at: home, message: 'this policy does not deny it' }],
    });
  },
});

/** What is sent or read, of each kind of resource, and the action to deny. */
const guarded = {
  queue: { actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'], deny: 'sqs:*' },
  topic: { actions: ['sns:Publish'], deny: 'sns:Publish' },
  bucket: { actions: ['s3:GetObject', 's3:PutObject'], deny: 's3:*' },
} as const;

/** What is said for certain, or what may turn out to be said. */
type Reading = 'certain' | 'possible';

/** Whether a text is, or may be, what a test asks for. */
const says = (text: Text, reading: Reading, test: (literal: string) => boolean): boolean => {
  const literal = wholeText(text);
  return literal === undefined ? reading === 'possible' : test(literal);
};

/** Whether a statement denies something to everybody who comes without TLS. */
const refusesPlain = (statement: Statement, reading: Reading): boolean =>
  (statement.effect === 'Deny' || (reading === 'possible' && statement.effect === undefined)) &&
  (statement.principals ?? []).some(
    ({ type, value }) => ['*', 'AWS'].includes(type) && says(value, reading, (literal) => literal === '*'),
  ) &&
  statement.conditions.every((condition) => meetsPlain(condition, reading));

/** Whether a condition holds of requests without TLS: they have `aws:SecureTransport` false, and no `s3:TlsVersion`. */
function meetsPlain({ operator, key, values }: PolicyCondition, reading: Reading): boolean {
  const [name, test] = [key.toLowerCase(), operator.toLowerCase()];
  const has = (wanted: string): boolean =>
    values.some((value) => says(value, reading, (literal) => literal.toLowerCase() === wanted));
  if (name === 's3:tlsversion') return test === 'null' ? has('true') : test.endsWith('ifexists');
  if (name !== 'aws:securetransport') return false;
  if (/^(?:bool|stringequals(?:ignorecase)?)(?:ifexists)?$/.test(test)) return has('false');
  return /^stringnotequals(?:ignorecase)?(?:ifexists)?$/.test(test) && has('true') && !has('false');
}

const isAbout = ({ actions, notActions }: Statement, action: string, reading: Reading): boolean => {
  const names = (patterns: Statement['actions'], how: Reading): boolean =>
    (patterns ?? []).some((pattern) => says(pattern, how, (literal) => matcher(literal)(action)));
  if (notActions === undefined) return names(actions, reading);
  // What it leaves out may be more than what is certain.
  return !names(notActions, reading === 'certain' ? 'possible' : 'certain');
};
