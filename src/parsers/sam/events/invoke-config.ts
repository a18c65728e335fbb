import type { Location } from '../../../source/source.js';
import { get, reference, scalar, type Condition, type Entry, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { Target } from '../alias.js';
import { sub, withEntries } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, given, localId } from '../resource.js';
import { allowStatement, documentWith, type RolePermissions } from '../roles/policies.js';

const kinds = ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket'];

/** What the role has to be allowed, to send to a destination. */
export function sendStatements(kind: string, destination: Node, at: Location): Node[] {
  if (kind === 'SQS') return [allowStatement('sqs:SendMessage', destination, at)];
  if (kind === 'SNS') return [allowStatement('sns:publish', destination, at)];
  if (kind === 'EventBridge') return [allowStatement('events:PutEvents', destination, at)];
  if (kind === 'Lambda') return [allowStatement('lambda:InvokeFunction', destination, at)];
  if (kind !== 'S3Bucket' && kind !== 'S3') return [];
  return [
    allowStatement('s3:PutObject', sub('${Bucket}/*', at, { Bucket: destination }), at),
    allowStatement('s3:ListBucket', destination, at),
  ];
}

const policyNames: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    SQS: 'SQSPolicy',
    SNS: 'SNSPolicy',
    EventBridge: 'EventBridgePolicy',
    Lambda: 'LambdaPolicy',
    S3Bucket: 'S3Policy',
    S3: 'S3Policy',
  }),
);

/** Names the policy as the transform does: after what sends, and where to. */
export const sendPolicyName = (sender: string, kind: string): string => sender + (policyNames.get(kind) ?? 'Policy');

/**
 * The settings of a function for asynchronous calls, with the queues and topics that SAM makes where none is named.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventinvokeconfiguration.html
 */
export function lowerInvokeConfig(
  context: SamContext,
  owner: RawResource,
  target: Target,
  permissions: RolePermissions,
): void {
  const entry = entryOf(owner.properties, 'EventInvokeConfig');
  if (entry === undefined || entry.value.is !== 'map') return;
  const { key: at, value: config } = entry;
  const id = `${owner.address}EventInvokeConfig`;
  const destinations: Record<string, Entry | undefined> = {};
  const written = entryOf(config, 'DestinationConfig');
  for (const name of ['OnSuccess', 'OnFailure']) {
    const destination = entryOf(written?.value, name);
    if (destination !== undefined)
      destinations[name] = lowerDestination(context, owner, id, name, destination, permissions);
  }
  generate(context, owner, {
    id,
    type: 'AWS::Lambda::EventInvokeConfig',
    at,
    label: `the settings of ${localId(context, owner.address)} for asynchronous calls`,
    properties: {
      FunctionName: reference(owner.address, undefined, at),
      Qualifier: target.qualifier ?? scalar('$LATEST', at),
      DestinationConfig: written?.value.is === 'map' ? withEntries(written.value, destinations) : written?.value,
      MaximumEventAgeInSeconds: given(get(config, 'MaximumEventAgeInSeconds')),
      MaximumRetryAttempts: given(get(config, 'MaximumRetryAttempts')),
    },
  });
}

/** The destination without its Type, and with the queue or topic that SAM makes where the user names none. */
function lowerDestination(
  context: SamContext,
  owner: RawResource,
  id: string,
  name: string,
  { key: at, value: config }: Entry,
  permissions: RolePermissions,
): Entry | undefined {
  const kind = context.staticText(get(config, 'Type'));
  if (kind === undefined || !kinds.includes(kind)) {
    context.problem(at, `${name} needs a Type: one of ${kinds.join(', ')}`, 'Set Type');
    return undefined;
  }
  const written = entryOf(config, 'Destination');
  const { missing, when } = whenMissing(written?.value);
  const makes = kind === 'SQS' || kind === 'SNS';
  if (missing && !makes) {
    context.problem(at, `${name} of Type ${kind} needs a Destination`, 'Set Destination');
    return undefined;
  }
  let destination = written?.value;
  if (missing) {
    const made = `${id}${name}${kind === 'SQS' ? 'Queue' : 'Topic'}`;
    const condition: Condition | undefined =
      when === undefined || owner.condition === undefined
        ? (when ?? owner.condition)
        : { is: 'and', all: [owner.condition, when] };
    generate(context, owner, {
      id: made,
      type: kind === 'SQS' ? 'AWS::SQS::Queue' : 'AWS::SNS::Topic',
      at,
      label: `the ${kind === 'SQS' ? 'queue' : 'topic'} that SAM makes for ${name} of ${localId(context, owner.address)}`,
      properties: {},
      ...(condition === undefined ? {} : { condition }),
    });
    context.aliases.set(`${owner.address}.Destination${kind === 'SQS' ? 'Queue' : 'Topic'}`, made);
    const arn = kind === 'SQS' ? reference(made, 'Arn', at) : reference(made, undefined, at);
    destination = destination?.is === 'choice' ? fill(destination, arn) : arn;
  }
  if (destination === undefined) return undefined;
  const statements = sendStatements(kind, destination, at);
  permissions.allow(sendPolicyName(localId(context, id + name), kind), documentWith(statements, at), at);
  const entry: Entry = { key: written?.key ?? at, value: destination };
  return { key: at, value: { is: 'map', at: config.at, entries: new Map([['Destination', entry]]) } };
}

/** Whether a destination is left to SAM, and under which condition: `Fn::If` with `AWS::NoValue` in one branch. */
function whenMissing(node: Node | undefined): { missing: boolean; when?: Condition } {
  if (node === undefined) return { missing: true };
  if (node.is !== 'choice' || node.then.is === node.otherwise.is) return { missing: false };
  if (node.then.is === 'omitted') return { missing: true, when: node.condition };
  if (node.otherwise.is === 'omitted') return { missing: true, when: { is: 'not', of: node.condition } };
  return { missing: false };
}

const fill = (choice: Extract<Node, { is: 'choice' }>, value: Node): Node =>
  choice.then.is === 'omitted' ? { ...choice, then: value } : { ...choice, otherwise: value };
