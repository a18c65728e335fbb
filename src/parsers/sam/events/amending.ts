import type { Location } from '../../../source/source.js';
import {
  list,
  literal,
  parameter,
  reference,
  scalar,
  type Entry,
  type MapNode,
  type Node,
} from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { mapOf, shape, withEntries } from '../build.js';
import { has, permit, refuse, valueOf, type FunctionEvent } from './event.js';

/**
 * `S3`: a notification in the bucket's own configuration; the bucket has to be one of the template.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-s3.html
 */
export function lowerS3(event: FunctionEvent): void {
  if (!has(event, 'Bucket', 'Events')) return;
  const { context, at, owner } = event;
  const bucket = linked(event, 'Bucket', 'AWS::S3::Bucket');
  if (bucket === undefined) {
    refuse(event, 'has to name a bucket of this template by Ref', 'Use !Ref with the id of the bucket');
    return;
  }
  const permission = permit(event, 's3.amazonaws.com', { SourceAccount: parameter('AWS::AccountId', at) });
  const events = valueOf(event, 'Events');
  const notifications: Node[] = [];
  for (const name of events?.is === 'list' ? events.items : events === undefined ? [] : [events]) {
    const one = mapOf({ Function: event.target.arn(at), Event: name, Filter: valueOf(event, 'Filter') }, at);
    notifications.push(
      owner.condition === undefined
        ? one
        : { is: 'choice', condition: owner.condition, then: one, otherwise: { is: 'omitted', at }, at },
    );
  }
  const { properties } = bucket;
  const config = mapUnder(properties, 'NotificationConfiguration', at);
  const written = config.value.entries.get('LambdaConfigurations');
  const before = written?.value.is === 'list' ? written.value.items : [];
  const known = new Set(before.map(shape));
  const all = [...before, ...notifications.filter((node) => !known.has(shape(node)))];
  const configurations: Entry = { key: written?.key ?? at, value: list(all, written?.value.at ?? at) };
  context.put({
    ...bucket,
    properties: withEntries(properties, {
      NotificationConfiguration: {
        key: config.key,
        value: withEntries(config.value, { LambdaConfigurations: configurations }),
      },
    }),
    // Behind a condition the dependency cannot be written as DependsOn; nothing here reads the other spelling.
    attributes: owner.condition === undefined ? dependingOn(bucket, permission.address, at) : bucket.attributes,
  });
}

function dependingOn(resource: RawResource, address: string, at: Location): ReadonlyMap<string, Entry> {
  const written = resource.attributes.get('DependsOn');
  const items = written === undefined ? [] : written.value.is === 'list' ? written.value.items : [written.value];
  const value = list([...items, scalar(address, at)], written?.value.at ?? at);
  return new Map(resource.attributes).set('DependsOn', { key: written?.key ?? at, value });
}

/** The map under a key, or an empty one. */
function mapUnder(map: MapNode, name: string, at: Location): { key: Location; value: MapNode } {
  const entry = map.entries.get(name);
  return entry?.value.is === 'map' ? { key: entry.key, value: entry.value } : { key: at, value: mapOf({}, at) };
}

/** The resource of this template that a property names by `Ref`, as far as other events have changed it. */
function linked(event: FunctionEvent, name: string, type: string): RawResource | undefined {
  const node = valueOf(event, name);
  if (node?.is !== 'reference' || node.attribute !== undefined) return undefined;
  const resource = event.context.made.get(node.to) ?? event.context.resources.get(node.to);
  return resource?.type === type ? resource : undefined;
}

/**
 * `Cognito`: a trigger in the user pool's own configuration; the pool has to be one of the template.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-cognito.html
 */
export function lowerCognito(event: FunctionEvent): void {
  if (!has(event, 'UserPool', 'Trigger')) return;
  const { context, at, owner } = event;
  const pool = linked(event, 'UserPool', 'AWS::Cognito::UserPool');
  if (pool === undefined) {
    refuse(event, 'has to name a user pool of this template by Ref', 'Use !Ref with the id of the user pool');
    return;
  }
  const source = { SourceArn: reference(pool.address, 'Arn', at) };
  permit(event, 'cognito-idp.amazonaws.com', source, `${owner.address}CognitoPermission`);
  const trigger = valueOf(event, 'Trigger');
  const config = mapUnder(pool.properties, 'LambdaConfig', at);
  let value = config.value;
  for (const item of trigger?.is === 'list' ? trigger.items : trigger === undefined ? [] : [trigger]) {
    const name = literal(item);
    if (name === undefined) continue;
    if (value.entries.has(name)) refuse(event, `sets trigger ${name}, which is set already`, 'Remove one of the two');
    else value = withEntries(value, { [name]: { key: at, value: event.target.arn(at) } });
  }
  const properties = withEntries(pool.properties, { LambdaConfig: { key: config.key, value } });
  context.put({ ...pool, properties });
}
