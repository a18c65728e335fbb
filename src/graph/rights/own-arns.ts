import { patternOf } from '../../iam/resource-types.js';
import { arnOfKind, ofStack } from '../../resources/arns.js';
import type { Kind } from '../../resources/index.js';
import { isTerraform } from '../../resources/spelling.js';
import { type Hole, type Parts, type Text, holeName, standingFor, textOf } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { AnyResource } from '../resource.js';

/** Kinds of which a `Ref` gives the ARN; of the other kinds it gives a name. */
const byReference: ReadonlySet<string> = new Set<Kind>([
  'functionAlias',
  'graphqlApi',
  'secret',
  'secretAttachment',
  'stateMachine',
  'taskDefinition',
  'topic',
]);

/** Of these, Terraform's `id` gives it, too. */
const byId: ReadonlySet<string> = new Set<Kind>(['secret', 'stateMachine', 'topic']);

/** Kinds of which a `Ref`, and Terraform's `id`, give a name, an id or a URL. */
const byName: ReadonlySet<string> = new Set<Kind>([
  'apiDestination',
  'bucket',
  'eventBus',
  'function',
  'globalTable',
  'httpApi',
  'key',
  'logGroup',
  'queue',
  'restApi',
  'role',
  'table',
  'userPool',
]);

/** Kinds whose names hold no slash and no colon. */
const plainlyNamed: ReadonlySet<string> = new Set<Kind>(['bucket', 'globalTable', 'table']);

const stackArn = patternOf(ofStack.arn).parts;

/**
 * Puts what is known of the ARN of a resource that this template makes, or of the stack itself, in the place of a reference to it: a
 * role that may use `!GetAtt Orders.Arn` is known to be about a bucket.
 */
export function spellArns(text: Text, graph: Graph): Text {
  if (text.parts.every((part) => typeof part === 'string')) return text;
  const parts = text.parts.flatMap((part): Parts => {
    if (typeof part === 'string') return [part];
    const { name, resource } = part;
    if (resource === undefined) return name === holeName(ofStack.parameter) ? stackArn : [part];
    return standingFor(part, partsOf(graph.resource(resource.address), resource.attribute) ?? [part], text);
  });
  return textOf(parts, text.at);
}

function partsOf(resource: AnyResource | undefined, attribute: string): Parts | undefined {
  if (resource === undefined) return undefined;
  const arn = arnOfKind(resource.kind);
  if (arn === undefined) return undefined;
  if (/^(?:latest_?)?stream_?arn$/i.test(attribute)) return patternOf(`${arn}/stream/*`).parts;
  const giving = isTerraform(resource.language) ? byId : byReference;
  if (/^(?:topic_?|qualified_)?arn$/i.test(attribute) || (isReference(attribute) && giving.has(resource.kind)))
    return patternOf(arn).parts;
  return isName(attribute) && plainlyNamed.has(resource.kind) ? patternOf('^').parts : undefined;
}

/** Whether a reference to a resource of this template gives something with which no ARN begins: its name, its id or its URL. */
export function isNoArn({ resource, partly }: Hole, graph: Graph): boolean {
  const found = resource && graph.resource(resource.address);
  return partly !== true && found !== undefined && byName.has(found.kind) && isName(resource?.attribute ?? '');
}

const isReference = (attribute: string): boolean => attribute === '' || attribute === 'id';

const isName = (attribute: string): boolean =>
  isReference(attribute) || /^(?:bucket|name|\w+_?name|(?:queue_?)?url)$/i.test(attribute);
