import { type Node, child, children, memberIn, nodesIn } from './syntax.js';

/** What stands in a class. */
export const elementsOf = (ofClass: Node): readonly Node[] => children(child(ofClass, 'body'), 'body');

/** What a class puts its property to: `this.name = …`; what is made of itself (`this.name = this.name.bind(this)`) is the same as before. */
export const assignedIn = (ofClass: Node, name: string): readonly Node[] =>
  [...nodesIn(ofClass)].flatMap((node) => {
    const right = child(node, 'right');
    const isPut = node.type === 'AssignmentExpression' && isOwn(child(node, 'left'), name);
    return !isPut || right === undefined || [...nodesIn(right)].some((each) => isOwn(each, name)) ? [] : [right];
  });

const isOwn = (node: Node | undefined, name: string): boolean =>
  node?.type === 'MemberExpression' && child(node, 'object')?.type === 'ThisExpression' && memberIn(node) === name;

/** The pattern that a parameter is, without its default; of a constructor, also of one that is a property. */
export const parameterIn = (param: Node | undefined): Node | undefined => {
  const inner = param?.type === 'TSParameterProperty' ? child(param, 'parameter') : param;
  return inner?.type === 'AssignmentPattern' ? child(inner, 'left') : inner;
};

/** The type that a parameter is said to have. */
export const typeOf = (param: Node | undefined): Node | undefined => child(parameterIn(param), 'typeAnnotation');

/** The constructor of a class, where it has one of its own. */
export const constructorOf = (ofClass: Node): Node | undefined =>
  child(
    elementsOf(ofClass).find(
      (each) => each['kind'] === 'constructor' && child(child(each, 'value'), 'body') !== undefined,
    ),
    'value',
  );
