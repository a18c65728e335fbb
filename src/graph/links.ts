import type { Kind } from '../resources/index.js';
import type { Resolved } from '../values/resolved.js';
import { type Text, identityOf, wholeText } from '../values/text.js';
import { absent, type Told } from '../values/value.js';
import type { Graph } from './graph.js';
import type { Link } from './resource.js';

/**
 * What a value names: a resource of the template, by reference or by its physical name in an ARN, or something elsewhere.
 * A reference to a resource of another kind (a custom resource's attribute) is unknown, but has an identity.
 *
 * @param providerConfig that of the resource that names it
 */
export function linkOf(
  found: Resolved,
  told: Told,
  to: readonly Kind[],
  graph: Graph,
  providerConfig?: string,
): Link<Kind> {
  switch (found.is) {
    case 'absent':
      return absent(told);
    case 'resource': {
      const resource = graph.resource(found.address);
      if (resource !== undefined && to.includes(resource.kind)) return known(told, resource);
      return unknown(told, `${found.address} gives it`, `value:${found.address}.${found.attribute}`);
    }
    case 'text':
      return textLink(found.text, told, { to, providerConfig }, graph);
    case 'unknown':
      return unknown(told, found.why, found.key === undefined ? undefined : `value:${found.key}`);
    default:
      return unknown(told, `${told.name} is not text`, undefined);
  }
}

function known({ name, at, via }: Told, resource: NonNullable<ReturnType<Graph['resource']>>): Link<Kind> {
  return { state: 'known', name, at, via, resource, identity: `resource:${resource.address}` };
}

function unknown({ name, at, via }: Told, why: string, identity: string | undefined): Link<Kind> {
  return { state: 'unknown', name, at, via, why, ...(identity !== undefined && { identity }) };
}

interface Sought {
  readonly to: readonly Kind[];
  readonly providerConfig: string | undefined;
}

function textLink(text: Text, told: Told, { to, providerConfig }: Sought, graph: Graph): Link<Kind> {
  const arns = arnsIn(text).filter((address) => to.some((kind) => graph.resource(address)?.kind === kind));
  if (arns.length > 1) return unknown(told, `which it is of ${arns.join(', ')} is known only at deployment`, undefined);
  for (const [index, part] of text.parts.entries()) {
    const resource =
      typeof part === 'string' || part.resource === undefined ? undefined : graph.resource(part.resource.address);
    if (resource === undefined || !to.includes(resource.kind)) continue;
    const behind = text.parts.length === index + 2 ? text.parts[index + 1] : undefined;
    const qualifier = typeof behind === 'string' && behind.startsWith(':') ? { qualifier: behind.slice(1) } : {};
    return { ...known(told, resource), ...qualifier };
  }
  const end = nameIn(text);
  const named = end === undefined ? undefined : graph.names.find(end, to, providerConfig);
  if (named !== undefined) return known(told, named);
  const [only] = text.parts;
  if (text.parts.length === 1 && typeof only === 'object' && only.word !== true) {
    return unknown(told, `${only.name} is known only at deployment`, `text:${identityOf(text)}`);
  }
  const { name, at, via } = told;
  return { state: 'external', name, at, via, text, identity: `text:${identityOf(text)}` };
}

/** The resources whose ARNs are all there is of a text: no ARN goes on with another, so it is one of them. */
function arnsIn({ parts }: Text): readonly string[] {
  const named = parts.map((part) => (typeof part === 'object' ? part.resource : undefined));
  if (!named.every((each) => each !== undefined && /arn$/i.test(each.attribute))) return [];
  return [...new Set(named.map((each) => each?.address ?? ''))];
}

/** The physical name at the end of an ARN (`role/path/Name`, `layer:Name:3`), or a bare name; only if it is literal. */
function nameIn(text: Text): string | undefined {
  const last = text.parts.at(-1);
  if (typeof last !== 'string') return undefined;
  // A function's name may have an alias or a version behind it.
  const ofFunction = /(?:^|:)function:([^:]+)(?::[^:]+)?$/.exec(last)?.[1];
  if (ofFunction !== undefined) return ofFunction;
  const whole = wholeText(text);
  if (whole !== undefined && !whole.startsWith('arn:')) return whole;
  if (!last.includes(':') && !last.includes('/')) return undefined;
  const tail = /(?:^|:)layer:([^:]+)(?::\d+)?$/.exec(last)?.[1] ?? /[:/]([^:/]+)$/.exec(last)?.[1];
  return tail;
}
