import { addTo } from '../../source/groups.js';
import { type Node, type Tree, lastEquals, nodesIn, sliceOf, textIn } from './syntax.js';

/** More texts, and longer ways to them, are nothing that somebody wrote. */
const most = 1000;
const deepest = 20;

/** What the names of a module are put to, whatever the scope: a namesake adds to what a name may be. */
export class Bindings {
  /** By name: what is put to it; `undefined` for what only a run tells. */
  readonly #values = new Map<string, (Node | undefined)[]>();

  /** Names that something else is put to than what a function is given. */
  readonly #others = new Set<string>();

  /** By name: the texts that it may be, where that was asked for. */
  readonly #known = new Map<string, readonly string[] | undefined>();

  constructor(readonly tree: Tree) {
    for (const node of nodesIn(tree.root)) this.#see(node);
  }

  /** Whether anything is put to a name here. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** Whether a name stands for what functions are given, and for nothing else. */
  isParameter(name: string): boolean {
    return this.has(name) && !this.#others.has(name);
  }

  /** The texts that an expression may be; `undefined` where only a run tells. */
  textsOf(node: Node, depth = 0): readonly string[] | undefined {
    const text = textIn(this.tree.text, node);
    if (text !== undefined) return [text];
    if (depth > deepest) return undefined;
    if (node.type === 'ParenthesizedExpression' && node.parts.length === 3) {
      return this.#allOf([node.parts[1]], depth);
    }
    if (node.type === 'ConditionalExpression') return this.#allOf([node.parts[0], node.parts.at(-1)], depth);
    if (node.type !== 'VariableName') return undefined;
    const name = sliceOf(this.tree.text, node);
    if (this.#known.has(name)) return this.#known.get(name);
    // What is put to itself is known only when it runs.
    this.#known.set(name, undefined);
    const values = this.#values.get(name);
    const texts = values && this.#allOf(values, depth);
    this.#known.set(name, texts);
    return texts;
  }

  #allOf(nodes: readonly (Node | undefined)[], depth: number): readonly string[] | undefined {
    const found = new Set<string>();
    for (const node of nodes) {
      const texts = node && this.textsOf(node, depth + 1);
      if (texts === undefined || found.size > most) return undefined;
      for (const each of texts) found.add(each);
    }
    return [...found];
  }

  #see(node: Node): void {
    const { parts } = node;
    switch (node.type) {
      case 'AssignStatement': {
        const value = parts.at(-1);
        const equals = lastEquals(node);
        // Of several names each is put to a part: `a, b = c, d`.
        const isOne = equals === parts.length - 2 && !parts.some(({ type }) => type === ',');
        for (const part of equals === -1 ? parts : parts.slice(0, equals)) {
          if (part.type === 'VariableName') this.#put(part, isOne && equals !== -1 ? value : undefined);
          else if (!/^(?:MemberExpression|TypeDef)$/.test(part.type)) this.#putAll(part);
        }
        break;
      }
      case 'ForStatement':
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'DictionaryComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'ArgList':
        this.#loops(node);
        break;
      case 'NamedExpression':
        if (parts[0] !== undefined) this.#put(parts[0], parts.at(-1));
        break;
      case 'FunctionDefinition':
      case 'ClassDefinition':
        if (parts[1] !== undefined) this.#put(parts[1], undefined);
        break;
      case 'ParamList':
        for (const [index, part] of parts.entries()) {
          if (part.type === 'VariableName' && parts[index - 1]?.type !== 'AssignOp') this.#put(part, undefined, true);
        }
        break;
      case 'UpdateStatement':
      case 'CapturePattern':
      case 'AsPattern':
        if (parts[0] !== undefined) this.#putAll(node.type === 'UpdateStatement' ? parts[0] : node);
        break;
      case 'ImportStatement':
        this.#putAll(node);
        break;
      case 'WithStatement':
      case 'TryStatement':
        for (const [index, part] of parts.entries()) if (part.type === 'as') this.#putAll(parts[index + 1]);
        break;
    }
  }

  /** `for name in ['a', 'b']`: the name is each of what is written there. */
  #loops({ parts }: Node): void {
    for (const [index, { type }] of parts.entries()) {
      if (type !== 'for') continue;
      const names: Node[] = [];
      let at = index + 1;
      for (let part = parts[at]; part !== undefined && part.type !== 'in'; part = parts[at]) {
        names.push(part);
        at += 1;
      }
      const over = parts[at + 1];
      const isList = over !== undefined && /^(?:Array|Tuple|Set)Expression$/.test(over.type);
      const items = isList ? over.parts.slice(1, -1).filter((part) => part.type !== ',') : [undefined];
      const [name] = names;
      if (names.length === 1 && name?.type === 'VariableName') for (const item of items) this.#put(name, item);
      else for (const each of names) this.#putAll(each);
    }
  }

  #putAll(node: Node | undefined): void {
    for (const each of node === undefined ? [] : nodesIn(node)) {
      if (each.type === 'VariableName') this.#put(each, undefined);
    }
  }

  #put(node: Node, value: Node | undefined, isParameter = false): void {
    const name = sliceOf(this.tree.text, node);
    addTo(this.#values, name, value);
    if (!isParameter) this.#others.add(name);
  }
}
