import { get, literal, opaque, reference, scalar, type Entry, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { publishAlias, type Target } from '../alias.js';
import { mapOf, wordedEntry, worded } from '../build.js';
import type { SamContext } from '../context.js';
import { droppedBesideRole } from '../dropped.js';
import { lowerFunctionEvents } from '../events/events.js';
import { lowerInvokeConfig } from '../events/invoke-config.js';
import {
  entryOf,
  given,
  intrinsic,
  localId,
  lowered,
  property,
  s3Location,
  taggedEntry,
  textOf,
  truthy,
} from '../resource.js';
import { awsManaged } from '../roles/managed-policies.js';
import { addPolicies, allowStatement, documentWith, RolePermissions } from '../roles/policies.js';
import { makeRole, planRole } from '../roles/role.js';
import { lowerDeployment } from './deployment.js';
import { lowerFunctionUrl } from './url.js';

/** Properties that are SAM's own; all others are those of CloudFormation and are kept as they stand. */
const ofSam = new Set(
  (
    'AssumeRolePolicyDocument AutoPublishAlias AutoPublishAliasAllProperties AutoPublishCodeSha256 ' +
    'CapacityProviderConfig CodeUri DeadLetterQueue DeploymentPreference EventInvokeConfig Events FunctionUrlConfig ' +
    'ImageUri InlineCode PermissionsBoundary Policies PropagateTags ProvisionedConcurrencyConfig Role RolePath ' +
    'SourceKMSKeyArn Tags Tracing VersionDeletionPolicy VersionDescription'
  ).split(' '),
);

/** Properties that only the role that SAM makes has. */
const ofRole = ['Policies', 'PermissionsBoundary', 'AssumeRolePolicyDocument', 'RolePath'];

/**
 * AWS::Serverless::Function → AWS::Lambda::Function and all that belongs to it.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function lowerFunction(context: SamContext, owner: RawResource): void {
  checkPackage(context, owner);
  checkTenancy(context, owner);
  const role = planRole(owner);
  const entries = new Map<string, Entry>();
  for (const [name, entry] of owner.properties.entries) if (!ofSam.has(name)) entries.set(name, entry);
  const put = (name: string, entry: Entry | undefined): void => {
    if (entry !== undefined) entries.set(name, entry);
  };
  put('Role', { key: owner.properties.entries.get('Role')?.key ?? owner.at, value: role.value });
  put('Code', codeOf(owner));
  put('Tags', taggedEntry(owner));
  put('TracingConfig', tracingOf(context, owner));
  put('DeadLetterConfig', deadLetterOf(owner));
  put('CapacityProviderConfig', capacityProviderOf(owner));
  const dropped =
    role.makes && role.condition === undefined ? {} : droppedBesideRole(context, owner, ofRole, role.condition);
  context.put({ ...lowered(owner, 'AWS::Lambda::Function', { ...owner.properties, entries }), ...dropped });

  const permissions = new RolePermissions();
  addManaged(context, owner, permissions);
  const managed = new RolePermissions();
  addPolicies(context, property(owner, 'Policies'), `${localId(context, owner.address)}Role`, managed, role.makes);
  for (const policy of managed.managed) permissions.manage(policy);

  addDeadLetter(context, owner, permissions);
  const target = publishAlias(context, owner) ?? plainTarget(owner);
  lowerFunctionUrl(context, owner, target);
  lowerDeployment(context, owner, target);
  lowerInvokeConfig(context, owner, target, permissions);
  permissions.inline.push(...managed.inline);
  lowerFunctionEvents(context, owner, target, permissions);
  if (role.makes) makeRole(context, owner, 'lambda.amazonaws.com', permissions, role.condition);
}

const plainTarget = (owner: RawResource): Target => ({
  name: (at) => reference(owner.address, undefined, at),
  arn: (at) => reference(owner.address, 'Arn', at),
});

function checkPackage(context: SamContext, owner: RawResource): void {
  const id = localId(context, owner.address);
  const kind = property(owner, 'PackageType');
  const written = (name: string): Entry | undefined => {
    const entry = owner.properties.entries.get(name);
    return truthy(entry?.value) ? entry : undefined;
  };
  // What is missing may stand in what can't be read: an include, or lines with an error.
  const isWhole = !owner.properties.entries.has('Fn::Transform');
  if (kind === undefined || literal(kind) === 'Zip') {
    for (const name of ['Handler', 'Runtime']) {
      if (written(name) !== undefined || !isWhole) continue;
      context.problem(owner.at, `${id} is deployed as a zip archive and has no ${name}`, `Add ${name}`);
    }
  } else if (literal(kind) === 'Image') {
    for (const name of ['Handler', 'Runtime', 'Layers']) {
      const entry = written(name);
      if (entry === undefined || entry.value.is === 'omitted') continue;
      context.problem(
        entry.key,
        `${id} is deployed as an image, for which ${name} cannot be set`,
        `Remove ${name}, or name it in IgnoreGlobals where it comes from Globals`,
      );
    }
  }
}

/** A function with isolated tenants can be called directly and by APIs, and by nothing else. */
function checkTenancy(context: SamContext, owner: RawResource): void {
  if (!truthy(property(owner, 'TenancyConfig'))) return;
  const id = localId(context, owner.address);
  for (const name of ['ProvisionedConcurrencyConfig', 'FunctionUrlConfig', 'SnapStart']) {
    const entry = entryOf(owner.properties, name);
    if (entry !== undefined)
      context.problem(entry.key, `${id} has TenancyConfig, which excludes ${name}`, `Remove ${name}`);
  }
  const events = property(owner, 'Events');
  for (const [name, { key, value }] of events?.is === 'map' ? events.entries : []) {
    const type = literal(get(value, 'Type'));
    if (type === undefined || type === 'Api' || type === 'HttpApi') continue;
    context.problem(key, `${id} has TenancyConfig, which excludes event ${name} of Type ${type}`, 'Use Api or HttpApi');
  }
}

/** Where the code is: in the template, in a bucket, in a registry, or beside the template, as in CloudFormation before it is packaged. */
function codeOf({ properties }: RawResource): Entry | undefined {
  const inline = entryOf(properties, 'InlineCode');
  if (inline !== undefined) return within(inline, { ZipFile: worded(inline.value, 'InlineCode') });
  const archive = entryOf(properties, 'CodeUri');
  if (archive !== undefined) {
    const bucket = bucketIn(archive.value);
    return bucket === undefined ? wordedEntry(archive, 'CodeUri') : within(archive, { S3Bucket: bucket });
  }
  const image = entryOf(properties, 'ImageUri');
  return image && within(image, { ImageUri: worded(image.value, 'ImageUri') });
}

/** The bucket that CodeUri names. */
function bucketIn(uri: Node): Node | undefined {
  if (uri.is === 'map') {
    const bucket = given(get(uri, 'Bucket'));
    return bucket && worded(bucket, 'CodeUri.Bucket');
  }
  const found = textOf(uri);
  const bucket = found === undefined ? undefined : s3Location(found)?.bucket;
  if (bucket !== undefined) return scalar(bucket, uri.at, 'CodeUri');
  return intrinsic(uri) ? worded(opaque('it is put together at deployment', uri.at), 'CodeUri') : undefined;
}

/** An entry whose value becomes a map around what the user wrote. */
const within = ({ key, value }: Entry, values: Readonly<Record<string, Node | undefined>>): Entry => ({
  key,
  value: mapOf(values, value.at),
});

function traces(context: SamContext, owner: RawResource): Entry | undefined {
  const entry = owner.properties.entries.get('Tracing');
  return !truthy(entry?.value) || context.staticText(entry?.value) === 'Disabled' ? undefined : entry;
}

function tracingOf(context: SamContext, owner: RawResource): Entry | undefined {
  const entry = traces(context, owner);
  return entry === undefined ? undefined : within(entry, { Mode: worded(entry.value, 'Tracing') });
}

function deadLetterOf(owner: RawResource): Entry | undefined {
  const entry = entryOf(owner.properties, 'DeadLetterQueue');
  if (entry === undefined) return undefined;
  if (entry.value.is !== 'map') return wordedEntry(entry, 'DeadLetterQueue');
  const target = entryOf(entry.value, 'TargetArn');
  if (target === undefined) return undefined;
  const inner = wordedEntry(target, 'DeadLetterQueue.TargetArn');
  return { key: entry.key, value: { ...entry.value, entries: new Map([['TargetArn', inner]]) } };
}

function capacityProviderOf(owner: RawResource): Entry | undefined {
  const entry = entryOf(owner.properties, 'CapacityProviderConfig');
  if (entry?.value.is !== 'map') return entry;
  const settings = new Map<string, Entry>();
  for (const [name, value] of entry.value.entries) settings.set(name === 'Arn' ? 'CapacityProviderArn' : name, value);
  return within(entry, { LambdaManagedInstancesCapacityProviderConfig: { ...entry.value, entries: settings } });
}

/** Policies of AWS that the role always has, or has for what else the function asks for. */
function addManaged(context: SamContext, owner: RawResource, permissions: RolePermissions): void {
  const durable = owner.properties.entries.get('DurableConfig');
  const basic = truthy(durable?.value) ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole';
  permissions.manage(awsManaged(context, `service-role/${basic}`, owner.at));
  const tracing = traces(context, owner);
  if (tracing !== undefined) {
    const commercial = awsManaged(context, 'AWSXrayWriteOnlyAccess', tracing.key);
    const elsewhere = awsManaged(context, 'AWSXRayDaemonWriteAccess', tracing.key);
    permissions.manage(literal(commercial)?.startsWith('arn:aws:') === true ? commercial : elsewhere);
  }
  const network = owner.properties.entries.get('VpcConfig');
  if (network !== undefined && truthy(network.value)) {
    permissions.manage(awsManaged(context, 'service-role/AWSLambdaVPCAccessExecutionRole', network.key));
  }
}

function addDeadLetter(context: SamContext, owner: RawResource, permissions: RolePermissions): void {
  const entry = entryOf(owner.properties, 'DeadLetterQueue');
  if (entry?.value.is !== 'map') return;
  const type = literal(get(entry.value, 'Type'));
  const target = get(entry.value, 'TargetArn');
  const action = type === 'SQS' ? 'sqs:SendMessage' : type === 'SNS' ? 'sns:Publish' : undefined;
  if (action === undefined || target === undefined) {
    const missing = target === undefined ? 'TargetArn' : 'Type SQS or SNS';
    context.problem(entry.key, `DeadLetterQueue needs ${missing}`, `Set ${missing}`);
    return;
  }
  permissions.allow(
    'DeadLetterQueuePolicy',
    documentWith([allowStatement(action, target, entry.key)], entry.key, '2012-10-17'),
    entry.key,
  );
}
