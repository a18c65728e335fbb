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
const atRequest = 'the invocation type is known only at the request or at deployment';

/**
 * Whether an API waits for a function that an integration of type AWS calls, or why that can't be told: it does unless the invocation
 * type is `'Event'`, which a header or a mapping template may set.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html
 */
export function waitsForCustom({ parameters, templates }: Mappings, graph: Graph): boolean | string {
  return setsType(templates, graph) ? 'a mapping template may set the invocation type' : byHeader(parameters, graph);
}

function byHeader(parameters: Node | undefined, graph: Graph): boolean | string {
  const map = parameters && graph.resolve(parameters);
  if (map === undefined || map.is === 'absent') return true;
  if (map.is !== 'map' || map.entries.has('Fn::Transform')) return atRequest;
  for (const [name, { value }] of map.entries) {
    if (name.toLowerCase() !== header) continue;
    const found = graph.resolve(value);
    const type = textIn(found)?.toLowerCase();
    if (found.is === 'absent' || type === "'requestresponse'") return true;
    return type === "'event'" || type === "'dryrun'" ? false : atRequest;
  }
  return true;
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
