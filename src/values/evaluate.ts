import { made, onceFor } from '../source/once.js';
import type { Location } from '../source/source.js';
import { type Condition, type Node, piecesOf, type Scalar, unaliased } from '../template/node.js';
import { nouns, type Parameter, type Template } from '../template/template.js';
import { candidates, defaultOf } from './candidates.js';
import { compute } from './compute.js';
import type { Resolved } from './resolved.js';
import { type Hole, type Text, holeName, identityOf, textOf, wholeText } from './text.js';
import { type Fact, ImpossibleWorld, type World } from './world.js';

/** Pseudo parameters whose value is one word, so that a `:` or `/` in a pattern can't fall into them. */
const words = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::StackName', 'AWS::URLSuffix']);

const unsettled: ReturnType<World['settled']> = { excluded: new Set() };

/** Deeper than any template that CloudFormation takes; what goes on beyond is a circle. */
const depthLimit = 200;

/** A condition that is made of others. */
type Compound = Condition & { readonly is: 'and' | 'or' };

/** The named ones among the conditions that another is made of. */
const namesIn = onceFor(
  ({ all }: Compound): ReadonlySet<string> => new Set(all.flatMap((each) => (each.is === 'named' ? each.name : []))),
);

/**
 * Works out the value of nodes of one template. Answers that hold in every world are kept; all others belong to the world
 * that is handed in.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export class Evaluator {
  readonly #template: Template;
  readonly #kept = new WeakMap<Node, Resolved>();
  readonly #conditionsOf: ReadonlyMap<string, Condition | undefined>;
  readonly #facts = { true: new Map<string, Fact>(), false: new Map<string, Fact>() };
  #depth = 0;

  constructor(template: Template) {
    this.#template = template;
    this.#conditionsOf = new Map(template.resources.map(({ address, condition }) => [address, condition]));
  }

  /** The value of a node in a world. Never throws but for {@link ImpossibleWorld}. */
  resolve(node: Node, world: World): Resolved {
    const kept = this.#kept.get(node);
    if (kept !== undefined) return kept;
    if (this.#depth > depthLimit) return { is: 'unknown', why: 'it refers to itself', at: node.at };
    const before = world.touched;
    this.#depth += 1;
    try {
      const found = this.#resolve(node, world);
      const result = node.word === undefined ? found : { ...found, word: node.word };
      if (world.touched === before) this.#kept.set(node, result);
      return result;
    } finally {
      this.#depth -= 1;
    }
  }

  /** The value as text, with holes for what is unknown in it; `undefined` for lists, maps and what is absent. */
  textOf(resolved: Resolved): Text | undefined {
    if (resolved.is === 'text') return resolved.text;
    const hole = holeOf(resolved);
    return hole === undefined ? undefined : textOf([hole], resolved.at);
  }

  /** Whether a condition holds in a world; settles it there if need be. */
  holds(condition: Condition, world: World, depth = 0): boolean {
    switch (condition.is) {
      case 'named':
        return this.#named(condition.name, world, depth);
      case 'not':
        return !this.holds(condition.of, world, depth);
      case 'and':
        return condition.all.every((each) => this.holds(each, world, depth));
      case 'or': {
        const known = this.#knownOf(condition, world);
        if (known !== undefined) return this.#named(known, world, depth);
        return condition.all.some((each) => this.holds(each, world, depth));
      }
      case 'equals':
        return this.#equal(condition.left, condition.right, world);
      case 'unknown':
        return world.decide(condition.why, true);
    }
  }

  /** Whether a resource is deployed in a world; one that is not in the template is not. */
  exists(address: string, world: World): boolean {
    if (!this.#conditionsOf.has(address)) return false;
    const condition = this.#conditionsOf.get(address);
    return condition === undefined || this.holds(condition, world);
  }

  /**
   * One of many conditions that the world has found true already: an API that SAM makes for many functions is there where any of them is,
   * and whoever asks for it because of one function need not ask for all others.
   */
  #knownOf(condition: Compound, { held }: World): string | undefined {
    if (held.length === 0) return undefined;
    const names = namesIn(condition);
    return held.find((name) => names.has(name));
  }

  #named(name: string, world: World, depth: number): boolean {
    const condition = this.#template.conditions.get(name);
    const holds =
      condition === undefined || depth > depthLimit
        ? world.decide(`condition ${name}`, true)
        : world.once(name, () => this.holds(condition, world, depth + 1));
    if (depth === 0) world.fact(this.#factOf(name, holds));
    return holds;
  }

  /** Every world tells the same of a condition in the same words. */
  #factOf(name: string, holds: boolean): Fact {
    const facts = holds ? this.#facts.true : this.#facts.false;
    return made(facts, name, () => ({ is: 'condition', subject: name, words: `${name} is ${String(holds)}` }));
  }

  #resolve(node: Node, world: World): Resolved {
    const { at } = node;
    switch (node.is) {
      case 'scalar':
        return node.value === null ? { is: 'absent', at } : { is: 'text', text: textOf([String(node.value)], at), at };
      case 'list':
        return { is: 'list', items: this.#items(node.items, world), at };
      case 'map':
        return { is: 'map', entries: node.entries, at };
      case 'text': {
        const [only] = node.parts;
        // Text around a reference alone says no more than the reference.
        const value = node.parts.length === 1 && typeof only === 'object' ? this.resolve(only, world) : undefined;
        if (value?.is === 'unknown' || value?.is === 'resource') return { ...value, at };
        return { is: 'text', text: this.#text(node.parts, at, world), at };
      }
      case 'reference': {
        const found = this.#reference(node.to, node.attribute ?? '', at, world);
        return node.partly === true && found.is === 'resource' ? { ...found, partly: true } : found;
      }
      case 'parameter':
        return this.#parameter(node.name, at, world);
      case 'choice':
        if (isOpen(node.condition)) world.guess();
        return this.resolve(this.holds(node.condition, world) ? node.then : node.otherwise, world);
      case 'computed':
        return compute(
          node,
          (each) => this.resolve(each, world),
          (resolved) => this.textOf(resolved),
        );
      case 'alias': {
        const value = this.resolve(node.of, world);
        return { ...value, at, via: value.via ?? value.at };
      }
      case 'omitted':
        return { is: 'absent', at };
      case 'opaque':
        return { is: 'unknown', why: node.why, at, ...(node.key === undefined ? {} : { key: node.key }) };
    }
  }

  #items(nodes: readonly Node[], world: World): Resolved[] {
    return nodes.map((node) => this.resolve(node, world)).filter(({ is }) => is !== 'absent');
  }

  #text(parts: readonly (string | Node)[], at: Location, world: World): Text {
    const found: (string | Hole)[] = [];
    for (const part of parts) {
      if (typeof part === 'string') found.push(part);
      else {
        const value = this.resolve(part, world);
        found.push(...(this.textOf(value)?.parts ?? (value.is === 'absent' ? [] : [{ name: 'a list' }])));
      }
    }
    return textOf(found, at);
  }

  #reference(to: string, attribute: string, at: Location, world: World): Resolved {
    const renamed = this.#template.aliases.get(attribute === '' ? to : `${to}.${attribute}`);
    if (renamed !== undefined) return this.#reference(renamed, '', at, world);
    const output = this.#template.outputs.get(`${to}.${attribute}`);
    if (output !== undefined) {
      const value = this.resolve(output, world);
      return { ...value, at, via: value.via ?? value.at };
    }
    if (!this.#conditionsOf.has(to)) {
      const [head = to, ...rest] = to.split('.');
      const generated = this.#template.aliases.get(`${head}.${rest[0] ?? ''}`);
      if (generated !== undefined) return this.#reference(generated, rest.slice(1).join('.') || attribute, at, world);
      const where = nouns[this.#template.format];
      return {
        is: 'unknown',
        why: `${to} is not in the ${where}`,
        key: `missing:${to}${attribute && `.${attribute}`}`,
        at,
      };
    }
    // A reference to what is not deployed makes the whole deployment fail: nobody can be in such a world.
    if (!this.exists(to, world)) throw new ImpossibleWorld();
    return { is: 'resource', address: to, attribute, at };
  }

  #parameter(name: string, at: Location, world: World): Resolved {
    const { parameters, compared } = this.#template;
    const parameter = parameters.get(name);
    if (parameter?.given !== undefined) return known(parameter.given, parameter, at);
    // What no condition compares is open in every world: the world need not be asked.
    const isSame = parameter === undefined && compared?.has(name) === false;
    const { value, excluded } = isSame ? unsettled : world.settled(name);
    if (value !== undefined) return known(value, parameter, at);
    if (parameter === undefined) {
      const hole: Hole = words.has(name) ? { name: `\${${name}}`, word: true } : { name: `\${${name}}` };
      return { is: 'text', text: textOf([hole], at), at };
    }
    const { values } = candidates(parameter);
    const options = excluded.size === 0 ? values : values.filter((each) => !excluded.has(String(each)));
    if (!isSome(options) || world.withheld.has(name)) {
      const open = { is: 'unknown', why: `${name} is given at deployment`, key: `parameter:${name}`, at } as const;
      // A list of what there is in the account can't be empty: CloudFormation looks for each.
      if (parameter.type.startsWith('List<AWS::')) return { ...open, some: true };
      return parameter.plain === true ? { ...open, plain: true } : open;
    }
    const chosen = world.choose(options);
    world.settle(name, chosen);
    const isDefault = String(chosen) === String(defaultOf(parameter));
    if (isDefault && parameter.allowed === undefined) world.assume(name);
    if (isDefault) world.fact({ is: 'default', subject: name, words: `${name} keeps its default` });
    else world.fact({ is: 'value', subject: name, words: `${name} is ${String(chosen)}` });
    return known(chosen, parameter, at);
  }

  #equal(left: Node, right: Node, world: World): boolean {
    for (const [node, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const pieces = piecesOf(node).map((piece) => ({ piece, open: this.#openParameter(piece, world) }));
      if (pieces.every(({ open }) => open === undefined)) continue;
      const value = this.resolve(other, world);
      const literal = value.is === 'text' ? wholeText(value.text) : undefined;
      // How a longer text falls into several pieces, or into the items of a list, can't be told.
      const isJoined = pieces.length > 1 || unaliased(node).is === 'computed';
      if (literal === undefined || (literal !== '' && isJoined)) continue;
      return pieces.every(({ piece, open }) =>
        open === undefined
          ? this.#same(
              this.resolve(piece, world),
              { is: 'text', text: textOf([literal], piece.at), at: piece.at },
              world,
            )
          : this.#parameterIs(open, literal, world),
      );
    }
    return this.#same(this.resolve(left, world), this.resolve(right, world), world);
  }

  #same(left: Resolved, right: Resolved, world: World): boolean {
    const [a, b] = [this.textOf(left), this.textOf(right)];
    const [one, two] = [a && identityOf(a), b && identityOf(b)];
    if (one !== undefined && one === two) return true;
    if (a && b && wholeText(a) !== undefined && wholeText(b) !== undefined) return false;
    return world.decide(`equals ${[one ?? '', two ?? ''].sort().join(' = ')}`, false);
  }

  /** The parameter that a piece of a value is, if this world has not settled its value. */
  #openParameter(piece: Node, world: World): string | undefined {
    if (piece.is !== 'parameter' || this.#template.parameters.get(piece.name)?.given !== undefined) return undefined;
    return world.settled(piece.name).value === undefined ? piece.name : undefined;
  }

  #parameterIs(name: string, literal: string, world: World): boolean {
    const { excluded } = world.settled(name);
    if (excluded.has(literal)) return false;
    const parameter = this.#template.parameters.get(name);
    if (parameter?.allowed !== undefined) {
      // What is excluded is one of them, so that the rest need only be counted.
      const { values, places } = candidates(parameter);
      if (!places.has(literal)) return false;
      if (values.length - excluded.size === 1) return true;
    }
    const defaultValue = parameter && defaultOf(parameter);
    const first = defaultValue !== undefined && String(defaultValue) === literal;
    const answer = world.choose([first, !first]);
    if (answer) world.settle(name, literal);
    else world.exclude(name, literal);
    return answer;
  }
}

/** Whether nothing tells if a condition holds, or a part of it. */
function isOpen(condition: Condition): boolean {
  switch (condition.is) {
    case 'unknown':
      return true;
    case 'not':
      return isOpen(condition.of);
    case 'and':
    case 'or':
      return condition.all.some(isOpen);
    default:
      return false;
  }
}

/** What is unknown, as a stretch of text; a bare reference is one too. */
function holeOf(resolved: Resolved): Hole | undefined {
  if (resolved.is === 'resource') {
    const { address, attribute, partly } = resolved;
    const hole = { name: `\${${address}${attribute && `.${attribute}`}}`, resource: { address, attribute } };
    return partly === true ? { ...hole, partly } : hole;
  }
  if (resolved.is !== 'unknown') return undefined;
  const { key, why, plain } = resolved;
  return {
    name: holeName(key ?? why),
    ...(plain === true && { plain }),
    ...(key === undefined && { unnamed: true as const }),
  };
}

const isSome = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0;

/** The value of a parameter: a list where its type is one, and shown where the template has it. */
function known(value: Scalar, parameter: Parameter | undefined, at: Location): Resolved {
  const via = parameter?.given === undefined ? parameter && candidates(parameter).places.get(String(value)) : undefined;
  const place = via === undefined ? { at } : { at, via };
  const text = String(value);
  if (parameter !== undefined && /^(CommaDelimitedList|List<)/.test(parameter.type)) {
    const items = text === '' ? [] : text.split(',').map((item) => item.trim());
    return { is: 'list', items: items.map((item) => ({ is: 'text', text: textOf([item], at), ...place })), ...place };
  }
  return { is: 'text', text: textOf([text], at), ...place };
}
