import type { Kind } from '../resources/index.js';
import type { Resolved } from '../values/evaluate.js';
import { type Text, identityOf, wholeText } from '../values/text.js';
import type { Told } from '../values/value.js';
import type { Graph } from './graph.js';
import type { Link } from './resource.js';

/**
 * What a value names: a resource of the template, by reference or by its physical name in an ARN, or something elsewhere.
 * A reference to a resource of another kind (a custom resource's attribute) is unknown, but has an identity.
 */
export function linkOf(found: Resolved, told: Told, to: readonly Kind[], graph: Graph): Link<Kind> {
  switch (found.is) {
    case 'absent':
      return { ...told, state: 'absent' };
    case 'resource': {
      const resource = graph.resource(found.address);
      if (resource !== undefined && to.includes(resource.kind)) return known(told, resource);
      return {
        ...told,
        state: 'unknown',
        why: `${found.address} gives it`,
        identity: `value:${found.address}.${found.attribute}`,
      };
    }
    case 'text':
      return textLink(found.text, told, to, graph);
    case 'unknown':
      return {
        ...told,
        state: 'unknown',
        why: found.why,
        ...(found.key === undefined ? {} : { identity: `value:${found.key}` }),
      };
    default:
      return { ...told, state: 'unknown', why: `${told.name} is not text` };
  }
}

function known(told: Told, resource: NonNullable<ReturnType<Graph['resource']>>): Link<Kind> {
  return { ...told, state: 'known', resource, identity: `resource:${resource.address}` };
}

function textLink(text: Text, told: Told, to: readonly Kind[], graph: Graph): Link<Kind> {
  for (const part of text.parts) {
    const resource =
      typeof part === 'string' || part.resource === undefined ? undefined : graph.resource(part.resource.address);
    if (resource !== undefined && to.includes(resource.kind)) return known(told, resource);
  }
  const named = graph.named(nameIn(text), to);
  if (named !== undefined) return known(told, named);
  const [only] = text.parts;
  if (text.parts.length === 1 && typeof only === 'object' && only.word !== true) {
    return {
      ...told,
      state: 'unknown',
      why: `${only.name} is known only at deployment`,
      identity: `text:${identityOf(text)}`,
    };
  }
  return { ...told, state: 'external', text, identity: `text:${identityOf(text)}` };
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
