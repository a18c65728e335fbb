import { addTo } from '../../source/groups.js';
import type { Location, SourceFile } from '../../source/source.js';
import {
  type Node,
  type Tree,
  callOf,
  givenTo,
  isUse,
  lastNameIn,
  listsIn,
  memberIn,
  nodesIn,
  sliceOf,
  textIn,
} from './syntax.js';

/** What a module asks for. */
export interface Import {
  /** As it is written, without its dots: `boto3.session`. */
  readonly from: string;
  /** How many dots stand before it: of one the package that the module is in, of more those around it. */
  readonly dots: number;
  /** What is taken of it by name; `*` for all of it. */
  readonly names: readonly ImportedName[];
  /** Whether it is only a text that may be meant as the name of one, as in the settings of loggers. */
  readonly isMaybe?: boolean;
  /** What is one of several attempts at the same names: those within one `try`. */
  readonly attempt: string | undefined;
  /** What is done with what it gives, by its whole name: `os.system` for `import os; os.system()`. */
  readonly taken: readonly Taken[];
  readonly at: Location;
}

export interface ImportedName {
  readonly name: string;
  /** What it is called here; missing for `*`. */
  readonly local: string | undefined;
  readonly at: Location;
}

/** A name of a package that is used. */
export interface Taken {
  readonly name: string;
  /** Whether it is handed on to where it is not followed, with all that is in it. */
  readonly isWhole: boolean;
  /** Whether it is put to a name. */
  readonly isPut?: boolean;
  readonly at: Location;
}

/** More of them are data. */
const mostTexts = 1000;

type Written = Omit<Import, 'attempt' | 'taken'> & { readonly locals: ReadonlyMap<string, string>; readonly in: Node };

/** What a module imports wherever it does so, but for what only checkers of types see. */
export function importsIn(file: SourceFile, tree: Tree): Import[] {
  const { text } = tree;
  const at = ({ start, end }: Node): Location => ({ file, start, end });
  const written: Written[] = [];
  const uses = new Map<string, Node[]>();
  const texts = new Set<string | undefined>();
  for (const node of nodesIn(tree.root)) {
    if (node.type === 'ImportStatement') {
      if (!isOfTypes(text, node)) for (const each of importsOf(text, node, at)) written.push(each);
    } else if (node.type === 'CallExpression') {
      written.push(...loadedBy(text, node, at));
    } else if (/String$/.test(node.type)) {
      const [name, from, last] =
        /^((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)[.:]([A-Za-z_]\w*)$/.exec(textIn(text, node) ?? '') ?? [];
      if (from === undefined || last === undefined || texts.size > mostTexts || texts.has(name)) continue;
      texts.add(name);
      written.push(maybe(from, last, node, at));
    } else if (node.type === 'VariableName' && isUse(node)) {
      addTo(uses, sliceOf(text, node), node);
    }
  }
  return written.map(({ locals, in: within, ...found }) => ({
    ...found,
    attempt: attemptOf(within, [...locals.keys()]),
    taken: [...locals].flatMap(([local, whole]) =>
      (uses.get(local) ?? []).map((node) => takenBy(text, node, whole, at)),
    ),
  }));
}

function importsOf(text: string, node: Node, at: (node: Node) => Location): Written[] {
  const imported = node.parts.findIndex(({ type }) => type === 'import');
  const isFrom = node.parts[0]?.type === 'from';
  const lists = listsIn(node.parts.slice(imported + 1).filter(({ type }) => !/^[()]$/.test(type)));
  const nameOf = (parts: readonly Node[]): string => parts.map((part) => sliceOf(text, part)).join('');
  if (!isFrom) {
    return lists.map((parts) => {
      const as = parts.findIndex(({ type }) => type === 'as');
      const from = nameOf(as === -1 ? parts : parts.slice(0, as));
      const [first = ''] = from.split('.');
      const local = as === -1 ? undefined : sliceOf(text, parts[as + 1] ?? node);
      return {
        from,
        dots: 0,
        names: [],
        locals: new Map([[local ?? first, local === undefined ? first : from]]),
        at: at(node),
        in: node,
      };
    });
  }
  const [, dots = '', from = ''] = /^(\.*)(.*)$/.exec(nameOf(node.parts.slice(1, imported))) ?? [];
  const names = lists.flatMap(([name, , local]): ImportedName[] => {
    if (name === undefined) return [];
    const is = sliceOf(text, name);
    return [{ name: is, local: is === '*' ? undefined : sliceOf(text, local ?? name), at: at(name) }];
  });
  const locals = new Map(names.flatMap(({ name, local }) => (local === undefined ? [] : [[local, `${from}.${name}`]])));
  return [{ from, dots: dots.length, names, locals, at: at(node), in: node }];
}

/** What a call loads by a name that is a text. */
function loadedBy(text: string, node: Node, at: (node: Node) => Location): Written[] {
  const name = lastNameIn(text, node.parts[0]) ?? '';
  if (!/^(?:import_module|__import__|import_string|from_object)$/.test(name)) return [];
  const { places, named } = givenTo(text, node);
  const [, dots = '', from = ''] = /^(\.*)(.*)$/s.exec(textIn(text, places[0]) ?? '') ?? [];
  if (dots + from === '') return [];
  // What these load may be something in a module.
  if (/^(?:import_string|from_object)$/.test(name)) return [maybe(from, '*', node, at)];
  // Without a name of its own it is the package that the module is in, as `__package__` says.
  const around = name === 'import_module' ? textIn(text, places[1] ?? named.get('package')) : undefined;
  const isNamed = dots !== '' && around !== undefined;
  const up = isNamed ? around.split('.').slice(0, 1 - dots.length || undefined) : [];
  // What is loaded so is handed on.
  const names = [{ name: '*', local: undefined, at: at(node) }];
  return [
    {
      from: [...up, from].join('.'),
      dots: isNamed ? 0 : dots.length,
      names,
      at: at(node),
      locals: new Map(),
      in: node,
    },
  ];
}

/** What a text would import if it is the name of a module, or of something in one. */
const maybe = (from: string, name: string, node: Node, at: (node: Node) => Location): Written => ({
  from,
  dots: 0,
  names: [{ name, local: undefined, at: at(node) }],
  isMaybe: true,
  at: at(node),
  locals: new Map(),
  in: node,
});

/** The longest name that begins with a local one: `boto3.session.Session`. */
function takenBy(text: string, from: Node, whole: string, at: (node: Node) => Location): Taken {
  let node = from;
  let name = whole;
  // What a decorator names is no member to the grammar.
  if (from.around?.type === 'Decorator') {
    const [, first, ...others] = from.around.parts.filter(({ type }) => type !== '.');
    if (first !== from) return { name, isWhole: false, at: at(from) };
    const names = others.filter(({ type }) => type === 'VariableName').map((part) => sliceOf(text, part));
    return { name: [whole, ...names].join('.'), isWhole: false, at: at(from.around) };
  }
  for (let { around } = node; around !== undefined && around.parts[0] === node; { around } = node) {
    const member = memberIn(text, around);
    if (member === undefined) break;
    name += `.${member}`;
    node = around;
  }
  return { name, isWhole: callOf(node) === undefined, isPut: node.around?.type === 'AssignStatement', at: at(node) };
}

/** Whether something is imported for checkers of types only: within `if TYPE_CHECKING:`. */
function isOfTypes(text: string, node: Node): boolean {
  for (let at: Node = node; at.around !== undefined; at = at.around) {
    const { around } = at;
    if (around.type !== 'IfStatement' || around.parts[2] !== at) continue;
    if (lastNameIn(text, around.parts[1]) === 'TYPE_CHECKING') return true;
  }
  return false;
}

/** The `try` around something, with the names that it gives. */
function attemptOf(node: Node, locals: readonly string[]): string | undefined {
  for (let at: Node | undefined = node; at !== undefined; at = at.around) {
    if (at.type === 'TryStatement') return [at.start, ...locals.toSorted()].join(' ');
  }
  return undefined;
}
