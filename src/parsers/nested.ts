import type { SourceFile } from '../source/source.js';
import { get, literal, type Node, opaque, scalar } from '../template/node.js';
import type { RawResource } from '../template/template.js';
import { isListType } from './cloudformation-parameters.js';
import { isRemote } from './convert/include.js';
import { complain, type Stack } from './convert/scope.js';
import { entryOf, type MapSyntax, recognise } from './detect.js';

/** A template that a resource of another one deploys as a stack of its own. */
export interface Child {
  readonly file: SourceFile;
  readonly root: MapSyntax;
  /** What its parameters are given, by their names. */
  readonly bindings: ReadonlyMap<string, Node>;
}

const deepest = 10;

/**
 * The local template behind a nested stack or a nested application. None where the location is an address or a value that only the
 * deployment knows; a template that is not there, or that leads back to itself, is said.
 * `trail` holds the templates on the way here, the resource's own included.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html
 */
export function childOf(resource: RawResource, stack: Stack, trail: readonly SourceFile[]): Child | undefined {
  const written = locationOf(resource);
  const path = literal(written) ?? uploadedFrom(written, stack, trail[0]);
  if (written === undefined || path === undefined || path === '' || isRemote(path)) return undefined;
  const { session } = stack;
  const { at } = written;
  const file = session.source(path, at.file);
  if (file === undefined) {
    if (session.canRead)
      complain(stack, at, `the nested template ${path} is not there`, 'Correct the path, or add the file');
    return undefined;
  }
  if (trail.some((above) => above.path === file.path)) {
    complain(
      stack,
      at,
      `the nested template ${path} leads back to itself`,
      'Nest a template that does not nest this one',
    );
    return undefined;
  }
  if (trail.length > deepest) {
    complain(stack, at, `the nested template ${path} lies more than ${deepest} stacks deep`, 'Nest fewer stacks');
    return undefined;
  }
  if (!session.mayNest(at)) return undefined;
  const root = session.document(file);
  if (root?.is !== 'map' || recognise(root) === undefined) {
    complain(stack, at, `${path} is no CloudFormation template`, 'Name a template');
    return undefined;
  }
  return { file, root, bindings: bindingsOf(get(resource.properties, 'Parameters'), root) };
}

/** Whether a resource deploys a template as a stack of its own. */
export const nests = (resource: RawResource): boolean => locationOf(resource) !== undefined;

/**
 * The file that is uploaded to where a nested template is read: the CDK names it by its hash, and lists beside the template of the root
 * what has which.
 */
function uploadedFrom(written: Node | undefined, { session }: Stack, top: SourceFile | undefined): string | undefined {
  const [, stem] = /([^\\/]*)\.template\.json$/.exec(top?.path ?? '') ?? [];
  if (written === undefined || top === undefined || stem === undefined) return undefined;
  const [, hash = ''] =
    /\/([0-9a-f]{64})\.json"/.exec(written.at.file.text.slice(written.at.start, written.at.end)) ?? [];
  const list = hash === '' ? undefined : session.source(`${stem}.assets.json`, top);
  const asset = list && entryOf(entryOf(session.document(list), 'files')?.value, hash)?.value;
  const path = entryOf(entryOf(asset, 'source')?.value, 'path')?.value;
  return path?.is === 'scalar' ? String(path.value) : undefined;
}

/** The CDK uploads a nested template and notes in the metadata which file that is. */
function locationOf({ type, properties, attributes }: RawResource): Node | undefined {
  if (type === 'AWS::Serverless::Application') return get(properties, 'Location');
  if (type !== 'AWS::CloudFormation::Stack') return undefined;
  const asset = get(attributes.get('Metadata')?.value, 'aws:asset:path');
  return asset ?? get(properties, 'TemplateURL');
}

function bindingsOf(given: Node | undefined, root: MapSyntax): ReadonlyMap<string, Node> {
  const declared = entryOf(root, 'Parameters')?.value;
  const bindings = new Map<string, Node>();
  if (given === undefined || declared?.is !== 'map') return bindings;
  for (const { key, value } of declared.entries) {
    const type = entryOf(value, 'Type')?.value;
    const isList = type?.is === 'scalar' && isListType(String(type.value));
    const bound = given.is === 'map' ? boundTo(given, key) : opaque('what the stack is given is not known', given.at);
    if (bound !== undefined && bound.is !== 'omitted') bindings.set(key, isList ? splitUp(bound) : bound);
  }
  return bindings;
}

function boundTo(given: Extract<Node, { is: 'map' }>, key: string): Node | undefined {
  const found = given.entries.get(key)?.value;
  if (found !== undefined) return found;
  const rest = given.entries.get('Fn::Transform')?.value;
  return rest?.is === 'opaque' ? rest : undefined;
}

/** A list parameter is given text with commas. */
function splitUp(node: Node): Node {
  if (node.is === 'list' || node.is === 'opaque') return node;
  return { is: 'computed', name: 'split', args: [scalar(',', node.at), node], at: node.at };
}
