import { get, list, literal, reference, type Condition, type Entry, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { Target } from '../alias.js';
import { mapOf, shape, sub } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, given, isTrue, localId, property, tagList } from '../resource.js';
import { awsManaged } from '../roles/managed-policies.js';
import { trust } from '../roles/role.js';

/** Names that SAM has for deployments which CodeDeploy knows by a longer one. */
const predefined = new Set(
  (
    'Canary10Percent5Minutes Canary10Percent10Minutes Canary10Percent15Minutes Canary10Percent30Minutes ' +
    'Linear10PercentEvery1Minute Linear10PercentEvery2Minutes Linear10PercentEvery3Minutes ' +
    'Linear10PercentEvery10Minutes AllAtOnce'
  ).split(' '),
);

/**
 * Shifting of traffic to a new version: a deployment group per function, and one application and one role for all.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-deploymentpreference.html
 */
export function lowerDeployment(context: SamContext, owner: RawResource, target: Target): void {
  const entry = entryOf(owner.properties, 'DeploymentPreference');
  if (entry?.value.is !== 'map') return;
  const { key: at, value: preference } = entry;
  const id = localId(context, owner.address);
  const enabled = given(get(preference, 'Enabled'));
  if (enabled !== undefined && context.staticText(enabled)?.toLowerCase() === 'false') return;
  if (target.alias === undefined) {
    context.problem(at, `DeploymentPreference of ${id} needs an alias to shift traffic on`, 'Add AutoPublishAlias');
    return;
  }
  const type = given(get(preference, 'Type'));
  if (type === undefined) {
    context.problem(at, 'DeploymentPreference needs a Type', 'Set Type, for example Canary10Percent5Minutes');
    return;
  }
  const application = `${context.scope}ServerlessDeploymentApplication`;
  const group = `${owner.address}DeploymentGroup`;
  const role = given(get(preference, 'Role'));
  const passes = isTrue(context, get(preference, 'PassthroughCondition'));
  const condition = passes ? owner.condition : undefined;
  const tags = isTrue(context, property(owner, 'PropagateTags')) ? tagList(property(owner, 'Tags')) : undefined;
  shared(context, owner, entry, application, role === undefined, condition);
  generate(context, owner, {
    id: group,
    type: 'AWS::CodeDeploy::DeploymentGroup',
    at,
    label: `the deployment group of ${id}`,
    condition: condition ?? null,
    properties: {
      ApplicationName: reference(application, undefined, at),
      AlarmConfiguration: alarmsOf(given(get(preference, 'Alarms'))),
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
      DeploymentConfigName: deploymentType(type),
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      ServiceRoleArn: role ?? reference(`${context.scope}CodeDeployServiceRole`, 'Arn', at),
      TriggerConfigurations: given(get(preference, 'TriggerConfigurations')),
      Tags: tags,
    },
  });
  addUpdatePolicy(context, target.alias, application, group, entry);
}

/** What all functions of the template share; made for the first of them that needs it. */
function shared(
  context: SamContext,
  owner: RawResource,
  { key: at }: Entry,
  application: string,
  needsRole: boolean,
  condition: Condition | undefined,
): void {
  const serviceRole = `${context.scope}CodeDeployServiceRole`;
  const common = { at, condition: condition ?? null };
  if (context.made.has(application)) {
    for (const id of [application, serviceRole]) alsoWhen(context, id, condition);
  } else {
    generate(context, owner, {
      ...common,
      id: application,
      type: 'AWS::CodeDeploy::Application',
      label: 'the application that SAM makes for deployments',
      properties: { ComputePlatform: 'Lambda' },
    });
  }
  if (!needsRole || context.made.has(serviceRole)) return;
  generate(context, owner, {
    ...common,
    id: serviceRole,
    type: 'AWS::IAM::Role',
    label: 'the role that SAM makes for deployments',
    instead: 'DeploymentPreference.Role',
    properties: {
      AssumeRolePolicyDocument: trust('codedeploy.amazonaws.com', at),
      ManagedPolicyArns: [awsManaged(context, 'service-role/AWSCodeDeployRoleForLambda', at)],
    },
  });
}

/** What two functions share exists when either does. */
function alsoWhen(context: SamContext, id: string, condition: Condition | undefined): void {
  const resource = context.made.get(id);
  if (resource?.condition === undefined) return;
  const { condition: before, ...rest } = resource;
  if (condition === undefined) context.put(rest);
  else if (shape(condition) !== shape(before)) {
    context.put({
      ...rest,
      condition: { is: 'or', all: [...(before.is === 'or' ? before.all : [before]), condition] },
    });
  }
}

function alarmsOf(alarms: Node | undefined): Node | undefined {
  if (alarms === undefined) return undefined;
  if (alarms.is === 'choice') {
    const branch = (node: Node): Node => alarmsOf(node) ?? node;
    return { ...alarms, then: branch(alarms.then), otherwise: branch(alarms.otherwise) };
  }
  if (alarms.is !== 'list') return alarms.is === 'omitted' ? undefined : alarms;
  if (alarms.items.length === 0 || alarms.items[0]?.is === 'omitted') return mapOf({}, alarms.at);
  const names = alarms.items.map((name) => mapOf({ Name: name }, name.at));
  return { ...mapOf({ Enabled: true, Alarms: list(names, alarms.at) }, alarms.at), word: 'Alarms' };
}

function deploymentType(type: Node): Node {
  if (type.is === 'choice')
    return { ...type, then: deploymentType(type.then), otherwise: deploymentType(type.otherwise) };
  const name = literal(type);
  return name !== undefined && predefined.has(name)
    ? { ...sub(`CodeDeployDefault.Lambda${name}`, type.at), word: 'DeploymentPreference.Type' }
    : type;
}

function addUpdatePolicy(
  context: SamContext,
  alias: string,
  application: string,
  group: string,
  { key: at, value: preference }: Entry,
): void {
  const resource = context.made.get(alias);
  if (resource === undefined) return;
  const hooks = get(preference, 'Hooks');
  const policy = mapOf(
    {
      CodeDeployLambdaAliasUpdate: {
        ApplicationName: reference(application, undefined, at),
        DeploymentGroupName: reference(group, undefined, at),
        BeforeAllowTrafficHook: given(get(hooks, 'PreTraffic')),
        AfterAllowTrafficHook: given(get(hooks, 'PostTraffic')),
      },
    },
    at,
  );
  const attributes = new Map(resource.attributes).set('UpdatePolicy', { key: at, value: policy });
  context.put({ ...resource, attributes });
}
