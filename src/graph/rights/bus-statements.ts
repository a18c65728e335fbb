import { type PolicyDocument, readDocument } from '../../iam/document.js';
import type { Location } from '../../source/source.js';
import { type Node, map, opaque, scalar } from '../../template/node.js';
import { wholeText } from '../../values/text.js';
import { type Value, known } from '../../values/value.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';

type BusStatement = Resource<'eventBusStatement'>;

/** The statement of the policy of an event bus, in whichever way it is written, as a document. */
export function busDocument(resource: BusStatement, graph: Graph): Value<PolicyDocument> {
  const { statement, at } = resource;
  const node = statement ?? olderStatement(resource, graph);
  // The service adds the version itself.
  const whole = graph.resolve(map({ Version: scalar('2012-10-17', at), Statement: node }, at));
  const { tree, ...document } = readDocument(whole, graph);
  // Nobody wrote the older way as a document, so nothing can be wrong with how it is written.
  const value = tree !== undefined && statement !== undefined ? { ...document, tree } : document;
  return known({ name: 'Statement', at: node.at }, value);
}

/** What `PutPermission` makes of a principal, an action and a condition. */
function olderStatement({ principal, action, test, at }: BusStatement, graph: Graph): Node {
  const found = principal && graph.resolve(principal);
  const isStar = found?.is === 'text' && wholeText(found.text) === '*';
  const condition = test && testOf(test, graph);
  return map(
    {
      Effect: scalar('Allow', at),
      ...(principal && { Principal: isStar ? principal : map({ AWS: principal }, principal.at) }),
      Action: action ?? scalar('events:PutEvents', at),
      // The bus itself: the service fills it in.
      Resource: scalar('*', at),
      ...(condition && { Condition: condition }),
    },
    spanOf(at, [principal, action, test]),
  );
}

/** A place that holds all of what is written. */
function spanOf(at: Location, parts: readonly (Node | undefined)[]): Location {
  const places = [at, ...parts.flatMap((part) => part?.at ?? [])].filter(({ file }) => file === at.file);
  return {
    ...at,
    start: Math.min(...places.map(({ start }) => start)),
    end: Math.max(...places.map(({ end }) => end)),
  };
}

/** `{ Type, Key, Value }`, which Terraform writes as a block in small letters, as conditions are written in a policy. */
function testOf(condition: Node, graph: Graph): Node | undefined {
  const found = graph.resolve(condition);
  if (found.is === 'absent') return undefined;
  const test = found.is === 'list' ? found.items[0] : found;
  const hidden = opaque('its condition is known only at deployment', condition.at);
  if (test?.is !== 'map') return hidden;
  const part = (name: string): Node | undefined =>
    (test.entries.get(name) ?? test.entries.get(name.toLowerCase()))?.value;
  const [operator, key] = ['Type', 'Key'].map((name) => {
    const value = part(name);
    const text = value && graph.resolve(value);
    return text?.is === 'text' ? wholeText(text.text) : undefined;
  });
  const value = part('Value');
  if (operator === undefined || key === undefined || value === undefined) return hidden;
  return map({ [operator]: map({ [key]: value }, test.at) }, test.at);
}
