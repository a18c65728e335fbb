import { arnSegments } from '../../iam/resources.js';
import type { Kind } from '../../resources/index.js';
import { type Text, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Link } from '../resource.js';

/** What an ARN, or a name, stands for. */
export interface Target {
  /** The service, as in the ARN; of an API destination `api-destination`. */
  readonly service: string;
  /** The resource of this template. */
  readonly link?: Extract<Link<Kind>, { readonly state: 'known' }>;
  /** Whether a version or an alias of that is named. */
  readonly qualified?: true;
}

const services: Partial<Record<Kind, string>> = {
  apiDestination: 'api-destination',
  eventBus: 'events',
  function: 'lambda',
  functionAlias: 'lambda',
  globalTable: 'dynamodb',
  queue: 'sqs',
  stateMachine: 'states',
  stream: 'kinesis',
  table: 'dynamodb',
  topic: 'sns',
};

/** What a text names: a resource of this template, be it with a version or an alias behind it, or one elsewhere by its ARN. */
export function targetIn(text: Text, graph: Graph): Target | undefined {
  const { parts, at } = text;
  const [first, second] = parts;
  if (typeof first === 'object' && (second === undefined || (typeof second === 'string' && second.startsWith(':')))) {
    const resource = graph.resource(first.resource?.address ?? '');
    const service = resource && services[resource.kind];
    if (resource === undefined || service === undefined) return undefined;
    const { name, address } = resource;
    const link = { state: 'known', name, at, resource, identity: `resource:${address}` } as const;
    const isQualified = second !== undefined || /^qualified/.test(first.resource?.attribute ?? '');
    return { service, link, ...(isQualified && { qualified: true }) };
  }
  const segments = arnSegments(parts);
  const service = wholeText({ parts: segments[2] ?? [] });
  if (segments.length < 6 || service === undefined || service === '') return undefined;
  const [begin] = segments[5] ?? [];
  const isDestination = service === 'events' && typeof begin === 'string' && begin.startsWith('api-destination/');
  return { service: isDestination ? 'api-destination' : service };
}
