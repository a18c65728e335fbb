import type { Node } from '../../template/node.js';
import { printText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { textIn } from './openapi.js';

/** What an integration that is no proxy does to the requests that it hands on. */
export interface Mappings {
  readonly parameters: Node | undefined;
  readonly templates: Node | undefined;
}

const header = 'integration.request.header.x-amz-invocation-type';

/** How a function is invoked; `open`: why that can't be told. */
export type Invocation =
  { readonly is: 'RequestResponse' | 'Event' | 'DryRun' } | { readonly is: 'unknown'; readonly open: string };

/**
 * How an integration of type AWS invokes a function: it waits for the answer unless a header or a mapping template sets another
 * invocation type.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
 */
export function customInvocation({ parameters, templates }: Mappings, graph: Graph): Invocation {
  return setsType(templates, graph)
    ? { is: 'unknown', open: 'a mapping template may set the invocation type' }
    : byHeader(parameters, graph);
}

const atRequest: Invocation = {
  is: 'unknown',
  open: 'the invocation type is known only at the request or at deployment',
};
const types: readonly Invocation[] = [{ is: 'RequestResponse' }, { is: 'Event' }, { is: 'DryRun' }];

function byHeader(parameters: Node | undefined, graph: Graph): Invocation {
  const map = parameters && graph.resolve(parameters);
  if (map === undefined || map.is === 'absent') return { is: 'RequestResponse' };
  if (map.is !== 'map' || map.entries.has('Fn::Transform')) return atRequest;
  for (const [name, { value }] of map.entries) {
    if (name.toLowerCase() !== header) continue;
    const found = graph.resolve(value);
    const type = textIn(found)?.toLowerCase();
    if (found.is === 'absent') break;
    return types.find(({ is }) => type === `'${is.toLowerCase()}'`) ?? atRequest;
  }
  return { is: 'RequestResponse' };
}

/** Whether a mapping template may override the header. */
function setsType(templates: Node | undefined, graph: Graph): boolean {
  const map = templates && graph.resolve(templates);
  if (map === undefined || map.is === 'absent') return false;
  const texts = map.is === 'map' ? [...map.entries.values()].map(({ value }) => graph.resolve(value)) : [map];
  return texts.some(
    (each) => each.is !== 'absent' && (each.is !== 'text' || /invocation-type/i.test(printText(each.text))),
  );
}
