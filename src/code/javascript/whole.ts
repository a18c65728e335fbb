import { addTo } from '../../source/groups.js';
import type { Location, SourceFile } from '../../source/source.js';
import { type Node, child, children, keysOf, memberIn, nameIn, parentsIn, unwrapped } from './syntax.js';

/** What is taken of something, by the names that it has there. */
export interface Taken {
  /** `*` where all of it is handed on to where it is not followed. */
  readonly names: readonly string[];
  /** Where a name is taken that only a run tells. */
  readonly open?: Location;
}

/** Functions that give back the module that they are given. */
const transparent = /^(?:captureAWS|__importStar|__importDefault|__toESM|_?interopRequire\w+)$/;

/**
 * What is taken of modules that are imported whole, by the nodes that stand for them: a local name, a `require()`. Names are followed
 * through variables, whatever the scope: a namesake may add to what is taken.
 */
export function takenOf(wholes: readonly Node[], file: SourceFile, nodes: readonly Node[]): ReadonlyMap<Node, Taken> {
  const found = new Map<Node, Taken>();
  if (wholes.length === 0) return found;
  const parents = parentsIn(nodes);
  const named = new Map<string, Node[]>();
  for (const node of nodes) {
    const name = node.type === 'Identifier' ? nameIn(node) : undefined;
    if (name !== undefined) addTo(named, name, node);
  }
  for (const whole of wholes) found.set(whole, follow(whole, { parents, named, file }));
  return found;
}

interface Names {
  readonly parents: ReadonlyMap<Node, Node>;
  /** All identifiers, by their names. */
  readonly named: ReadonlyMap<string, readonly Node[]>;
  readonly file: SourceFile;
}

function follow(whole: Node, { parents, named, file }: Names): Taken {
  const names = new Set<string>();
  const locals = new Set<string>();
  const places: Node[] = [];
  let open: Location | undefined;
  const know = (local: string | undefined): void => {
    if (local === undefined || locals.has(local)) return;
    locals.add(local);
    for (const node of named.get(local) ?? []) if (isUse(node, parents.get(node))) places.push(node);
  };
  const put = (into: Node | undefined): void => {
    if (into?.type === 'Identifier') know(nameIn(into));
    else if (into?.type === 'ObjectPattern') for (const key of keysOf(into)) names.add(key);
    else names.add('*');
  };
  if (whole.type === 'Identifier') know(nameIn(whole));
  else places.push(whole);
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const around = outermost(place, parents);
    switch (around?.type) {
      case 'MemberExpression': {
        const name = memberIn(around);
        // A promise of it hands it on.
        if (name !== undefined) names.add(name === 'then' ? '*' : name);
        else open ??= { file, start: around.start, end: around.end };
        break;
      }
      case 'VariableDeclarator':
        put(child(around, 'id'));
        break;
      case 'AssignmentExpression':
        put(child(around, 'left'));
        if (parents.get(around)?.type !== 'ExpressionStatement') names.add('*');
        break;
      case 'TSQualifiedName':
        if (parents.get(around)?.type === 'TSImportEqualsDeclaration') names.add(nameIn(child(around, 'right')) ?? '*');
        break;
      case 'ExpressionStatement':
      case 'TSTypeQuery':
      case 'UnaryExpression':
        break;
      default:
        names.add('*');
    }
  }
  return { names: [...names], ...(open && { open }) };
}

/** What is around a node and all that stands for the same module, as `(await import('x')).default` does. */
function outermost(node: Node, parents: ReadonlyMap<Node, Node>): Node | undefined {
  const around = parents.get(node);
  if (around === undefined) return undefined;
  const isSame =
    /^(?:AwaitExpression|ChainExpression|LogicalExpression|TS(?:As|NonNull|Satisfies)Expression|TSTypeAssertion)$/.test(
      around.type,
    ) ||
    (around.type === 'ConditionalExpression' && child(around, 'test') !== node) ||
    (around.type === 'MemberExpression' && child(around, 'object') === node && memberIn(around) === 'default') ||
    (around.type === 'CallExpression' && child(around, 'callee') !== node && transparent.test(calledIn(around) ?? ''));
  return isSame ? outermost(around, parents) : around;
}

/** The last name of what is called: `captureAWS` in `xray.captureAWS()`. */
function calledIn(call: Node): string | undefined {
  const callee = unwrapped(child(call, 'callee'));
  return callee?.type === 'MemberExpression' ? memberIn(callee) : nameIn(callee);
}

/** Whether an identifier stands for what it names: it is no key, no declaration and no type. */
function isUse(node: Node, around: Node | undefined): boolean {
  if (around === undefined) return true;
  const is = (name: string): boolean => around[name] === node;
  switch (around.type) {
    case 'MemberExpression':
      return is('object') || around['computed'] === true;
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return is('value') || around['computed'] === true;
    case 'VariableDeclarator':
      return is('init');
    case 'AssignmentExpression':
      return is('right');
    case 'TSQualifiedName':
      return is('left');
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return is('body');
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'TSTypeReference':
    case 'CatchClause':
    case 'RestElement':
      return false;
    case 'TSImportEqualsDeclaration':
      return is('moduleReference');
    default:
      return !children(around, 'params').includes(node);
  }
}
