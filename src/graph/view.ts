import type { Definition, Field } from '../resources/define.js';
import { type Kind, kinds } from '../resources/index.js';
import { type Language, languageOf } from '../resources/spelling.js';
import type { Location } from '../source/source.js';
import type { Condition } from '../template/node.js';
import type { Dropped, RawResource, Template } from '../template/template.js';
import { type Open, openIn } from '../values/value.js';
import type { World } from '../values/world.js';
import type { Graph } from './graph.js';
import { readField } from './read.js';
import type { AnyResource, ResourceBase } from './resource.js';

/** A fact that was read, what is unknown of it, and the world in which it is so. */
interface Kept {
  readonly value: unknown;
  readonly open: Open | undefined;
  readonly of: World | 'every';
}

/** A resource as rules see it. The facts of its kind are getters, which {@link viewOf} adds for each kind once. */
class View implements ResourceBase {
  readonly address: string;
  readonly name: string;
  readonly owner: string;
  readonly type: string;
  readonly writtenAs: string;
  readonly language: Language;
  readonly generated: boolean;
  readonly instead: string | undefined;
  readonly at: Location;
  readonly condition: Condition | undefined;
  readonly dropped: readonly Dropped[];
  readonly #raw: RawResource;
  readonly #graph: Graph;
  /** By the number of the fact. */
  readonly #kept: (Kept | undefined)[] = [];

  constructor(
    readonly kind: Kind,
    raw: RawResource,
    graph: Graph,
  ) {
    const { origin } = raw;
    this.#raw = raw;
    this.#graph = graph;
    this.address = raw.address;
    this.name = origin?.label ?? localName(raw.address, graph.template);
    this.owner = origin?.address ?? raw.address;
    this.type = raw.type;
    this.writtenAs = origin?.type ?? raw.type;
    // A resource that a transform made is read in CloudFormation and spoken of in its user's words.
    this.language = languageOf(this.writtenAs);
    this.generated = origin?.label !== undefined;
    this.instead = origin?.instead;
    this.at = raw.at;
    this.condition = raw.condition;
    this.dropped = raw.dropped ?? [];
  }

  /** A fact in the world that is being looked at; one that is the same in every world is read once. */
  fact(index: number, field: Field): unknown {
    const { world } = this.#graph;
    let kept = this.#kept[index];
    if (kept === undefined || (kept.of !== 'every' && kept.of !== world)) {
      const before = world.touched;
      const value = this.#read(field);
      kept = { value, open: openIn(value), of: world.touched === before ? 'every' : world };
      this.#kept[index] = kept;
    } else if (kept.of !== 'every') world.touched += 1;
    if (kept.open !== undefined) world.unknowns.push(kept.open);
    return kept.value;
  }

  #read(field: Field): unknown {
    const { properties } = this.#raw;
    const fallback = placeWithout(this.#raw, field);
    return readField(field, { properties, language: this.language, fallback }, this.#graph);
  }
}

const classes = new Map<Kind, typeof View>();

/** The class of a kind: made when the first resource of the kind is met. */
function classOf(kind: Kind): typeof View {
  const known = classes.get(kind);
  if (known !== undefined) return known;
  const made = class extends View {};
  const { fields }: Definition = kinds[kind];
  for (const [index, [name, field]] of Object.entries(fields).entries()) {
    Object.defineProperty(made.prototype, name, {
      get(this: View) {
        return this.fact(index, field);
      },
    });
  }
  classes.set(kind, made);
  return made;
}

/** A resource of a graph with the facts that the dictionary has for its kind. */
export function viewOf(raw: RawResource, kind: Kind, graph: Graph): AnyResource {
  return new (classOf(kind))(kind, raw, graph) as unknown as AnyResource;
}

/** An id as it is written in its own template: a nested stack's name before it is for the graph alone. */
function localName(address: string, { format }: Template): string {
  return format === 'terraform-plan' ? address : address.slice(address.lastIndexOf('/') + 1);
}

/** What to point at where a fact is missing: the entry of IgnoreGlobals that takes it away, else the resource. */
function placeWithout(raw: RawResource, { spelled }: Field): Location {
  const ignored = raw.attributes.get('IgnoreGlobals')?.value;
  if (ignored?.is !== 'list') return raw.at;
  const name = (spelled.sam ?? spelled.cloudformation)?.split('.')[0];
  return ignored.items.find((item) => item.is === 'scalar' && item.value === name)?.at ?? raw.at;
}
