import type { Location } from '../../../source/source.js';
import { get, literal, parameter, type Entry, type MapNode, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { build, mapOf, sub, type Value } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, localId, passed, property } from '../resource.js';
import { endOf, type End } from './ends.js';
import { connectorProfiles, type ConnectorGrant, type ConnectorProfile } from './profiles.data.js';

const connectorType = 'AWS::Serverless::Connector';

/** Connectors that are written within the resource that they lead away from, as resources of their own. */
export function embeddedConnectors(context: Pick<SamContext, 'scope'>, owner: RawResource): RawResource[] {
  const written = owner.attributes.get('Connectors')?.value;
  if (written?.is !== 'map') return [];
  return [...written.entries].map(([name, { key, value }]) => {
    const properties = get(value, 'Properties');
    const source = get(properties, 'SourceReference');
    const id: Entry = { key, value: { is: 'scalar', value: localId(context, owner.address), at: key } };
    const from = new Map<string, Entry>([...(source?.is === 'map' ? source.entries : []), ['Id', id]]);
    const entries = new Map<string, Entry>(properties?.is === 'map' ? properties.entries : []);
    entries.delete('SourceReference');
    entries.set('Source', { key, value: { is: 'map', at: key, entries: from } });
    return {
      address: owner.address + name,
      type: connectorType,
      properties: { is: 'map', at: key, entries },
      at: key,
      attributes: passed(owner),
      origin: {
        address: owner.address,
        type: connectorType,
        label: `the connector ${name} of ${localId(context, owner.address)}`,
      },
      ...(owner.condition === undefined ? {} : { condition: owner.condition }),
    };
  });
}

/**
 * What a connector makes: policies on roles, queues and topics, and permissions of functions.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
 */
export function lowerConnector(context: SamContext, connector: RawResource): void {
  const source = entryOf(connector.properties, 'Source');
  const written = entryOf(connector.properties, 'Destination');
  const permissions = permissionsOf(connector);
  if (source === undefined || written === undefined || permissions.size === 0) {
    const missing = source === undefined ? 'Source' : written === undefined ? 'Destination' : 'Permissions';
    context.problem(
      connector.at,
      `Connector ${localId(context, connector.address)} needs ${missing}`,
      `Add ${missing}`,
    );
    return;
  }
  const many = written.value.is === 'list';
  for (const [index, destination] of (written.value.is === 'list' ? written.value.items : [written.value]).entries()) {
    const from = endOf(context, source.value, destination);
    const to = endOf(context, destination, source.value);
    if (from === undefined || to === undefined) continue;
    connect(context, connector, { from, to, permissions, suffix: many ? `Destination${String(index)}` : '' });
  }
}

function permissionsOf(connector: RawResource): ReadonlySet<string> {
  const node = property(connector, 'Permissions');
  return new Set((node?.is === 'list' ? node.items : []).map((item) => literal(item) ?? ''));
}

interface Connection {
  readonly from: End;
  readonly to: End;
  readonly permissions: ReadonlySet<string>;
  readonly suffix: string;
}

function connect(context: SamContext, connector: RawResource, connection: Connection): void {
  const { from, to, permissions } = connection;
  const profile = connectorProfiles.find((known) => known.from === from.type && known.to === to.type);
  if (profile === undefined) {
    context.problem(connector.at, `SAM cannot connect ${from.type} to ${to.type}`, 'Write the policy or permission');
    return;
  }
  const known = Object.keys(profile.grants);
  const odd = [...permissions].find((permission) => !known.includes(permission));
  const together = profile.only?.some(
    (set) => set.length === permissions.size && set.every((one) => permissions.has(one)),
  );
  if (odd !== undefined || together === false) {
    const valid = profile.only?.map((set) => set.join(' with ')) ?? known;
    const message = `A connector from ${from.type} to ${to.type} cannot have these Permissions`;
    context.problem(connector.at, message, `Use ${valid.join(' or ')}`);
    return;
  }
  makeConnection(context, connector, connection, profile);
}

function makeConnection(
  context: SamContext,
  connector: RawResource,
  { from, to, permissions, suffix }: Connection,
  profile: ConnectorProfile,
): void {
  const { at } = connector;
  const side = profile.of === 'source' ? from : to;
  const spoken = connector.origin?.label ?? `connector ${localId(context, connector.address)}`;
  const grants = Object.entries(profile.grants).filter(([name]) => permissions.has(name));
  const put = (
    part: string,
    type: string,
    what: string,
    properties: Readonly<Record<string, Value | undefined>>,
  ): void => {
    const id = connector.address + part + suffix;
    generate(context, connector, { id, type, at, label: `the ${what} of ${spoken}`, properties });
    if (!context.aliases.has(connector.address)) context.aliases.set(connector.address, id);
  };
  const lacking = (what: string): void => {
    context.problem(
      at,
      `A connector needs to know ${what} of ${side.type}, and the template does not tell`,
      'Write the policy',
    );
  };
  const document = (): MapNode => {
    const statements = grants.flatMap(([, list]) => list.map((grant) => statementOf(grant, from, to, at)));
    return mapOf({ Version: '2012-10-17', Statement: statements }, at);
  };
  if (profile.makes === 'role policy') {
    if (side.role === undefined) lacking('the role');
    else {
      const properties = { PolicyDocument: document(), Roles: [side.role] };
      put('Policy', 'AWS::IAM::ManagedPolicy', 'policy', properties);
    }
  } else if (profile.makes === 'topic policy') {
    if (side.arn === undefined) lacking('the ARN');
    else put('TopicPolicy', 'AWS::SNS::TopicPolicy', 'policy', { PolicyDocument: document(), Topics: [side.arn] });
  } else if (profile.makes === 'queue policy') {
    if (side.url === undefined) lacking('the URL');
    else put('QueuePolicy', 'AWS::SQS::QueuePolicy', 'policy', { PolicyDocument: document(), Queues: [side.url] });
  } else if (side.arn === undefined) lacking('the ARN');
  else {
    for (const [name, [grant]] of grants) {
      if (grant === undefined) continue;
      put(`${name}LambdaPermission`, 'AWS::Lambda::Permission', 'permission', {
        Action: grant.allow,
        FunctionName: side.arn,
        Principal: grant.principal,
        SourceArn: grant.sourceArn === undefined ? undefined : filled(grant.sourceArn, from, to, at),
        SourceAccount: grant.sourceAccount === undefined ? undefined : parameter('AWS::AccountId', at),
      });
    }
  }
}

function filled(template: string, from: End, to: End, at: Location): Node {
  const values: Record<string, Node | undefined> = {};
  for (const [name, end] of [['Source', from] as const, ['Destination', to] as const]) {
    values[`${name}.Arn`] = end.arn;
    values[`${name}.ResourceId`] = end.resourceId;
    values[`${name}.Name`] = end.name;
    values[`${name}.Qualifier`] = end.qualifier;
  }
  const [whole] = /(?<=^\$\{)[^}]+(?=\}$)/.exec(template) ?? [];
  return (whole === undefined ? undefined : values[whole]) ?? sub(template, at, values);
}

function statementOf(grant: ConnectorGrant, from: End, to: End, at: Location): Node {
  const source = grant.sourceArn;
  return build(
    {
      Effect: 'Allow',
      Principal: grant.principal === undefined ? undefined : { Service: grant.principal },
      Action: grant.allow.split(' '),
      Resource: (grant.on ?? '*').split(' ').map((resource) => filled(resource, from, to, at)),
      Condition: source === undefined ? undefined : { ArnEquals: { 'aws:SourceArn': filled(source, from, to, at) } },
    },
    at,
  );
}
