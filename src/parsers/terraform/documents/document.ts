import type { Location } from '../../../source/source.js';
import type { Node } from '../../../template/node.js';
import { combined, mentionsOf, shown } from '../plan/nodes.js';
import type { Path } from '../scope.js';

const names =
  /^(?:(?:\w+_)?(?:policy|policy_documents?|json)|body|content|definition|container_definitions|template_body|(?:\w+_)?pattern)$/;

/** Whether an argument holds a JSON document as text, so that what it refers to is a part of it and never it. */
export function isDocument(path: Path): boolean {
  return names.test(path.filter((step) => typeof step === 'string').at(-1) ?? '');
}

/**
 * The document that an expression gives: one of those that it refers to whole. Where it only mentions resources
 * (`jsonencode({ … })`), the plan keeps nothing of the rest.
 */
export function documentOf(nodes: readonly Node[], name: string, at: Location): Node {
  const whole = nodes.filter((node) => isWhole(node));
  if (whole.length > 0 && whole.length === nodes.length) return combined(whole, at, 'one') ?? nothing(nodes, name, at);
  const [only] = nodes;
  if (nodes.length === 1 && only?.is === 'opaque') return { ...only, at };
  return nothing(nodes, name, at);
}

function isWhole(node: Node): boolean {
  switch (node.is) {
    case 'map':
    case 'list':
    case 'scalar':
    case 'text':
    case 'computed':
      return true;
    case 'alias':
      return isWhole(node.of);
    case 'choice':
      return isWhole(node.then) && isWhole(node.otherwise);
    case 'reference':
      return isDocument([node.attribute ?? '']);
    default:
      return false;
  }
}

function nothing(nodes: readonly Node[], name: string, at: Location): Node {
  const mentioned = mentionsOf(nodes);
  const rest = mentioned.length === 0 ? '' : ` but that it refers to ${shown(mentioned)}`;
  const why = `known after apply: the plan keeps nothing of the ${name}${rest}`;
  return { is: 'opaque', why, mentions: mentioned, at };
}
