import type { Node as Syntax } from 'web-tree-sitter';
import type { Location, SourceFile } from '../../../source/source.js';
import { readTemplate } from './read-template.js';
import type { Expression, ObjectEntry, Step } from './syntax.js';

type Conditional = Extract<Expression, { is: 'conditional' }>;

/** Expressions nested deeper than this are not looked into. */
const deepest = 150;

/** The expression of the node `expression` of the syntax tree. */
export function readExpression(node: Syntax, file: SourceFile): Expression {
  return new ExpressionReader(file).expression(node);
}

class ExpressionReader {
  readonly #file: SourceFile;
  /** Conditionals without parentheses around them. */
  readonly #bare = new Set<Conditional>();
  #depth = 0;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  /** An `expression`: one term with what is taken out of it, something in parentheses, or a conditional. */
  expression(node: Syntax): Expression {
    const children = node.children.filter(({ type }) => type !== 'comment');
    if (this.#depth > deepest || children.some(({ type }) => type === 'ERROR'))
      return this.#other('broken expression', node);
    this.#depth += 1;
    try {
      return this.#terms(children, node);
    } finally {
      this.#depth -= 1;
    }
  }

  /** A term and the steps behind it, as they follow each other in an expression or an operation. */
  #terms(children: readonly Syntax[], node: Syntax): Expression {
    const [first, second] = children;
    if (first === undefined) return this.#other('nothing', node);
    const isGroup = first.type === '(' && second?.type === 'expression';
    const taken = this.#steps(children.slice(isGroup ? 3 : 1));
    if (taken.length > deepest) return this.#other('too many lists within each other', node);
    const upTo = (end: number): Location => ({ file: this.#file, start: first.startIndex, end });
    if (isGroup) {
      const inner = this.expression(second);
      if (inner.is === 'conditional') this.#bare.delete(inner);
      return accessed(inner, taken, upTo);
    }
    if (first.type !== 'variable_expr') return accessed(this.#term(first), taken, upTo);
    const [own, ...others] = taken;
    const name: Expression = {
      is: 'traversal',
      steps: [{ is: 'name', name: first.text }, ...(own?.steps ?? [])],
      at: upTo(own?.end ?? first.endIndex),
    };
    return accessed(name, others, upTo);
  }

  #term(node: Syntax): Expression {
    const [first] = node.children;
    const at = this.#place(node);
    switch (node.type) {
      case 'expression':
        return this.expression(node);
      case 'conditional':
        return this.#conditional(node);
      case 'literal_value':
        return first === undefined ? this.#other('nothing', node) : this.#literal(first);
      case 'template_expr':
        return first === undefined
          ? this.#other('nothing', node)
          : readTemplate(first, this.#file, (inner) => this.expression(inner));
      case 'collection_value':
        return first === undefined ? this.#other('nothing', node) : this.#collection(first);
      case 'function_call':
        return this.#call(node);
      case 'for_expr':
        return first === undefined ? this.#other('nothing', node) : this.#loop(first);
      case 'operation':
        return first === undefined ? this.#other('nothing', node) : this.#operation(first);
      default:
        return { is: 'other', what: node.type, inner: [], at };
    }
  }

  #literal(node: Syntax): Expression {
    const at = this.#place(node);
    const { text } = node;
    if (node.type === 'string_lit') return readTemplate(node, this.#file, (inner) => this.expression(inner));
    if (node.type === 'null_lit') return { is: 'literal', value: null, at };
    return { is: 'literal', value: node.type === 'bool_lit' ? text === 'true' : Number(text), at };
  }

  #collection(node: Syntax): Expression {
    const at = this.#place(node);
    if (node.type === 'tuple') {
      return { is: 'tuple', items: ofType(node, 'expression').map((item) => this.expression(item)), at };
    }
    const entries = ofType(node, 'object_elem').flatMap((elem): ObjectEntry[] => {
      const [key, value] = [elem.childForFieldName('key'), elem.childForFieldName('val')];
      if (key === null || value === null) return [];
      return [{ key: this.#key(key), value: this.expression(value) }];
    });
    return { is: 'object', entries, at };
  }

  /** A key is a name, unless it stands in parentheses. */
  #key(node: Syntax): Expression {
    const key = this.expression(node);
    const isName = key.is === 'traversal' && key.steps.length === 1 && node.children[0]?.type === 'variable_expr';
    if (isName) return { is: 'literal', value: node.text, at: key.at };
    const { text } = node;
    return key.is === 'literal' && typeof key.value !== 'string' && !text.startsWith('(')
      ? { ...key, value: text }
      : key;
  }

  #call(node: Syntax): Expression {
    const [name] = node.children;
    const [given] = ofType(node, 'function_arguments');
    return {
      is: 'call',
      name: name?.text ?? '',
      args: given === undefined ? [] : ofType(given, 'expression').map((argument) => this.expression(argument)),
      expands: given !== undefined && ofType(given, 'ellipsis').length > 0,
      at: this.#place(node),
    };
  }

  #loop(node: Syntax): Expression {
    const [intro] = ofType(node, 'for_intro');
    const [of] = intro === undefined ? [] : ofType(intro, 'expression');
    const [first, second] = ofType(node, 'expression').map((each) => this.expression(each));
    if (intro === undefined || of === undefined || first === undefined) return this.#other('broken loop', node);
    const [test] = ofType(node, 'for_cond').flatMap((each) => ofType(each, 'expression'));
    return {
      is: 'for',
      names: ofType(intro, 'identifier').map(({ text }) => text),
      of: this.expression(of),
      ...(second === undefined ? { each: first } : { key: first, each: second }),
      ...(test !== undefined && { condition: this.expression(test) }),
      groups: ofType(node, 'ellipsis').length > 0,
      at: this.#place(node),
    };
  }

  #operation(node: Syntax): Expression {
    const children = node.children.filter(({ type }) => type !== 'comment');
    const isOperator = ({ type }: Syntax): boolean => /^(?:[-+*/%!<>]|[=!<>]=|&&|\|\|)$/.test(type);
    const at = this.#place(node);
    const index = children.findIndex(isOperator);
    const operator = children[index]?.type;
    if (operator === undefined || children.some(({ type }) => type === 'ERROR'))
      return this.#other('broken operation', node);
    const right = this.#terms(children.slice(index + 1), node);
    if (index > 0)
      return { is: 'operation', operator, operands: [this.#terms(children.slice(0, index), node), right], at };
    if (operator === '-' && right.is === 'literal' && typeof right.value === 'number') {
      return { is: 'literal', value: -right.value, at };
    }
    return { is: 'operation', operator, operands: [right], at };
  }

  /** The grammar reads `a ? b : c ? d : e` as `(a ? b : c) ? d : e`; the language means `a ? b : (c ? d : e)`. */
  #conditional(node: Syntax): Expression {
    const [condition, then, otherwise] = ofType(node, 'expression').map((each) => this.expression(each));
    if (condition === undefined || then === undefined || otherwise === undefined)
      return this.#other('broken conditional', node);
    const made = this.#chained(condition, then, otherwise);
    this.#bare.add(made);
    return made;
  }

  #chained(condition: Expression, then: Expression, otherwise: Expression): Conditional {
    if (condition.is === 'conditional' && this.#bare.has(condition)) {
      const inner = this.#chained(condition.otherwise, then, otherwise);
      this.#bare.add(inner);
      return { ...condition, otherwise: inner, at: { ...condition.at, end: otherwise.at.end } };
    }
    return { is: 'conditional', condition, then, otherwise, at: { ...condition.at, end: otherwise.at.end } };
  }

  /** Steps one behind another. What asks for an item behind `.*` asks the list that it gives, and not each item of that. */
  #steps(nodes: readonly Syntax[]): readonly Steps[] {
    const groups: { readonly steps: Step[]; end: number }[] = [];
    let isListed = false;
    for (const node of nodes.flatMap(stepsIn)) {
      let group = isListed && node.type !== 'get_attr' ? undefined : groups.at(-1);
      if (group === undefined) {
        group = { steps: [], end: 0 };
        groups.push(group);
        isListed = false;
      }
      group.steps.push(this.#step(node));
      group.end = node.endIndex;
      if (node.type === '.*') isListed = true;
    }
    return groups;
  }

  #step(node: Syntax): Step {
    const { children, text, type } = node;
    if (type === 'get_attr') return { is: 'name', name: children.at(-1)?.text ?? '' };
    if (type === 'legacy_index') return { is: 'index', key: Number(text.slice(1)) };
    if (type !== 'new_index') return { is: 'splat' };
    const [inner = node] = ofType(node, 'expression');
    const key = inner === node ? this.#other('nothing', node) : this.expression(inner);
    const plain = key.is === 'literal' ? key.value : null;
    const isPlain = typeof plain === 'string' || typeof plain === 'number';
    return isPlain ? { is: 'index', key: plain } : { is: 'computed', of: key };
  }

  #other(what: string, node: Syntax): Expression {
    return { is: 'other', what, inner: [], at: this.#place(node) };
  }

  #place({ startIndex, endIndex }: Syntax): Location {
    return { file: this.#file, start: startIndex, end: endIndex };
  }
}

/** Steps that are taken from each other, and where the last of them ends. */
interface Steps {
  readonly steps: readonly Step[];
  readonly end: number;
}

/** What steps give that are taken from a value, some from what others give. */
const accessed = (value: Expression, all: readonly Steps[], upTo: (end: number) => Location): Expression =>
  all.reduce<Expression>((of, { steps, end }) => ({ is: 'access', of, steps, at: upTo(end) }), value);

/** The nodes of single steps in one of several. */
function stepsIn(node: Syntax): readonly Syntax[] {
  switch (node.type) {
    case 'index':
    case 'splat':
    case 'attr_splat':
    case 'full_splat':
      return node.children.flatMap(stepsIn);
    case 'get_attr':
    case 'legacy_index':
    case 'new_index':
    case '.*':
    case '[*]':
      return [node];
    default:
      return [];
  }
}

function ofType({ children }: Syntax, type: string): Syntax[] {
  return children.filter((child) => child.type === type);
}
