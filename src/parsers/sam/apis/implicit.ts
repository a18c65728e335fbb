import type { Location } from '../../../source/source.js';
import { literal, scalar, unaliased, type Condition, type Entry, type Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { mapOf, shape, withEntries } from '../build.js';
import type { SamContext, SamInput } from '../context.js';
import { mergeNodes } from '../globals.js';
import { entryOf, property, taggedEntry } from '../resource.js';

interface Need {
  readonly owner: RawResource;
  readonly at: Location;
  /** Whether the event says which API it wants, as in `RestApiId: !Ref ServerlessRestApi`. */
  readonly named: boolean;
}

const withEvents: readonly string[] = ['AWS::Serverless::Function', 'AWS::Serverless::StateMachine'];

const implicit = [
  { id: 'ServerlessRestApi', type: 'AWS::Serverless::Api', event: 'Api', names: 'RestApiId', spoken: 'REST' },
  { id: 'ServerlessHttpApi', type: 'AWS::Serverless::HttpApi', event: 'HttpApi', names: 'ApiId', spoken: 'HTTP' },
] as const;

type Implicit = (typeof implicit)[number];

/** The events of a resource that need an API and name none, or that which SAM makes: it is there before events are read. */
function needsOf(owner: RawResource, api: Implicit, scope: string): Need[] {
  const events = withEvents.includes(owner.type) ? property(owner, 'Events') : undefined;
  return [...(events?.is === 'map' ? events.entries.values() : [])].flatMap(({ key: at, value }) => {
    if (literal(entryOf(value, 'Type')?.value) !== api.event) return [];
    const properties = entryOf(value, 'Properties')?.value;
    const written = entryOf(properties, api.names)?.value;
    const named = written !== undefined;
    if (named && !isNameOf(unaliased(written), api.id, scope)) return [];
    return api.event === 'HttpApi' || properties?.is === 'map' ? [{ owner, at, named }] : [];
  });
}

const isNameOf = (node: Node, id: string, scope: string): boolean =>
  node.is === 'reference' ? node.attribute === undefined && node.to === scope + id : literal(node) === id;

/** The APIs that events of functions and state machines need without naming one. */
export function implicitApis(input: SamInput): (readonly [string, RawResource])[] {
  return implicit.flatMap((api) => {
    const needs = [...input.resources.values()].flatMap((owner) => needsOf(owner, api, input.scope));
    const [start] = needs;
    if (start === undefined) return [];
    const address = input.scope + api.id;
    const { at } = start;
    const condition = conditionOf(needs);
    // SAM leaves out a resource that has the name of its API, without a word.
    const how = input.resources.has(api.id) ? ' in place of' : needs.every(({ named }) => named) ? ' as' : undefined;
    const what = needs.every(({ named }) => named) ? '' : ` for events without ${api.names}`;
    const kept = needs.map(({ owner }) => owner.attributes.get('DeletionPolicy')).find(retains);
    const resource: RawResource = {
      address,
      type: api.type,
      properties: mapOf(api.event === 'Api' ? { StageName: scalar('Prod', at) } : {}, at),
      at,
      attributes: new Map(kept === undefined ? [] : [['DeletionPolicy', kept]]),
      origin: {
        address,
        type: api.type,
        label: `the ${api.spoken} API that SAM makes${how === undefined ? '' : `${how} ${api.id}`}${what}`,
      },
      ...(condition === undefined ? {} : { condition }),
    };
    return [[address, resource] as const];
  });
}

const retains = (entry: Entry | undefined): entry is Entry => literal(entry?.value) === 'Retain';

/** An implicit API exists when any resource that needs it does. */
function conditionOf(needs: readonly Need[]): Condition | undefined {
  const conditions = new Map<string, Condition>();
  for (const { owner } of needs) {
    if (owner.condition === undefined) return undefined;
    conditions.set(shape(owner.condition), owner.condition);
  }
  const all = [...conditions.values()];
  return all.length > 1 ? { is: 'or', all } : all[0];
}

const propagates = (owner: RawResource): boolean => literal(property(owner, 'PropagateTags'))?.toLowerCase() === 'true';

/** `PropagateTags` of a function or a state machine reaches the implicit API that it needs. */
export function tagImplicitApis(resources: Map<string, RawResource>, scope: string): void {
  for (const api of implicit) {
    const address = scope + api.id;
    for (const owner of resources.values()) {
      const tags = propagates(owner) ? entryOf(owner.properties, 'Tags') : undefined;
      const resource = resources.get(address);
      if (tags === undefined || resource?.origin?.label === undefined || needsOf(owner, api, scope).length === 0)
        continue;
      const before = entryOf(resource.properties, 'Tags');
      const value = before === undefined ? tags.value : mergeNodes(before.value, tags.value);
      const properties = withEntries(resource.properties, {
        Tags: { key: tags.key, value },
        PropagateTags: { key: tags.key, value: scalar(true, tags.key) },
      });
      resources.set(address, { ...resource, properties });
    }
  }
}

const taggable = ['AWS::IAM::Role', 'AWS::IoT::TopicRule'];

/** `PropagateTags` of a function or a state machine reaches what was made for it. */
export function propagateTags(context: SamContext): void {
  for (const owner of context.resources.values()) {
    if (!withEvents.includes(owner.type) || !propagates(owner)) continue;
    const tags = taggedEntry(owner);
    if (tags === undefined) continue;
    for (const made of [...context.made.values()]) {
      if (made.origin?.address !== owner.address || !taggable.includes(made.type)) continue;
      context.put({ ...made, properties: withEntries(made.properties, { Tags: tags }) });
    }
  }
}
