import type { Environment } from '../../code/javascript/guards.js';
import type { Program } from '../../code/javascript/modules.js';
import { type CertainCall, bringsCredentials, callsFrom } from '../../code/javascript/reach.js';
import { neededFor } from '../../code/uses.js';
import { wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';
import { codeOf, isInline, languageOf } from './code.js';

/** A call that a function leads to, and of each group one action that it needs: `dynamodb:PutItem`. */
export interface NeededCall extends CertainCall {
  readonly actions: readonly (readonly string[])[];
}

/** The calls that the handler of a function for Node.js leads to, and what they need of its role; none where the code may act as somebody else. */
export function neededCalls(fn: Resource<'function'>, graph: Graph): readonly NeededCall[] {
  const name = handlerOf(fn);
  const program = programOf(fn, graph);
  if (program === undefined || name === undefined) return [];
  if (bringsCredentials(program) || isShared(fn, program, graph)) return [];
  return callsFrom(program, name, environmentOf(fn)).flatMap((call) => {
    const actions = neededFor(call);
    const at = isInline(call.at.file.path) ? fn.inlineCode.at : call.at;
    return actions.length === 0 ? [] : [{ ...call, at, actions }];
  });
}

/** The code of a function for Node.js; what is in another language is not even parsed. */
function programOf(fn: Resource<'function'>, graph: Graph): Program | undefined {
  if (graph.quietly(() => languageOf(fn)) !== 'nodejs') return undefined;
  const code = graph.kept(codeOf, fn);
  return 'node' in code ? code.node : undefined;
}

/** The name under which the code of a function exports its handler; missing where it is a member of what is exported. */
function handlerOf({ handler }: Resource<'function'>): string | undefined {
  const written = handler.state === 'known' ? wholeText(handler.value) : undefined;
  return /(?:^|\/)[^./]+\.([^./]+)$/.exec(written ?? '')?.[1];
}

/** Whether functions with other roles have the same handler: which of them it makes a call for is known only when it runs. */
function isShared(fn: Resource<'function'>, { modules: [entry] }: Program, graph: Graph): boolean {
  if (entry === undefined || isInline(entry.file.path)) return false;
  return graph.all('function').some((other) => {
    if (other.address === fn.address || handlerOf(other) !== handlerOf(fn) || isSameRole(fn.role, other.role))
      return false;
    return programOf(other, graph)?.modules[0]?.file.path === entry.file.path;
  });
}

const isSameRole = (one: Resource<'function'>['role'], other: Resource<'function'>['role']): boolean =>
  one.state === 'known' && other.state === 'known' && one.resource.address === other.resource.address;

/** Which environment variables a function has, those of its runtime among them. */
const environmentOf =
  ({ environment }: Resource<'function'>): Environment =>
  (name) => {
    if (/^(?:AWS_(?:(?:DEFAULT_)?REGION|EXECUTION_ENV|LAMBDA_\w+)|LAMBDA_\w+|_HANDLER|NODE_PATH|PATH|TZ)$/.test(name))
      return true;
    if (environment.state !== 'known') return environment.state === 'absent' ? false : undefined;
    const value = environment.value.get(name);
    if (value === undefined) return false;
    return value.state === 'known' ? wholeText(value.value) !== '' : value.state === 'absent' ? false : undefined;
  };
