import type { Bindings } from './bindings.js';
import { type Node, sliceOf } from './syntax.js';

/** What only keeps what a function gives, or says whose it is. */
const keeping = /^(?:lru_cache|cache|cached|classmethod|staticmethod)$/;

/**
 * The function that is given a name as its first argument and hands it on unchanged: `get` in `def get(name): return boto3.client(name)`.
 * Missing where something else may be in the name, or the function is called otherwise than by its own name.
 */
export function factoryOf(text: string, name: Node, bindings: Bindings): string | undefined {
  if (name.type !== 'VariableName' || !bindings.isParameter(sliceOf(text, name))) return undefined;
  let fn = name.around;
  while (fn !== undefined && !/^(?:FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(fn.type)) fn = fn.around;
  if (fn?.type !== 'FunctionDefinition') return undefined;
  const parameters = fn.parts.find(({ type }) => type === 'ParamList')?.parts ?? [];
  const [first] = parameters
    .filter(({ type }, index) => type === 'VariableName' && parameters[index - 1]?.type !== 'AssignOp')
    .map((part) => sliceOf(text, part))
    .filter((each) => !/^(?:self|cls)$/.test(each));
  const own = fn.parts.find(({ type }) => type === 'VariableName');
  const called = own && sliceOf(text, own);
  if (first !== sliceOf(text, name) || /^[*/]/.test(parameters[1]?.type ?? '')) return undefined;
  return called === undefined || called.startsWith('__') || !isKept(text, fn) ? undefined : called;
}

/** Whether the decorators of a function leave it as it is. */
function isKept(text: string, fn: Node): boolean {
  if (fn.around?.type !== 'DecoratedStatement') return true;
  const decorators = fn.around.parts.filter(({ type }) => type === 'Decorator');
  return decorators.every(({ parts }) => {
    const last = parts.findLast(({ type }) => type === 'VariableName');
    return last !== undefined && keeping.test(sliceOf(text, last));
  });
}
