import type { Location, SourceFile } from '../source/source.js';
import {
  type Node,
  child,
  children,
  cookedIn,
  keysOf,
  memberIn,
  nameIn,
  nodesIn,
  textIn,
  unwrapped,
} from './syntax.js';

/** Why code is not known in full, and where it stops. */
export interface Gap {
  readonly why: string;
  /** Missing where there is no such place. */
  readonly at?: Location;
}

/** What code says, wherever it says it. */
export interface Words {
  /** Names of members: `getObject` in `s3.getObject()`, in `const { getObject } = s3` and in `import { getObject }`. */
  readonly members: ReadonlyMap<string, Location>;
  /** Names of what is made: `GetCommand` in `new GetCommand()`. */
  readonly made: ReadonlyMap<string, Location>;
  /** Texts that may be names. */
  readonly texts: ReadonlyMap<string, Location>;
  /** Names that keys of objects have: parameters of requests are among them. */
  readonly keys: ReadonlySet<string>;
  /** A call of a member whose name only a run tells: `client[name]()`. */
  readonly open: Location | undefined;
  /** A request for an operation whose name only a run tells: `s3.getSignedUrl(name)`. */
  readonly asked: Location | undefined;
  /** Ways to call what is not named. */
  readonly gaps: readonly Gap[];
}

/** Methods that are given the name of an operation. */
export const asking: readonly string[] = ['getSignedUrl', 'getSignedUrlPromise', 'makeRequest', 'waitFor'];

/** Whoever signs requests by hand says so, in versions 4 and 2 of signatures. */
const signature = /^AWS4|AWS4-(?:HMAC|ECDSA)|aws4_request|AWSAccessKeyId/;

/** What a module says, by all nodes of it. */
export function wordsIn(file: SourceFile, nodes: readonly Node[]): Words {
  const collected = new Collector(file);
  for (const node of nodes) collected.see(node);
  return collected.words();
}

/** What several modules say, as if they were one. */
export function together(words: readonly Words[]): Words {
  const first = <K, V>(maps: readonly ReadonlyMap<K, V>[]): Map<K, V> =>
    new Map(maps.toReversed().flatMap((map) => [...map]));
  return {
    members: first(words.map(({ members }) => members)),
    made: first(words.map(({ made }) => made)),
    texts: first(words.map(({ texts }) => texts)),
    keys: new Set(words.flatMap(({ keys }) => [...keys])),
    open: words.find(({ open }) => open !== undefined)?.open,
    asked: words.find(({ asked }) => asked !== undefined)?.asked,
    gaps: words.flatMap(({ gaps }) => gaps),
  };
}

class Collector {
  readonly #members = new Map<string, Location>();
  readonly #made = new Map<string, Location>();
  readonly #texts = new Map<string, Location>();
  readonly #keys = new Set<string>();
  readonly #gaps: Gap[] = [];
  #open: Location | undefined;
  #asked: Location | undefined;
  /** Members of the name of a method that is given the name of an operation, and the calls of these that name it. */
  #askings = 0;
  #named = 0;
  /** Identifiers and members that are called, or which stand where all is known that is done with them. */
  readonly #understood = new Set<Node>();

  constructor(readonly file: SourceFile) {}

  words(): Words {
    return {
      members: this.#members,
      made: this.#made,
      texts: this.#texts,
      keys: this.#keys,
      open: this.#open,
      asked: this.#askings > this.#named ? this.#asked : undefined,
      gaps: this.#gaps,
    };
  }

  see(node: Node): void {
    switch (node.type) {
      case 'MemberExpression':
        this.#member(node);
        break;
      case 'ObjectPattern':
        for (const key of keysOf(node)) this.#note(this.#members, key, node);
        break;
      case 'Property':
        if (node['computed'] !== true) this.#keys.add(nameIn(child(node, 'key')) ?? '');
        break;
      case 'ImportSpecifier':
        this.#note(this.#members, nameIn(child(node, 'imported')), node);
        break;
      case 'Literal':
      case 'TemplateLiteral':
        this.#text(textIn(node), node);
        break;
      case 'TemplateElement':
        this.#signs(cookedIn(node), node);
        break;
      case 'NewExpression':
      case 'CallExpression':
        this.#call(node);
        break;
      case 'UnaryExpression':
        // `typeof require` asks only whether it is there.
        this.#understand(child(node, 'argument'), node['operator'] === 'typeof');
        break;
      case 'MetaProperty':
      case 'PropertyDefinition':
      case 'MethodDefinition':
        break;
      case 'Identifier':
        this.#identifier(node);
        break;
    }
    if (/^(?:Property|PropertyDefinition|MethodDefinition)$/.test(node.type)) {
      this.#understand(child(node, 'key'), node['computed'] !== true);
      // A key that is written once is its value, too.
      this.#signs(nameIn(child(node, 'key')), node);
    }
    if (node.type === 'VariableDeclarator') this.#understand(child(node, 'id'), true);
  }

  #member(node: Node): void {
    const object = child(node, 'object');
    const name = memberIn(node);
    this.#note(this.#members, name, child(node, 'property') ?? node);
    if (node['computed'] !== true) this.#understand(child(node, 'property'), true);
    if (name !== undefined && asking.includes(name)) {
      this.#askings++;
      this.#asked ??= this.#at(node);
    }
    // What `require` has beside calling it loads nothing.
    this.#understand(object, nameIn(object) === 'require' && /^(?:resolve|cache|main|extensions)$/.test(name ?? ''));
    if (name === 'glob' && object?.type === 'MetaProperty') this.#loads(node);
    if (name === 'getBuiltinModule' || name === '_load') this.#loads(node);
    if (/^(?:bind|call|apply)$/.test(name ?? '') && isOpen(object)) this.#open ??= this.#at(node);
    if (name === 'eval') this.#runs(node);
  }

  #call(node: Node): void {
    const callee = unwrapped(child(node, 'callee'));
    const given = children(node, 'arguments');
    if (callee?.type === 'MemberExpression') {
      const name = memberIn(callee);
      if (isOpen(callee)) this.#open ??= this.#at(node);
      if (name !== undefined && asking.includes(name) && areTexts(given[0])) this.#named++;
      if (node.type === 'NewExpression') this.#note(this.#made, name, node);
      return;
    }
    const name = callee?.type === 'Identifier' ? nameIn(callee) : undefined;
    if (callee !== undefined && name === 'require') this.#understood.add(callee);
    if (name === 'promisify' && isOpen(given[0])) this.#open ??= this.#at(node);
    if (node.type === 'NewExpression') this.#note(this.#made, name, node);
    if (name === 'Function' && given.length > 0 && textIn(given[0]) !== 'return this') this.#runs(node);
  }

  #identifier(node: Node): void {
    if (this.#understood.has(node)) return;
    const name = nameIn(node);
    if (name === 'require') this.#loads(node);
    if (name === 'eval') this.#runs(node);
  }

  #text(text: string | undefined, node: Node): void {
    if (text === undefined) return;
    this.#signs(text, node);
    if (/^\w{1,60}$/.test(text)) this.#note(this.#texts, text, node);
  }

  #signs(text: string | undefined, node: Node): void {
    if (text !== undefined && signature.test(text)) {
      this.#gaps.push({ why: 'it signs requests by itself', at: this.#at(node) });
    }
  }

  #loads(node: Node): void {
    this.#gaps.push({ why: 'which module is loaded is known only when it runs', at: this.#at(node) });
  }

  #runs(node: Node): void {
    this.#gaps.push({ why: 'it runs text as code', at: this.#at(node) });
  }

  #understand(node: Node | undefined, is: boolean): void {
    if (is && node !== undefined) this.#understood.add(node);
  }

  #note(words: Map<string, Location>, word: string | undefined, node: Node): void {
    if (word !== undefined && !words.has(word)) words.set(word, this.#at(node));
  }

  #at({ start, end }: Node): Location {
    return { file: this.file, start, end };
  }
}

/** Whether a member's name is known only when it runs. */
function isOpen(node: Node | undefined): boolean {
  const member = unwrapped(node);
  if (member?.type !== 'MemberExpression' || member['computed'] !== true) return false;
  const property = child(member, 'property');
  return memberIn(member) === undefined && typeof property?.['value'] !== 'number';
}

/** Whether a node is a text, or a choice of texts. */
function areTexts(node: Node | undefined): boolean {
  if (node?.type !== 'ConditionalExpression') return textIn(node) !== undefined;
  return areTexts(child(node, 'consequent')) && areTexts(child(node, 'alternate'));
}
