import { together } from '../../source/groups.js';
import type { Location, SourceFile } from '../../source/source.js';
import { handsOn, secretKey } from '../credentials.js';
import type { Gap } from '../gap.js';
import type { Ask } from '../uses.js';
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
  /** Methods that are given the name of an operation, where they are called; of each a call with a name that only a run tells, if any. */
  readonly asks: ReadonlyMap<string, Ask>;
  /** Ways to call what is not named. */
  readonly gaps: readonly Gap[];
}

/** Methods that are given the name of an operation. */
const asking = /^(?:getSignedUrl|getSignedUrlPromise|makeRequest|makeUnauthenticatedRequest|waitFor)$/;

/** Whoever signs requests by hand says so, in versions 4 and 2 of signatures. */
const signature = /^AWS4|AWS4-(?:HMAC|ECDSA)|aws4_request|AWSAccessKeyId/;

/** What a module says, by all nodes of it. */
export function wordsIn(file: SourceFile, nodes: readonly Node[]): Words {
  const collected = new Collector(file);
  for (const node of nodes) collected.see(node);
  return collected.words();
}

/** What several modules say, as if they were one. */
export function allOf(words: readonly Words[]): Words {
  return {
    members: together(words.map(({ members }) => members)),
    made: together(words.map(({ made }) => made)),
    texts: together(words.map(({ texts }) => texts)),
    keys: new Set(words.flatMap(({ keys }) => [...keys])),
    open: words.find(({ open }) => open !== undefined)?.open,
    // The last of a name is kept: it had better be one that is open.
    asks: new Map(
      words.flatMap(({ asks }) => [...asks]).sort(([, one], [, other]) => Number(one.open) - Number(other.open)),
    ),
    gaps: words.flatMap(({ gaps }) => gaps),
  };
}

class Collector {
  readonly #members = new Map<string, Location>();
  readonly #made = new Map<string, Location>();
  readonly #texts = new Map<string, Location>();
  readonly #keys = new Set<string>();
  readonly #gaps: Gap[] = [];
  readonly #asks: { readonly method: string; readonly at: Location; readonly given: Node | undefined }[] = [];
  /** Names that are declared, how often, and those that are constants with a text. */
  readonly #declared = new Map<string, number>();
  readonly #constants = new Set<string>();
  #open: Location | undefined;
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
      asks: new Map(
        this.#asks
          .map(({ method, at, given }) => [method, { at, open: !this.#areTexts(given) }] as const)
          .sort(([, one], [, other]) => Number(one.open) - Number(other.open)),
      ),
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
    if (/^(?:VariableDeclarator|AssignmentExpression|(?:Arrow)?Function\w+)$/.test(node.type)) this.#declares(node);
  }

  #member(node: Node): void {
    const object = child(node, 'object');
    const name = memberIn(node);
    this.#note(this.#members, name, child(node, 'property') ?? node);
    if (node['computed'] !== true) this.#understand(child(node, 'property'), true);
    // What `require` has beside calling it loads nothing.
    this.#understand(object, nameIn(object) === 'require' && /^(?:resolve|cache|main|extensions)$/.test(name ?? ''));
    if (name === 'require' && !this.#understood.has(node)) this.#loads(node);
    if (name === 'glob' && object?.type === 'MetaProperty') this.#loads(node);
    if (name === 'getBuiltinModule' || name === '_load') this.#loads(node);
    if (/^(?:bind|call|apply)$/.test(name ?? '')) this.#handOn(object);
    if (name === 'eval') this.#runs(node);
  }

  #call(node: Node): void {
    const callee = unwrapped(child(node, 'callee'));
    const given = children(node, 'arguments');
    const called = callee?.type === 'MemberExpression' ? memberIn(callee) : nameIn(callee);
    if (called === 'promisify') this.#handOn(given[0]);
    if (callee !== undefined && called === 'require') this.#understood.add(callee);
    if (callee?.type === 'MemberExpression') {
      if (isOpen(callee)) this.#open ??= this.#at(node);
      if (called !== undefined && asking.test(called)) {
        this.#asks.push({ method: called, at: this.#at(node), given: given[0] });
      }
      if (node.type === 'NewExpression') this.#note(this.#made, called, node);
      return;
    }
    const name = callee?.type === 'Identifier' ? nameIn(callee) : undefined;
    if (node.type === 'NewExpression') this.#note(this.#made, name, node);
    if (name === 'Function' && given.length > 0 && textIn(given[0]) !== 'return this') this.#runs(node);
  }

  /** A method that is called by another name. */
  #handOn(method: Node | undefined): void {
    const member = unwrapped(method);
    if (member?.type !== 'MemberExpression') return;
    const name = memberIn(member);
    if (isOpen(member)) this.#open ??= this.#at(member);
    if (name !== undefined && asking.test(name)) {
      this.#asks.push({ method: name, at: this.#at(member), given: undefined });
    }
  }

  /** Whether a node is a text, a choice of texts, or the name of one. */
  #areTexts(node: Node | undefined): boolean {
    if (node?.type === 'ConditionalExpression') {
      return this.#areTexts(child(node, 'consequent')) && this.#areTexts(child(node, 'alternate'));
    }
    const name = node?.type === 'Identifier' ? nameIn(node) : undefined;
    if (name !== undefined) return this.#constants.has(name) && this.#declared.get(name) === 1;
    return textIn(node) !== undefined;
  }

  #declares(node: Node): void {
    const id = child(node, 'id');
    const name = id?.type === 'Identifier' ? nameIn(id) : undefined;
    if (name !== undefined && textIn(unwrapped(child(node, 'init'))) !== undefined) this.#constants.add(name);
    const patterns = node.type === 'AssignmentExpression' ? [child(node, 'left')] : [id, ...children(node, 'params')];
    for (const pattern of patterns) {
      for (const each of pattern === undefined ? [] : nodesIn(pattern)) {
        const declared = each.type === 'Identifier' ? nameIn(each) : undefined;
        if (declared !== undefined) this.#declared.set(declared, (this.#declared.get(declared) ?? 0) + 1);
      }
    }
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
    if (word === secretKey || word === 'secretAccessKey') this.#gaps.push({ why: handsOn, at: this.#at(node) });
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
