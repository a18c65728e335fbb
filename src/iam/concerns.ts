import type { Text } from '../values/text.js';
import type { Action } from './actions.js';
import { arnSegments } from './resources.js';
import { matcher } from './wildcards.js';

/**
 * Whether an action can be done on what an ARN may name: of the same service, and no setting of buckets on objects. Statements often
 * list the actions of several services, and the resources of all of them: AWS grants only what fits together.
 */
export function concerns(action: Pick<Action, 'service' | 'name'>, { parts }: Pick<Text, 'parts'>): boolean {
  const segments = arnSegments(parts);
  const [service, ...more] = segments[2] ?? [];
  if (typeof service !== 'string' || more.length > 0 || segments.length < 4) return true;
  if (!isOf(action.service, service.toLowerCase())) return false;
  const isObject = service === 's3' && segments[5]?.some((part) => typeof part === 'string' && part.includes('/'));
  return isObject !== true || action.service !== 's3' || ofObjects.test(action.name);
}

/** Whether a service of an ARN is an action's: `kafka` also has the actions of `kafka-cluster`. */
const isOf = (own: string, service: string): boolean =>
  matcher(service)(own) ||
  own.startsWith(`${service}-`) ||
  service.startsWith(`${own}-`) ||
  (foreign.get(own)?.some((each) => each === '*' || matcher(service)(each)) ?? false);

/**
 * Services that act on resources of others, and of which; `*`: of any.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const foreign = new Map(
  Object.entries({
    'aco-automation': ['compute-optimizer'],
    apprunner: ['wafv2'],
    aps: ['eks'],
    'arc-zonal-shift': ['elasticloadbalancing'],
    backup: ['*'],
    'bcm-data-exports': ['billing'],
    ce: ['billing'],
    codestar: ['iam'],
    'cognito-idp': ['wafv2'],
    connect: ['app-integrations', 'wisdom'],
    'devops-guru': ['sns'],
    ebs: ['ec2'],
    ec2: ['acm', 'elastic-inference', 'iam', 'license-manager', 'resource-groups'],
    es: ['iam', 'opensearch'],
    events: ['kms'],
    greengrass: ['iot'],
    iotjobsdata: ['iot'],
    iotwireless: ['iot'],
    kinesis: ['kms'],
    'payment-cryptography': ['mpa'],
    q: ['codewhisperer', 'qdeveloper'],
    qapps: ['qbusiness'],
    'redshift-data': ['redshift-serverless'],
    route53: ['ec2'],
    'route53-recovery-cluster': ['route53-recovery-control'],
    servicecatalog: ['catalog'],
    ssm: ['ec2', 'ecs', 'iam'],
    sts: ['iam'],
    vpce: ['ec2'],
    'waf-regional': ['elasticloadbalancing'],
    wafv2: ['*'],
    'workspaces-instances': ['ec2'],
  }),
);

/** The actions of S3 that are done on objects, by their names; all others are done on buckets, and on what is no bucket either. */
const ofObjects =
  /^(?!.*(?:Bucket(?!Owner)|ObjectLambda)).*Object|^(?!.*Bucket).*MultipartUpload|^Replicate|^BypassGovernance/;
