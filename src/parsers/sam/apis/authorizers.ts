import type { Location } from '../../../source/source.js';
import { opaque, reference, unaliased } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, truthy } from '../resource.js';
import { invokePermission } from './nodes.js';
import type { Asked } from './security.js';

/** Who may call an API, as its `Auth` says. */
export interface ApiAuth {
  /** Auth itself, where it is one that SAM takes. */
  readonly settings: MapNode | undefined;
  /** The entries of Authorizers that are maps. */
  readonly declared: ReadonlyMap<string, Entry>;
  readonly schemes: ReadonlyMap<string, Entry>;
  readonly default: Asked | undefined;
  /** Why nobody can say which authorizer a method without its own has. */
  readonly doubt: { readonly why: string; readonly at: Location } | undefined;
}

const none: ApiAuth = {
  settings: undefined,
  declared: new Map(),
  schemes: new Map(),
  default: undefined,
  doubt: undefined,
};

/** The Auth of an API, of which the properties are known; what it says is told by `read` where it is a map. */
export function readAuth(
  context: SamContext,
  api: RawResource,
  known: ReadonlySet<string>,
  read: (settings: MapNode) => ApiAuth,
): ApiAuth {
  const entry = writtenAuth(api.properties);
  if (entry === undefined) return { ...none, doubt: hidden(api.properties) };
  const settings = unaliased(entry.value);
  if (settings.is === 'opaque') return { ...none, doubt: settings };
  if (settings.is !== 'map') {
    const why = `Auth of ${api.address} is not a map`;
    context.problem(settings.at, why, 'Write Auth as a map; SAM takes no function there');
    return { ...none, doubt: { why, at: settings.at } };
  }
  for (const [key, { key: at }] of settings.entries) {
    if (known.has(key) || key === 'Fn::Transform') continue;
    context.problem(at, `Auth of ${api.address} has no property ${key}`, `Use one of ${[...known].join(', ')}`);
  }
  return read(settings);
}

/** Why something that a map does not say may be said all the same: part of it can't be read. */
export function hidden(map: MapNode): ApiAuth['doubt'] {
  const rest = map.entries.get('Fn::Transform')?.value;
  return rest?.is === 'opaque' ? rest : undefined;
}

/** Auth as the transform sees it: `AWS::NoValue` is something to it, and refused like every other function. */
function writtenAuth(properties: MapNode): Entry | undefined {
  const entry = properties.entries.get('Auth');
  return entry?.value.is === 'omitted' ? entry : entryOf(properties, 'Auth');
}

/** The entries of Authorizers; what is no map is told to the user and left out. */
export function declaredAuthorizers(
  context: SamContext,
  api: RawResource,
  authorizers: Node | undefined,
): Map<string, Entry> {
  const declared = new Map<string, Entry>();
  if (authorizers === undefined) return declared;
  const found = unaliased(authorizers);
  if (found.is !== 'map') {
    if (truthy(found))
      context.problem(found.at, `Authorizers of ${api.address} is not a map`, 'Write a map of names to authorizers');
    return declared;
  }
  for (const [name, { key, value }] of found.entries) {
    const authorizer = unaliased(value);
    if (authorizer.is !== 'map') {
      context.problem(key, `Authorizer ${name} of ${api.address} is not a map`, 'Write its properties as a map');
      declared.set(name, { key, value: opaque(`authorizer ${name} is not a map`, key) });
    } else declared.set(name, { key, value: authorizer });
  }
  return declared;
}

/** The permission of an API to call one Lambda authorizer. */
export function putAuthorizerPermission(
  context: SamContext,
  api: RawResource,
  { name, at, functionArn }: { name: string; at: Location; functionArn: Node },
): void {
  generate(context, api, {
    id: `${api.address}${name}AuthorizerPermission`,
    type: 'AWS::Lambda::Permission',
    at,
    label: `the permission of authorizer ${name || api.address}`,
    properties: invokePermission(functionArn, reference(api.address, undefined, at), 'authorizers/*', at),
  });
}
