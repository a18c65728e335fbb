import { reference } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { shape } from '../build.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, truthy } from '../resource.js';
import { copied, field } from './nodes.js';

/** Hosted zone of all edge-optimised domains, which AWS publishes. */
const edgeZone = 'Z2FDTNDATAQYW2';

/** The groups of records, by hosted zone. */
export type Zones = Map<string, { id: string; sets: Value[]; owner: RawResource }>;

/**
 * The records of a domain in Route 53: one group for all domains of a zone, unless the user wants it apart.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-route53configuration.html
 */
export function putRecordSets(
  context: SamContext,
  zones: Zones,
  api: RawResource,
  domain: { id: string; name: Node; settings: MapNode; endpoint: { type: string } },
): void {
  const entry = entryOf(domain.settings, 'Route53');
  if (entry === undefined) return;
  const route = entry.value;
  const zone = field(route, 'HostedZoneId') ?? field(route, 'HostedZoneName');
  if (zone === undefined) {
    context.problem(entry.key, `Route53 of ${api.address} names no hosted zone`, 'Add HostedZoneId or HostedZoneName');
    return;
  }
  const alone = truthy(field(route, 'SeparateRecordSetGroup'));
  const key = alone ? `${api.address} alone` : shape(zone);
  const known = zones.get(key) ?? { id: `${api.address}RecordSetGroup`, sets: [], owner: api };
  zones.set(key, known);
  known.sets.push(...recordSets(route, domain, entry));
  generate(context, known.owner, {
    id: known.id,
    type: 'AWS::Route53::RecordSetGroup',
    at: entry.key,
    label: `the RecordSetGroup of ${known.owner.address}`,
    properties: {
      HostedZoneId: field(route, 'HostedZoneId'),
      HostedZoneName: field(route, 'HostedZoneName'),
      RecordSets: [...known.sets],
    },
  });
}

function recordSets(
  route: Node,
  { id, name, endpoint }: { id: string; name: Node; endpoint: { type: string } },
  { key: at }: Entry,
): Value[] {
  const of = (attribute: string): Node => reference(id, attribute, at);
  const target: Record<string, Value | undefined> = { EvaluateTargetHealth: field(route, 'EvaluateTargetHealth') };
  if (endpoint.type === 'REGIONAL') {
    target['HostedZoneId'] = of('RegionalHostedZoneId');
    target['DNSName'] = of('RegionalDomainName');
  } else if (endpoint.type === 'EDGE') {
    target['HostedZoneId'] = edgeZone;
    target['DNSName'] = field(route, 'DistributionDomainName') ?? of('DistributionDomainName');
  } else {
    target['HostedZoneId'] = field(route, 'VpcEndpointHostedZoneId');
    target['DNSName'] = field(route, 'VpcEndpointDomainName');
  }
  const ipv6 = field(route, 'IpV6');
  const types = ipv6?.is === 'scalar' && ipv6.value === true ? ['A', 'AAAA'] : ['A'];
  const routing = route.is === 'map' ? copied(route, ['Region', 'SetIdentifier']) : {};
  return types.map((type) => ({ Name: name, Type: type, AliasTarget: target, ...routing }));
}
