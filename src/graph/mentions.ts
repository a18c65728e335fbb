import type { Node } from '../template/node.js';
import type { Template } from '../template/template.js';
import { candidates } from '../values/candidates.js';

/** What nodes refer to or spell, in any world: a cheap sieve before facts are worked out. */
export interface Mentioned {
  readonly addresses: ReadonlySet<string>;
  readonly words: readonly string[];
  /** Parameters, and keys of what is known only at deployment. */
  readonly names: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

/** Collects every reference and literal below some nodes; shared nodes are walked once. */
export function mentionedBy(roots: readonly Node[], template: Template): Mentioned {
  let addresses: Set<string> | undefined;
  let names: Set<string> | undefined;
  const words: string[] = [];
  const seen = new Set<Node>();
  const queue = [...roots];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    // Most nodes are literals: they lead nowhere, and are not worth remembering.
    if (node.is === 'scalar') {
      if (typeof node.value === 'string') words.push(node.value);
      continue;
    }
    if (seen.has(node)) continue;
    seen.add(node);
    switch (node.is) {
      case 'list':
        for (const item of node.items) queue.push(item);
        break;
      case 'map':
        node.entries.forEach(({ value }) => queue.push(value));
        break;
      case 'text':
        for (const part of node.parts) {
          if (typeof part === 'string') words.push(part);
          else queue.push(part);
        }
        words.push(...endsOf(node.parts, template));
        break;
      case 'reference': {
        const generated = template.aliases.get(node.attribute === undefined ? node.to : `${node.to}.${node.attribute}`);
        const output = template.outputs.get(`${node.to}.${node.attribute ?? ''}`);
        (addresses ??= new Set()).add(generated ?? node.to);
        if (output !== undefined) queue.push(output);
        break;
      }
      case 'parameter': {
        const parameter = template.parameters.get(node.name);
        (names ??= new Set()).add(node.name);
        if (parameter?.given !== undefined) words.push(String(parameter.given));
        queue.push(...[parameter?.default ?? [], parameter?.allowed ?? []].flat());
        break;
      }
      case 'choice':
        queue.push(node.then, node.otherwise);
        break;
      case 'computed':
        queue.push(...node.args);
        break;
      case 'alias':
        queue.push(node.of);
        break;
      case 'opaque':
        if (node.key !== undefined) (names ??= new Set()).add(node.key);
        for (const address of node.mentions ?? []) (addresses ??= new Set()).add(address);
        break;
      case 'omitted':
        break;
    }
  }
  return { addresses: addresses ?? nothing, words, names: names ?? nothing };
}

/** Of the ways in which a text may end, no more are worth a look. */
const mostEnds = 16;

/** How a text ends with the values that the template has for its parameters: `shop-orders` for `${Prefix}-orders`. */
function endsOf(parts: readonly (string | Node)[], template: Template): readonly string[] {
  let ends = [''];
  let isFilled = false;
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const values = valuesOf(parts[index], template);
    if (values.length === 0) break;
    isFilled ||= typeof parts[index] !== 'string';
    ends = values
      .slice(0, mostEnds)
      .flatMap((value) => ends.map((end) => value + end))
      .slice(0, mostEnds);
  }
  return isFilled ? ends : [];
}

function valuesOf(part: string | Node | undefined, template: Template): readonly string[] {
  if (typeof part === 'string') return [part];
  const parameter = part?.is === 'parameter' ? template.parameters.get(part.name) : undefined;
  if (parameter === undefined) return [];
  return (parameter.given === undefined ? candidates(parameter).values : [parameter.given]).map(String);
}
