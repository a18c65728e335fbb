import type { Location } from '../../source/source.js';
import { type Condition, type Node, piecesOf } from '../../template/node.js';
import type { Syntax } from '../../template/syntax.js';
import { callOf, complain, type Scope, type Stack } from './scope.js';
import { replaceLoops } from './text.js';

/**
 * A condition as it is written: `Fn::And`, `Fn::Or`, `Fn::Not`, `Fn::Equals`, `Condition`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function conditionOf(syntax: Syntax, scope: Scope): Condition {
  const call = callOf(syntax);
  const items = call?.argument.is === 'list' ? call.argument.items : [];
  const [first, second] = items;
  switch (call?.name) {
    case 'Condition':
      return namedCondition(call.argument, scope);
    case 'Fn::And':
    case 'Fn::Or':
      if (first === undefined) return unknown(call.name);
      return { is: call.name === 'Fn::And' ? 'and' : 'or', all: items.map((item) => scope.condition(item)) };
    case 'Fn::Not':
      return first === undefined || second !== undefined
        ? unknown(call.name)
        : { is: 'not', of: scope.condition(first) };
    case 'Fn::Equals':
      if (first === undefined || second === undefined || items.length > 2) return unknown(call.name);
      return equals(scope.node(first), scope.node(second), scope.stack);
    default:
      return { is: 'unknown', why: 'what is written is no condition' };
  }
}

/** Notes which parameters are compared: those that differ between worlds. */
function equals(left: Node, right: Node, { session }: Stack): Condition {
  for (const side of [left, right]) {
    for (const piece of piecesOf(side)) if (piece.is === 'parameter') session.compared.add(piece.name);
  }
  return { is: 'equals', left, right };
}

/** A condition by its name: of a resource, in `Fn::If`, or inside another condition. */
export function namedCondition(syntax: Syntax, scope: Scope): Condition {
  if (syntax.is !== 'scalar') return callOf(syntax) === undefined ? unknown('Condition') : scope.condition(syntax);
  const { conditions, prefix } = scope.stack;
  const name = replaceLoops(String(syntax.value), scope);
  if (conditions.has(name)) return { is: 'named', name: prefix + name };
  return { is: 'unknown', why: `the template has no condition ${name}` };
}

function unknown(name: string): Condition {
  return { is: 'unknown', why: `${name} is not given what it needs` };
}

/** Takes conditions that depend on themselves out of the map and says where each is written. */
export function breakCycles(
  conditions: Map<string, Condition>,
  places: ReadonlyMap<string, Location>,
  stack: Stack,
): void {
  const done = new Set<string>();
  const path = new Set<string>();
  // No recursion: a chain may be as long as the template.
  const open = [...conditions.keys()].reverse();
  for (let name = open.at(-1); name !== undefined; name = open.at(-1)) {
    const condition = conditions.get(name);
    if (condition === undefined || done.has(name) || path.delete(name)) {
      done.add(name);
      open.pop();
      continue;
    }
    path.add(name);
    for (const used of namesIn(condition).toReversed()) {
      if (!path.has(used)) {
        open.push(used);
        continue;
      }
      conditions.set(used, { is: 'unknown', why: `the condition ${used} depends on itself` });
      const at = places.get(used);
      if (at) complain(stack, at, `the condition ${used} depends on itself`, 'Break the circle of conditions');
    }
  }
}

/** Names of the conditions that a condition asks; each part is looked at once, however often it is shared. */
function namesIn(condition: Condition): readonly string[] {
  const names: string[] = [];
  const seen = new Set<Condition | Node>();
  const open: (Condition | Node)[] = [condition];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (seen.has(part)) continue;
    seen.add(part);
    if (part.is === 'named') names.push(part.name);
    else open.push(...partsOf(part).toReversed());
  }
  return names;
}

/** What a condition or a value is made of. What is compared may hang on conditions, too, by `Fn::If`. */
function partsOf(part: Condition | Node): readonly (Condition | Node)[] {
  switch (part.is) {
    case 'and':
    case 'or':
      return part.all;
    case 'not':
    case 'alias':
      return [part.of];
    case 'equals':
      return [part.left, part.right];
    case 'choice':
      return [part.condition, part.then, part.otherwise];
    case 'list':
      return part.items;
    case 'map':
      return [...part.entries.values()].map(({ value }) => value);
    case 'text':
      return part.parts.filter((each) => typeof each !== 'string');
    case 'computed':
      // A mapping holds no conditions, but may be large.
      return part.name === 'find' ? part.args.slice(1) : part.args;
    default:
      return [];
  }
}
