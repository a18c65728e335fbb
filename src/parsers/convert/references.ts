import type { Location } from '../../source/source.js';
import { type Node, parameter, reference } from '../../template/node.js';
import type { Syntax } from '../../template/syntax.js';
import type { Scope } from './scope.js';
import { loopNode, placeOf, type Part, replaceLoops, textNode } from './text.js';

/**
 * What `Ref` gives for a name: nothing, a loop's variable, a parameter (or what the parent stack gives for it), or a resource.
 * Whether the resource exists is not asked here.
 */
export function nameNode(name: string, at: Location, { stack, loops }: Scope): Node {
  if (name === 'AWS::NoValue') return { is: 'omitted', at };
  const loop = loops.get(name);
  if (loop !== undefined) return loopNode(name, loop, at);
  if (name.startsWith('AWS::')) return parameter(name, at);
  const scoped = stack.prefix + name;
  if (!stack.session.parameters.has(scoped)) return reference(scoped, undefined, at);
  const bound = stack.bindings.get(name);
  return bound === undefined ? parameter(scoped, at) : { is: 'alias', of: bound, at };
}

/** What `Fn::GetAtt` gives for `Resource.Attribute`; a nested stack's output is the attribute `Outputs.Name`. */
export function attributeNode(dotted: string, at: Location, { stack }: Scope): Node {
  const dot = dotted.indexOf('.');
  if (dot < 1) return reference(stack.prefix + dotted, undefined, at);
  return reference(stack.prefix + dotted.slice(0, dot), dotted.slice(dot + 1), at);
}

const variable = /\$\{([^${}]*)\}/g;
const name = /^(?:AWS::)?\w[\w.-]*$/;

/**
 * The text of `Fn::Sub` with its own variables: `${X}`, `${X.Attr}`, and `${!X}` for a literal `${X}`. What is no variable
 * (`${aws:username}`) stays text.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function subNode(template: Syntax, own: ReadonlyMap<string, Node>, scope: Scope): Node | undefined {
  if (template.is !== 'scalar' || template.value === null) return undefined;
  const { at } = template;
  const source = replaceLoops(String(template.value), scope);
  const parts: Part[] = [];
  let from = at.start;
  let done = 0;
  for (const match of source.matchAll(variable)) {
    const place = placeOf(match[0], at, from);
    if (place !== at) from = place.end;
    parts.push(source.slice(done, match.index), partOf(match[0], match[1] ?? '', place, own, scope));
    done = match.index + match[0].length;
  }
  return textNode([...parts, source.slice(done)], at);
}

function partOf(whole: string, inner: string, at: Location, own: ReadonlyMap<string, Node>, scope: Scope): Part {
  if (inner.startsWith('!')) return `\${${inner.slice(1)}}`;
  const trimmed = inner.trim();
  const given = own.get(trimmed);
  if (given !== undefined) return given;
  if (!name.test(trimmed)) return whole;
  return trimmed.includes('.') ? attributeNode(trimmed, at, scope) : nameNode(trimmed, at, scope);
}
