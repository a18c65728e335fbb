import type { PolicyCondition, Statement } from '../iam/document.js';
import { matcher } from '../iam/wildcards.js';
import {
  defineRule,
  limiting,
  mayBeStar,
  policyService,
  sayActions,
  serviceOf,
  spell,
  readStatements,
  type Text,
  whyOpen,
  wholeText,
} from './define.js';

/** What services call on behalf of their customers. */
const callable: ReadonlySet<string> = new Set(['events', 'kms', 's3', 'sns', 'sqs']);

/** A service acts for all its customers: what it may do it does for any of them, unless the policy says for whom. */
export default defineRule({
  id: 'resource-policy-confused-deputy',
  title: 'A resource policy says for whom a service may come',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    services: {
      type: 'array',
      items: { type: 'string' },
      default: ['s3', 'sns', 'events', 'cloudwatch', 'ses', 'cloudtrail'],
      description: 'The services that are judged, by the first word of the principal; `*` matches any text.',
    },
  },

  on: 'policyHome',
  check(home, { options, report, matches, undecided }) {
    const guarded = policyService(home);
    if (guarded === undefined || !callable.has(guarded)) return;
    const { statements, isWhole } = readStatements(home, undecided);
    for (const statement of statements) {
      if (statement.effect === 'Deny' || !isWhole(statement)) continue;
      if (statement.conditions.some((condition) => limiting(condition) !== 'no')) continue;
      if (guarded === 's3' && !takesAnybodys(statement)) continue;
      for (const { type, value } of statement.principals ?? []) {
        if (type === 'Service' && mayBeStar(value)) undecided(whyOpen(value), value);
        const service = type === 'Service' ? serviceOf(value) : undefined;
        // EventBridge can't publish to a topic whose policy has a condition, nor to one whose key has one in its policy.
        if (service === undefined || (service === 'events' && (guarded === 'sns' || guarded === 'kms'))) continue;
        if (service === 'ses' && statement.conditions.some(namesSender)) continue;
        if (matches({ ...value, parts: [service] }, options.services) !== 'yes') continue;
        if (statement.effect === undefined) {
          undecided("it can't be told whether the statement allows or denies", value);
          continue;
        }
        report({
          at: value,
          message: `${home.name} allows ${sayActions(statement)} to ${spell(value)} for any account, so others can have it done through that service`,
          help: 'add a condition on the ARN of the source, or on aws:SourceAccount',
          label: 'for any account',
          subject: `${statement.sid ?? ''} ${spell(value)}`,
        });
      }
    }
  },
});

/** Whether a condition says whose mail it is: SES sends the number of its customer's account as the referer. */
const namesSender = ({ operator, key, values }: PolicyCondition): boolean =>
  /^string(?:equals|like)$/i.test(operator) &&
  key.toLowerCase() === 'aws:referer' &&
  values.length > 0 &&
  values.map(wholeText).every((text) => text === undefined || /^\d{12}$/.test(text));

/** Whether objects may be put into a bucket on behalf of any account: logs lie in a folder of the account that they are of. */
const takesAnybodys = ({ actions = [], resources = [] }: Statement): boolean =>
  actions.some((action) => matcher(wholeText(action) ?? '')('s3:PutObject')) && resources.some(isOfNoAccount);

/** Objects of any name, as far as can be told; what is known only at deployment may name the account. */
function isOfNoAccount({ parts }: Text): boolean {
  const text = parts.map((part) => (typeof part === 'string' ? part : '$')).join('');
  const [, path = ''] = /\/([^*?]*)[*?]/.exec(text) ?? [undefined, '$'];
  return !path.includes('$') && !/(?:^|\/)AWSLogs\/./.test(path);
}
