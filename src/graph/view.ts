import type { Definition, Field } from '../resources/define.js';
import { type Kind, kinds } from '../resources/index.js';
import { type Language, languageOf } from '../resources/spelling.js';
import type { Location } from '../source/source.js';
import type { Condition } from '../template/node.js';
import { localName, nouns, type Dropped, type RawResource, type Template } from '../template/template.js';
import { Facts, gettersOf } from './facts.js';
import type { Graph } from './graph.js';
import { readField } from './read.js';
import type { AnyResource, ResourceBase } from './resource.js';

/** A resource as rules see it. */
class View implements ResourceBase {
  readonly address: string;
  readonly name: string;
  readonly owner: string;
  readonly type: string;
  readonly writtenAs: string;
  readonly language: Language;
  readonly generated: boolean;
  readonly instead: string | undefined;
  readonly providerConfig: string | undefined;
  readonly at: Location;
  readonly condition: Condition | undefined;
  readonly dropped: readonly Dropped[];
  readonly facts: Facts;

  constructor(
    readonly kind: Kind,
    raw: RawResource,
    graph: Graph,
  ) {
    const { origin } = raw;
    this.address = raw.address;
    this.name = origin?.label ?? nameIn(graph.template, raw.address);
    this.owner = origin?.address ?? raw.address;
    this.type = raw.type;
    this.writtenAs = origin?.type ?? raw.type;
    // A resource that a transform made is read in CloudFormation and spoken of in its user's words.
    this.language = languageOf(this.writtenAs);
    this.generated = origin?.label !== undefined;
    this.instead = origin?.instead;
    this.providerConfig = raw.providerConfig;
    this.at = raw.at;
    this.condition = raw.condition;
    this.dropped = raw.dropped ?? [];
    const { language, providerConfig } = this;
    const { fields }: Definition = kinds[kind];
    addGetters(fields);
    this.facts = new Facts(graph, fields, (field) =>
      readField(
        field,
        { properties: raw.properties, language, fallback: placeWithout(raw, field), providerConfig },
        graph,
      ),
    );
  }
}

const addGetters = gettersOf(View);

/** A resource of a graph with the facts that the dictionary has for its kind. */
export function viewOf(raw: RawResource, kind: Kind, graph: Graph): AnyResource {
  return new View(kind, raw, graph) as unknown as AnyResource;
}

/** An id as its user wrote it; in a plan, a slash is part of it. */
function nameIn({ format }: Template, address: string): string {
  return nouns[format] === 'template' ? localName(address) : address;
}

/** What to point at where a fact is missing: the entry of IgnoreGlobals that takes it away, else the resource. */
function placeWithout(raw: RawResource, { spelled }: Field): Location {
  const ignored = raw.attributes.get('IgnoreGlobals')?.value;
  if (ignored?.is !== 'list') return raw.at;
  const name = (spelled.sam ?? spelled.cloudformation)?.split('.')[0];
  return ignored.items.find((item) => item.is === 'scalar' && item.value === name)?.at ?? raw.at;
}
