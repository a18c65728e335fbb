import type { Location } from '../../../source/source.js';
import { scalar, unaliased } from '../../../template/node.js';
import type { MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { mapOf, sub, worded } from '../build.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, truthy } from '../resource.js';

/** The value of an entry that was given one. */
export const field = (node: Node | undefined, key: string): Node | undefined => entryOf(node, key)?.value;

/** The same under the user's own word for it, where that is not what the transform makes of it. */
export function wordedField(node: Node | undefined, key: string): Node | undefined {
  const value = field(node, key);
  return value && worded(value, key);
}

/** Whether the transform takes a value for set once parameters are put in: the default `"false"` is text, hence set. */
export function isSet(context: SamContext, node: Node | undefined): boolean {
  if (node === undefined) return false;
  const found = unaliased(node);
  if (found.is !== 'parameter') return truthy(found);
  const known = context.parameters.get(found.name);
  if (known?.given !== undefined) return truthy(scalar(known.given, found.at));
  return known?.default === undefined || truthy(known.default);
}

/** Whether a value is `false`, also as the default of a parameter. */
export const isFalse = (context: SamContext, node: Node | undefined): boolean =>
  node !== undefined && context.staticText(unaliased(node))?.toLowerCase() === 'false';

/** The properties that are written, under their own names, and what may hold any of them. */
export function copied(properties: MapNode, names: readonly string[]): Record<string, Node | undefined> {
  return Object.fromEntries([...names, 'Fn::Transform'].map((name) => [name, field(properties, name)]));
}

/** Complains of settings that would change a definition, where that is a file. */
export function refuseWithUri(
  context: SamContext,
  { address, properties }: RawResource,
  names: readonly string[],
): void {
  for (const name of names) {
    const entry = entryOf(properties, name);
    if (entry === undefined || !truthy(entry.value)) continue;
    context.problem(entry.key, `${name} of ${address} does not work with DefinitionUri`, 'Use DefinitionBody instead');
  }
}

/** The form of a function's ARN that API Gateway wants in an integration or an authorizer. */
export function invocationUri(functionArn: Node, at: Location, streams = false): Node {
  const version = streams ? '2021-11-15' : '2015-03-31';
  const action = streams ? 'response-streaming-invocations' : 'invocations';
  return sub(
    `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/${version}/functions/\${Function}/${action}`,
    at,
    { Function: functionArn },
  );
}

/** The permission of API Gateway to call a function; `from` is what of the API may call it, as `stage/METHOD/path`. */
export function invokePermission(functionName: Node, api: Node, from: string, at: Location): Record<string, Value> {
  return {
    Action: 'lambda:InvokeFunction',
    FunctionName: functionName,
    Principal: 'apigateway.amazonaws.com',
    // Paths have braces of their own, which must not be taken for names to put in.
    SourceArn: sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/${From}', at, {
      Api: api,
      From: scalar(from, at),
    }),
  };
}

/** An API under its CloudFormation type; SAM's own attributes have done their work. An implicit API keeps its label. */
export function loweredApi(
  from: RawResource,
  type: string,
  properties: Readonly<Record<string, Value | undefined>>,
): RawResource {
  const attributes = new Map(
    [...from.attributes].filter(([name]) => !['IgnoreGlobals', 'Connectors', 'CreationPolicy'].includes(name)),
  );
  return {
    ...from,
    type,
    properties: mapOf(properties, from.properties.at),
    attributes,
    origin: from.origin ?? { address: from.address, type: from.type },
  };
}

/** The letters and digits of a name, as generated ids use them. */
export const alphanumeric = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '');
