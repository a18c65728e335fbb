import type { Location } from '../../source/source.js';
import { type Computation, literal, type Node, opaque } from '../../template/node.js';
import type { Syntax } from '../../template/syntax.js';
import { namedCondition } from './condition.js';
import { include } from './include.js';
import { attributeNode, nameNode, subNode } from './references.js';
import { type Call, complain, type Scope } from './scope.js';
import { staticText } from './static.js';
import { type Part, replaceLoops, textNode } from './text.js';
import { keyOf } from './key.js';

type Meaning = (argument: Syntax, at: Location, scope: Scope) => Node;

/** The meaning of a call in a value; a function that is not known is a value that is not. */
export function callNode({ name, argument }: Call, at: Location, scope: Scope): Node {
  const meaning = meanings.get(name);
  return meaning === undefined ? opaque(`what ${name} gives is not known`, at) : meaning(argument, at, scope);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['Ref', refer],
  ['Fn::GetAtt', attribute],
  ['Fn::Sub', substitute],
  ['Fn::Join', join],
  ['Fn::Select', (argument, at, scope) => compute('select', 2, argument, at, scope)],
  ['Fn::Split', (argument, at, scope) => compute('split', 2, argument, at, scope)],
  ['Fn::FindInMap', find],
  ['Fn::If', choose],
  ['Fn::Length', (argument, at, scope) => ({ is: 'computed', name: 'length', args: [scope.node(argument)], at })],
  ['Fn::ToJsonString', (argument, at, scope) => ({ is: 'computed', name: 'json', args: [scope.node(argument)], at })],
  ['Fn::Base64', (argument, at, scope) => ({ is: 'computed', name: 'base64', args: [scope.node(argument)], at })],
  [
    'Fn::ImportValue',
    (argument, at, scope) => opaque('imported from another stack', at, keyOf('import', scope.node(argument))),
  ],
  [
    'Fn::Cidr',
    (argument, at, scope) => opaque('what Fn::Cidr gives is not known', at, keyOf('cidr', scope.node(argument))),
  ],
  [
    'Fn::GetAZs',
    (argument, at, scope) => opaque('availability zones are not known', at, keyOf('azs', scope.node(argument))),
  ],
  ['Fn::Transform', transform],
]);

function unusable(name: string, at: Location): Node {
  return opaque(`${name} is not given what it needs`, at);
}

/** Text that may itself be worked out, as `AWS::LanguageExtensions` allows in Ref and Fn::GetAtt. */
function nameIn(argument: Syntax | undefined, scope: Scope): string | undefined {
  if (argument === undefined) return undefined;
  if (argument.is === 'scalar' && argument.tag === undefined) {
    return argument.value === null ? undefined : replaceLoops(String(argument.value), scope);
  }
  return staticText(scope.node(argument), scope.stack.session.parameters);
}

function refer(argument: Syntax, at: Location, scope: Scope): Node {
  const name = nameIn(argument, scope);
  return name === undefined ? unusable('Ref', at) : nameNode(name, at, scope);
}

function attribute(argument: Syntax, at: Location, scope: Scope): Node {
  const names = (argument.is === 'list' ? argument.items : [argument]).map((item) => nameIn(item, scope));
  const dotted = names.join('.');
  if (names.includes(undefined) || !dotted.includes('.')) return unusable('Fn::GetAtt', at);
  return attributeNode(dotted, at, scope);
}

function substitute(argument: Syntax, at: Location, scope: Scope): Node {
  if (argument.is !== 'list') return located(subNode(argument, new Map(), scope), at) ?? unusable('Fn::Sub', at);
  const [template, variables] = argument.items;
  const own = new Map<string, Node>();
  for (const { key, value, scope: inner } of variables?.is === 'map' ? scope.entries(variables) : []) {
    own.set(key, inner.node(value));
  }
  const made = template === undefined ? undefined : subNode(template, own, scope);
  return located(made, at) ?? unusable('Fn::Sub', at);
}

function located(node: Node | undefined, at: Location): Node | undefined {
  return node === undefined ? undefined : { ...node, at };
}

function join(argument: Syntax, at: Location, scope: Scope): Node {
  const [delimiter, items, ...more] = argument.is === 'list' ? argument.items.map((item) => scope.node(item)) : [];
  if (delimiter === undefined || items === undefined || more.length > 0) return unusable('Fn::Join', at);
  const between = literal(delimiter);
  if (between !== undefined && items.is === 'list' && items.items.every(isText)) {
    const parts = items.items.flatMap((item, index): Part[] => (index === 0 ? [item] : [between, item]));
    return textNode(parts, at);
  }
  return { is: 'computed', name: 'join', args: [delimiter, items], at };
}

/** Whether a node is certainly one piece of text, so that a join of it needs no look at its value. */
function isText(node: Node): boolean {
  switch (node.is) {
    case 'scalar':
      return node.value !== null;
    case 'alias':
      return isText(node.of);
    case 'computed':
      return node.name === 'join' || node.name === 'base64' || node.name === 'json' || node.name === 'length';
    case 'text':
    case 'reference':
    case 'parameter':
    case 'opaque':
      return true;
    case 'list':
    case 'map':
    case 'choice':
    case 'omitted':
      return false;
  }
}

function compute(name: Computation, count: number, argument: Syntax, at: Location, scope: Scope): Node {
  const args = argument.is === 'list' ? argument.items.map((item) => scope.node(item)) : [];
  return args.length === count ? { is: 'computed', name, args, at } : unusable(`Fn::${capital(name)}`, at);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function find(argument: Syntax, at: Location, scope: Scope): Node {
  const [map, first, second, options] = argument.is === 'list' ? argument.items : [];
  if (map === undefined || first === undefined || second === undefined) return unusable('Fn::FindInMap', at);
  const name = nameIn(map, scope);
  if (name === undefined) return opaque('the mapping that is looked in is not known', at);
  const mapping = scope.stack.mappings.get(name);
  const otherwise =
    options?.is === 'map' ? scope.entries(options).find(({ key }) => key === 'DefaultValue') : undefined;
  const fallback = otherwise?.scope.node(otherwise.value);
  if (mapping === undefined) return fallback ?? opaque(`the template has no mapping ${name}`, at);
  const args = [mapping, scope.node(first), scope.node(second), ...(fallback === undefined ? [] : [fallback])];
  return { is: 'computed', name: 'find', args, at };
}

function choose(argument: Syntax, at: Location, scope: Scope): Node {
  const [condition, then, otherwise, ...more] = argument.is === 'list' ? argument.items : [];
  if (condition === undefined || then === undefined || otherwise === undefined || more.length > 0) {
    const help =
      'Give it a list of three: the name of a condition, the value when it is true, the value when it is false';
    complain(scope.stack, at, 'Fn::If needs a condition and two values', help);
    return unusable('Fn::If', at);
  }
  const asked = namedCondition(condition, scope);
  return { is: 'choice', condition: asked, then: scope.node(then), otherwise: scope.node(otherwise), at };
}

function transform(argument: Syntax, at: Location, scope: Scope): Node {
  const result = include(argument, scope);
  if (result.is === 'unknown') return opaque(result.why, at);
  return result.scope.node(result.root);
}
