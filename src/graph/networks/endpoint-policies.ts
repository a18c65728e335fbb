import type { PolicyDocument, Statement } from '../../iam/document.js';
import { anyVerdict, everyVerdict } from '../../iam/patterns.js';
import { type Text, type Verdict, matchesAny, mayBeStar, wholeText } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Resource } from '../resource.js';

/** The policies of a VPC endpoint: its own, and in Terraform those of resources beside it. */
export const endpointPolicies = (endpoint: Resource<'vpcEndpoint'>, graph: Graph): readonly Value<PolicyDocument>[] => [
  endpoint.policy,
  ...graph
    .mentioning('vpcEndpointPolicy', endpoint.address)
    .filter((each) => graph.exists(each) && (each.endpoint.state === 'unknown' || leadsTo(each.endpoint, endpoint)))
    .map(({ document }) => document),
];

/**
 * Whether a service is one of some, by the end of the name of its endpoint service: `com.amazonaws.eu-west-1.s3`. Those for FIPS are
 * endpoint services of their own: `com.amazonaws.us-east-1.athena-fips`.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const isServiceOf = ({ service }: Resource<'vpcEndpoint'>, ends: readonly string[]): Verdict =>
  service.state === 'known'
    ? matchesAny(
        service.value,
        ends.flatMap((end) => [`*.${end}`, `*.${end}-fips`]),
      )
    : service.state === 'unknown'
      ? 'maybe'
      : 'no';

/**
 * Whether a policy says no more than the one that an endpoint has without it: everything, for everybody.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#default-endpoint-policy
 */
export const allowsEverything = ({ statements }: PolicyDocument): Verdict =>
  statements.length === 0 ? 'no' : everyVerdict(statements.map(isFull));

const isFull = ({ effect, principals, actions, resources, conditions }: Statement): Verdict =>
  effect === 'Deny' || conditions.length > 0
    ? 'no'
    : everyVerdict([
        effect === undefined ? 'maybe' : 'yes',
        hasStar(principals?.map(({ value }) => value)),
        hasStar(actions),
        hasStar(resources),
      ]);

const hasStar = (texts: readonly Text[] = []): Verdict =>
  anyVerdict(texts.map((text) => (wholeText(text) === '*' ? 'yes' : mayBeStar(text) ? 'maybe' : 'no')));
