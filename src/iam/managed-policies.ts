import { matchesGlob, type Text, wholeText } from '../values/text.js';
import { arnSegments } from './resources.js';
import { managedPolicyTable } from './tables.js';

/**
 * ARN globs of the managed policies of AWS that make an execution role an administrator, in every partition.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
 *
 * Besides the three that everyone means: `AdministratorAccess-Amplify` and `AdministratorAccess-AWSElasticBeanstalk`, which are meant for
 * the people who administer these services with all that lies under them; and the job functions of those who run an account (system,
 * database and network administrators). Not among them: `ReadOnlyAccess`, `SecurityAudit`, `ViewOnlyAccess`, `SupportUser` and
 * `Billing`, which change little or nothing of a workload, and `DataScientist`, which is for one field of work.
 */
export const adminPolicies: readonly string[] = [
  'arn:*:iam::aws:policy/AdministratorAccess',
  'arn:*:iam::aws:policy/AdministratorAccess-*',
  'arn:*:iam::aws:policy/PowerUserAccess',
  'arn:*:iam::aws:policy/IAMFullAccess',
  'arn:*:iam::aws:policy/job-function/*Administrator',
];

/**
 * ARN globs of the managed policies of AWS that grant all of one service: `AmazonS3FullAccess`, `AWSLambda_FullAccess`,
 * `AmazonDynamoDBFullAccess_v2`, `CloudWatchFullAccessV2`.
 */
export const fullAccessPolicies: readonly string[] = ['arn:*:iam::aws:policy/*FullAccess*'];

/** The segments of such an ARN, as globs. */
const shape = ['arn', '*', 'iam', '', 'aws', 'policy/?*'] as const;

/**
 * Which managed policy of AWS an ARN names: an ARN of the account `aws`, in any partition, that is written out or a hole
 * (`arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`).
 * `path` is what lies between `policy/` and the name: `''` or `service-role/`.
 * `no`: a policy of a customer, or no ARN (SAM's short names are made into ARNs before). `maybe`: a hole hides the account or the name.
 */
export function isAwsManaged(
  text: Pick<Text, 'parts'>,
): { readonly name: string; readonly path: string } | 'no' | 'maybe' {
  const literal = wholeText(text);
  if (literal?.includes(':iam::aws:policy/') === false) return 'no';
  const only = text.parts[0];
  // What `Ref` gives of a policy in the template is a customer's.
  if (text.parts.length === 1 && typeof only === 'object' && only.resource !== undefined) return 'no';

  // An account id is twelve digits, never `aws`.
  const parts = text.parts.map((part) =>
    typeof part === 'object' && part.name === '${AWS::AccountId}' ? '000000000000' : part,
  );
  const segments = arnSegments(parts);
  // With too few colons, a hole that is more than a word may hold the rest: what follows it is not where it seems to be.
  const whole = segments.length === shape.length;
  let certain = whole;
  for (const [index, glob] of shape.entries()) {
    const segment = segments[index];
    if (segment === undefined) return 'no';
    const verdict = matchesGlob({ parts: segment }, glob);
    if (verdict === 'no') return 'no';
    if (verdict === 'maybe') certain = false;
    if (!whole && segment.some((part) => typeof part !== 'string' && part.word !== true)) return 'maybe';
  }
  const last = segments.at(-1) ?? [];
  const written = last.map((part) => (typeof part === 'string' ? part : undefined));
  if (!certain || written.includes(undefined)) return 'maybe';
  const name = written.join('').slice('policy/'.length);
  const start = name.lastIndexOf('/') + 1;
  return { path: name.slice(0, start), name: name.slice(start) };
}

/**
 * The document of a managed policy of AWS as JSON, by the path and name that stand after `policy/` in its ARN:
 * `service-role/AWSLambdaBasicExecutionRole`. `undefined`: it is not among those that the table has.
 */
export const managedPolicyDocument = (name: string): string | undefined => managedPolicyTable().row(name);
