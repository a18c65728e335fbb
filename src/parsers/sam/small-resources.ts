import { get, literal, reference, scalar, type Entry, type Node } from '../../template/node.js';
import type { RawResource } from '../../template/template.js';
import { mapOf, wordedEntry, worded } from './build.js';
import type { SamContext } from './context.js';
import { entryOf, generate, localId, lowered, property, taggedEntry } from './resource.js';
import { awsManaged } from './roles/managed-policies.js';
import { trust } from './roles/role.js';

type Change = Readonly<Record<string, Entry | undefined>>;

/** The properties of a resource but for some, with others put in. */
function changed(owner: RawResource, without: readonly string[], changes: Change): RawResource['properties'] {
  const entries = new Map(owner.properties.entries);
  for (const name of without) entries.delete(name);
  for (const [name, entry] of Object.entries(changes)) if (entry !== undefined) entries.set(name, entry);
  return { ...owner.properties, entries };
}

const attributeTypes: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({ String: 'S', Number: 'N', Binary: 'B' }),
);

/**
 * AWS::Serverless::SimpleTable → AWS::DynamoDB::Table.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html
 */
export function lowerTable(context: SamContext, owner: RawResource): void {
  const key = entryOf(owner.properties, 'PrimaryKey');
  const at = key?.key ?? owner.at;
  const name = get(key?.value, 'Name') ?? scalar('id', at);
  const type = get(key?.value, 'Type');
  const written = literal(type);
  if (type !== undefined && written !== undefined && !attributeTypes.has(written)) {
    context.problem(type.at, `A key cannot have Type ${written}`, 'Use String, Number or Binary');
  }
  for (const part of ['Name', 'Type']) {
    if (key?.value.is !== 'map' || entryOf(key.value, part) !== undefined) continue;
    context.problem(key.key, `PrimaryKey needs ${part}`, `Add ${part}`);
  }
  const short = scalar(attributeTypes.get(written ?? 'String') ?? written ?? 'S', type?.at ?? at);
  const throughput = property(owner, 'ProvisionedThroughput') !== undefined;
  const entry = (value: Node): Entry => ({ key: at, value });
  const properties = changed(owner, ['PrimaryKey', 'Tags', 'PropagateTags'], {
    AttributeDefinitions: entry({ is: 'list', at, items: [mapOf({ AttributeName: name, AttributeType: short }, at)] }),
    KeySchema: entry({ is: 'list', at, items: [mapOf({ AttributeName: name, KeyType: 'HASH' }, at)] }),
    BillingMode: throughput ? undefined : { key: owner.at, value: scalar('PAY_PER_REQUEST', owner.at) },
    Tags: taggedEntry(owner),
  });
  context.put(lowered(owner, 'AWS::DynamoDB::Table', properties));
}

/**
 * AWS::Serverless::LayerVersion → AWS::Lambda::LayerVersion. The real id ends in a hash of the content; the user's id is
 * kept, so that references to it hold.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-layerversion.html
 */
export function lowerLayer(context: SamContext, owner: RawResource): void {
  const content = entryOf(owner.properties, 'ContentUri');
  const policy = entryOf(owner.properties, 'RetentionPolicy');
  const text = context.staticText(policy?.value);
  const written = text?.toLowerCase();
  if (policy !== undefined && text !== undefined && written !== 'retain' && written !== 'delete') {
    context.problem(policy.key, `A layer cannot have RetentionPolicy ${text}`, 'Use Retain or Delete');
  }
  const retention = scalar(written === 'delete' ? 'Delete' : 'Retain', policy?.value.at ?? owner.at, 'RetentionPolicy');
  const kept =
    policy === undefined && owner.attributes.has('DeletionPolicy')
      ? owner.attributes
      : new Map(owner.attributes).set('DeletionPolicy', { key: policy?.key ?? owner.at, value: retention });
  const name = entryOf(owner.properties, 'LayerName') ?? {
    key: owner.at,
    value: scalar(localId(context, owner.address), owner.at),
  };
  const properties = changed(owner, ['ContentUri', 'RetentionPolicy', 'LayerName', 'PublishLambdaVersion'], {
    LayerName: name,
    Content: content === undefined ? undefined : wordedEntry(content, 'ContentUri'),
  });
  context.put({ ...lowered(owner, 'AWS::Lambda::LayerVersion', properties), attributes: kept });
}

/**
 * AWS::Serverless::Application → AWS::CloudFormation::Stack. What stands in Location is kept as TemplateURL: a path, an
 * address, or the map that names an application of the repository.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
export function lowerApplication(context: SamContext, owner: RawResource): void {
  const location = entryOf(owner.properties, 'Location');
  if (location === undefined) {
    const id = localId(context, owner.address);
    context.problem(owner.at, `Application ${id} has no Location`, 'Add Location');
  }
  const properties = changed(owner, ['Location', 'Tags', 'PropagateTags'], {
    TemplateURL: location === undefined ? undefined : wordedEntry(location, 'Location'),
    Tags: taggedEntry(owner),
  });
  context.put(lowered(owner, 'AWS::CloudFormation::Stack', properties));
}

/**
 * AWS::Serverless::CapacityProvider → AWS::Lambda::CapacityProvider, with a role where the user names none.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-capacityprovider.html
 */
export function lowerCapacityProvider(context: SamContext, owner: RawResource): void {
  const { at } = owner;
  const id = localId(context, owner.address);
  const role = entryOf(owner.properties, 'OperatorRole');
  const requirements = entryOf(owner.properties, 'InstanceRequirements');
  const scaling = entryOf(owner.properties, 'ScalingConfig');
  if (property(owner, 'VpcConfig') === undefined) {
    context.problem(at, `Capacity provider ${id} has no VpcConfig`, 'Add VpcConfig');
  }
  const made = `${owner.address}OperatorRole`;
  if (role === undefined) {
    generate(context, owner, {
      id: made,
      type: 'AWS::IAM::Role',
      at,
      label: `the role that SAM makes for ${id}`,
      instead: 'OperatorRole',
      properties: {
        AssumeRolePolicyDocument: trust('lambda.amazonaws.com', at),
        ManagedPolicyArns: [awsManaged(context, 'AWSLambdaManagedEC2ResourceOperator', at)],
      },
    });
  }
  const arn = role === undefined ? reference(made, 'Arn', at) : worded(role.value, 'OperatorRole');
  const properties = changed(owner, ['OperatorRole', 'ScalingConfig', 'Tags', 'PropagateTags'], {
    PermissionsConfig: { key: role?.key ?? at, value: mapOf({ CapacityProviderOperatorRoleArn: arn }, arn.at) },
    InstanceRequirements: requirements && { ...requirements, value: renamedTypes(requirements.value) },
    CapacityProviderScalingConfig: scaling && { ...scaling, value: scalingOf(scaling.value) },
    Tags: taggedEntry(owner),
  });
  context.put(lowered(owner, 'AWS::Lambda::CapacityProvider', properties));
}

function renamedTypes(node: Node): Node {
  if (node.is !== 'map') return node;
  const names: ReadonlyMap<string, string> = new Map<string, string>(
    Object.entries({
      AllowedTypes: 'AllowedInstanceTypes',
      ExcludedTypes: 'ExcludedInstanceTypes',
    }),
  );
  return { ...node, entries: new Map([...node.entries].map(([name, entry]) => [names.get(name) ?? name, entry])) };
}

function scalingOf(node: Node): Node {
  if (node.is !== 'map') return node;
  const usage = entryOf(node, 'AverageCPUUtilization');
  return {
    ...mapOf(
      {
        MaxVCpuCount: entryOf(node, 'MaxVCpuCount')?.value,
        ScalingMode: usage === undefined ? 'Auto' : 'Manual',
        ScalingPolicies:
          usage === undefined
            ? undefined
            : [
                {
                  PredefinedMetricType: 'LambdaCapacityProviderAverageCPUUtilization',
                  TargetValue: worded(usage.value, 'AverageCPUUtilization'),
                },
              ],
      },
      node.at,
    ),
    word: 'ScalingConfig',
  };
}
