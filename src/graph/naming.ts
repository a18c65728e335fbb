import type { Kind } from '../resources/index.js';
import { type Text, identityOf } from '../values/text.js';
import type { Value } from '../values/value.js';
import type { AnyResource, Link, Resource, ResourceBase } from './resource.js';

/**
 * Whether a link leads to a resource: by a reference, or by a name or an ARN that ends in what its name is put together of.
 *
 * @param name the resource's physical name; without it, only a reference and a literal name count
 */
export function leadsTo(link: Link<Kind>, { address }: Pick<ResourceBase, 'address'>, name?: Value<Text>): boolean {
  if (link.state === 'known') return link.resource.address === address;
  if (link.state !== 'external' || name?.state !== 'known' || name.value.parts.length === 0) return false;
  return endsIn(identityOf(link.text), identityOf(name.value));
}

/** {@link leadsTo} a function, also by its name, or to an alias or a version of one. */
export const leadsToFunction = (link: Link<Kind>, target: Resource<'function'> | Resource<'functionAlias'>): boolean =>
  leadsTo(link, target, target.kind === 'function' ? target.functionName : undefined);

/** An ARN, a URL or a bare name; a function's may have an alias or a version behind it. */
const endsIn = (whole: string, name: string): boolean =>
  whole === name ||
  whole.endsWith(`:${name}`) ||
  whole.endsWith(`/${name}`) ||
  (whole.includes(`:function:${name}:`) && !whole.endsWith(':'));

/** Whether something is named at all, be it known or not. */
export const isGiven = (link: Link<Kind>): boolean =>
  link.state === 'known' || link.state === 'unknown' || (link.state === 'external' && link.text.parts.length > 0);

/** The name that a resource has been given, of the kinds in whose ARNs it stands and that are spoken of by it. */
export function givenName(resource: AnyResource): Value<Text> | undefined {
  switch (resource.kind) {
    case 'bucket':
      return resource.bucketName;
    case 'logGroup':
      return resource.groupName;
    case 'queue':
      return resource.queueName;
    case 'stream':
      return resource.streamName;
    case 'table':
      return resource.tableName;
    case 'topic':
      return resource.topicName;
    default:
      return undefined;
  }
}
