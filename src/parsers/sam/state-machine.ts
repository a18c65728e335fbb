import { get, literal, opaque, reference, scalar, type Entry, type Node } from '../../template/node.js';
import type { RawResource } from '../../template/template.js';
import type { Target } from './alias.js';
import { mapOf, worded, wordedEntry } from './build.js';
import { isRemote } from '../convert/include.js';
import { plainDocument } from '../plain.js';
import type { SamContext } from './context.js';
import { droppedBesideRole } from './dropped.js';
import { eventsOf, type SamEvent } from './events/event.js';
import { busRule, schedule, scheduleV2 } from './events/rules.js';
import {
  entryOf,
  generate,
  isTrue,
  localId,
  lowered,
  property,
  s3Location,
  taggedEntry,
  textOf,
  truthy,
} from './resource.js';
import { awsManaged } from './roles/managed-policies.js';
import { addPolicies, RolePermissions } from './roles/policies.js';
import { makeRole } from './roles/role.js';

const renamed: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    Name: 'StateMachineName',
    Type: 'StateMachineType',
    Logging: 'LoggingConfiguration',
    Tracing: 'TracingConfiguration',
    Role: 'RoleArn',
  }),
);

const ofSam = new Set(
  (
    'Definition DefinitionUri Events Policies PermissionsBoundary RolePath Tags PropagateTags AutoPublishAlias ' +
    'UseAliasAsEventTarget DeploymentPreference'
  ).split(' '),
);

/**
 * AWS::Serverless::StateMachine → AWS::StepFunctions::StateMachine. The definition stays a tree, as CloudFormation's own
 * `Definition`, instead of text with substitutions.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html
 */
export function lowerStateMachine(context: SamContext, owner: RawResource): void {
  const entries = new Map<string, Entry>();
  for (const [name, entry] of owner.properties.entries) {
    const now = renamed.get(name);
    if (now !== undefined) {
      if (truthy(entry.value)) entries.set(now, wordedEntry(entry, name));
    } else if (!ofSam.has(name)) entries.set(name, entry);
  }
  const definition = definitionOf(context, owner);
  if (definition !== undefined) entries.set(...definition);
  const tags = taggedEntry(owner);
  if (tags !== undefined) entries.set('Tags', tags);
  const role = owner.properties.entries.get('Role');
  const makes = role === undefined || !truthy(role.value);
  if (makes) {
    const at = role?.key ?? owner.at;
    entries.set('RoleArn', { key: at, value: reference(`${owner.address}Role`, 'Arn', at) });
  }
  // The roles by which events start it have its boundary, too.
  const ofRole = entryOf(owner.properties, 'Events') === undefined ? ['PermissionsBoundary', 'RolePath'] : ['RolePath'];
  const dropped = makes ? {} : droppedBesideRole(context, owner, ofRole);
  context.put({ ...lowered(owner, 'AWS::StepFunctions::StateMachine', { ...owner.properties, entries }), ...dropped });

  const policies = entryOf(owner.properties, 'Policies');
  if (makes) makeOwnRole(context, owner, policies?.value);
  else if (policies !== undefined && truthy(policies.value)) {
    const id = localId(context, owner.address);
    context.problem(policies.key, `${id} has both Role and Policies`, 'Remove one of them');
  }
  lowerEvents(context, owner, publish(context, owner));
}

function makeOwnRole(context: SamContext, owner: RawResource, policies: Node | undefined): void {
  const permissions = new RolePermissions();
  addPolicies(context, policies, `${localId(context, owner.address)}Role`, permissions);
  const tracing = entryOf(owner.properties, 'Tracing');
  const enabled = get(tracing?.value, 'Enabled');
  if (tracing !== undefined && enabled?.is === 'scalar' && enabled.value === true) {
    const commercial = awsManaged(context, 'AWSXrayWriteOnlyAccess', tracing.key);
    const elsewhere = awsManaged(context, 'AWSXRayDaemonWriteAccess', tracing.key);
    permissions.manage(literal(commercial)?.startsWith('arn:aws:') === true ? commercial : elsewhere);
  }
  makeRole(context, owner, 'states.amazonaws.com', permissions);
}

function definitionOf(context: SamContext, owner: RawResource): [string, Entry] | undefined {
  const definition = entryOf(owner.properties, 'Definition');
  const uri = entryOf(owner.properties, 'DefinitionUri');
  const id = localId(context, owner.address);
  if (definition !== undefined && uri !== undefined) {
    context.problem(uri.key, `${id} has both Definition and DefinitionUri`, 'Remove one of them');
  }
  if (definition?.value.is === 'scalar' || definition?.value.is === 'list') {
    context.problem(definition.key, 'Definition has to be a map of states', 'Write it as a tree, or use DefinitionUri');
  }
  if (definition !== undefined) return ['Definition', definition];
  if (uri === undefined) {
    context.problem(owner.at, `${id} has no definition`, 'Add Definition or DefinitionUri');
    return undefined;
  }
  const written = textOf(uri.value);
  // Packaging puts an address in the place of a path.
  if (written !== undefined && !isRemote(written) && context.read !== undefined) {
    const file = context.read(written);
    const document = file && plainDocument(file);
    if (document !== undefined) return ['Definition', { key: uri.key, value: { ...document, word: 'DefinitionUri' } }];
    const why = `DefinitionUri ${written}, which ${file === undefined ? 'is not there' : 'cannot be read'}`;
    return ['DefinitionS3Location', { key: uri.key, value: worded(opaque(why, uri.value.at), 'DefinitionUri') }];
  }
  const location = s3Location(written ?? '');
  if (location === undefined) return ['DefinitionS3Location', wordedEntry(uri, 'DefinitionUri')];
  const { at } = uri.value;
  const value = mapOf(
    {
      Bucket: scalar(location.bucket, at),
      Key: scalar(location.key, at),
      Version: location.version === undefined ? undefined : scalar(location.version, at),
    },
    at,
  );
  return ['DefinitionS3Location', { key: uri.key, value: worded(value, 'DefinitionUri') }];
}

/** The version and alias of a state machine; returns what events start. */
function publish(context: SamContext, owner: RawResource): Target {
  const machine = (address: string): Target => {
    const target: Target['arn'] = (at) => reference(address, undefined, at);
    return { name: target, arn: target };
  };
  const entry = entryOf(owner.properties, 'AutoPublishAlias');
  const preference = entryOf(owner.properties, 'DeploymentPreference');
  const id = localId(context, owner.address);
  const through = property(owner, 'UseAliasAsEventTarget');
  const name = context.staticText(entry?.value);
  if (entry === undefined || name === undefined) {
    const needing =
      preference ?? (isTrue(context, through) ? entryOf(owner.properties, 'UseAliasAsEventTarget') : undefined);
    if (entry === undefined && needing !== undefined) {
      context.problem(needing.key, `${id} has no alias for this`, 'Add AutoPublishAlias');
    }
    return machine(owner.address);
  }
  const at = entry.key;
  const version = `${owner.address}Version`;
  const alias = `${owner.address}Alias${name}`;
  const retain: Entry = { key: at, value: scalar('Retain', at) };
  generate(context, owner, {
    id: version,
    type: 'AWS::StepFunctions::StateMachineVersion',
    at,
    label: `the version that SAM publishes of ${id}`,
    properties: {
      StateMachineArn: reference(owner.address, undefined, at),
      StateMachineRevisionId: reference(owner.address, 'StateMachineRevisionId', at),
    },
    attributes: {
      DeletionPolicy: owner.attributes.get('DeletionPolicy') ?? retain,
      UpdateReplacePolicy: owner.attributes.get('UpdateReplacePolicy') ?? retain,
    },
  });
  const given = preference?.value.is === 'map' ? preference.value.entries : new Map<string, Entry>();
  const versionArn: Entry = { key: at, value: reference(version, undefined, at) };
  const type: Entry = { key: at, value: scalar('ALL_AT_ONCE', at) };
  const settings = new Map<string, Entry>([...(given.size === 0 ? [['Type', type] as const] : given)]);
  settings.set('StateMachineVersionArn', versionArn);
  generate(context, owner, {
    id: alias,
    type: 'AWS::StepFunctions::StateMachineAlias',
    at,
    label: `the alias ${name} of ${id}`,
    properties: {
      Name: worded(entry.value, 'AutoPublishAlias'),
      DeploymentPreference: { is: 'map', at: preference?.value.at ?? at, entries: settings },
    },
  });
  context.aliases.set(`${owner.address}.Alias`, alias);
  context.aliases.set(`${owner.address}.Version`, version);
  return machine(isTrue(context, through) ? alias : owner.address);
}

/** What becomes of each type of event, but for those of APIs. */
const lowerings: ReadonlyMap<string, (event: SamEvent) => void> = new Map([
  ['Schedule', (event) => schedule(event, 'state machine')],
  ['ScheduleV2', (event) => scheduleV2(event, 'state machine')],
  ['CloudWatchEvent', (event) => busRule(event, 'state machine')],
  ['EventBridgeRule', (event) => busRule(event, 'state machine')],
]);

function lowerEvents(context: SamContext, owner: RawResource, target: Target): void {
  const types = new Set([...lowerings.keys(), 'Api']);
  for (const event of eventsOf(context, owner, target, types)) lowerings.get(event.type)?.(event);
}
