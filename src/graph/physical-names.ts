import type { Definition } from '../resources/define.js';
import { type Kind, kinds } from '../resources/index.js';
import { languageOf, pathsOf } from '../resources/spelling.js';
import { addTo } from '../source/groups.js';
import { made } from '../source/once.js';
import type { Node } from '../template/node.js';
import type { Graph } from './graph.js';
import { mentionedBy } from './mentions.js';
import type { AnyResource } from './resource.js';

/** What is asked of a resource here. */
type Addressed = Pick<AnyResource, 'address' | 'kind'>;

/** The kinds with a physical name of their own. */
const namedKinds = (Object.keys(kinds) as Kind[]).filter((kind) => 'named' in kinds[kind]);

/** The property that a fact of a resource is read from. */
export function propertyOf({ address, kind }: Addressed, field: string, graph: Graph): Node | undefined {
  const raw = graph.raw(address);
  const { fields }: Definition = kinds[kind];
  const spelled = fields[field]?.spelled;
  const [path] = spelled && raw ? pathsOf(spelled, languageOf(raw.type)) : [];
  return raw?.properties.entries.get(path?.split('.')[0] ?? '')?.value;
}

/** The physical names of resources, as they are written: without looking into any world. Each index is made when it is first needed. */
export class PhysicalNames {
  readonly #referred = new Map<string, ReadonlySet<string>>();
  readonly #byKinds = new Map<string, ReadonlyMap<string, readonly AnyResource[]>>();
  #addresses: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(readonly graph: Graph) {}

  /** The name of a resource, where it is plain text. */
  of(resource: Addressed): string | undefined {
    const node = this.#node(resource);
    return node?.is === 'scalar' && node.value !== null ? String(node.value) : undefined;
  }

  /** The one resource of some kinds that has a name in plain text; of namesakes, the one of a provider configuration. */
  find(name: string, of: readonly Kind[], providerConfig: string | undefined): AnyResource | undefined {
    const all = this.#namesOf(of).get(name);
    return all?.find((resource) => resource.providerConfig === providerConfig) ?? all?.[0];
  }

  /** The addresses of what has a name in plain text. A function and its role are often namesakes: each kind is asked. */
  addressesOf(name: string): readonly string[] | undefined {
    if (this.#addresses === undefined) {
      const found = new Map<string, string[]>();
      for (const kind of namedKinds) {
        for (const [each, all] of this.#namesOf([kind])) for (const { address } of all) addTo(found, each, address);
      }
      this.#addresses = found;
    }
    return this.#addresses.get(name);
  }

  /** The resources that the name of one refers to, in any world. */
  referredIn(resource: Addressed): ReadonlySet<string> {
    return made(this.#referred, resource.address, () => {
      const node = this.#node(resource);
      return node === undefined ? new Set() : mentionedBy([node], this.graph.template).addresses;
    });
  }

  /** What is written for the name of a resource. */
  #node(resource: Addressed): Node | undefined {
    const { named }: Definition = kinds[resource.kind];
    return named === undefined ? undefined : propertyOf(resource, named, this.graph);
  }

  #namesOf(of: readonly Kind[]): ReadonlyMap<string, readonly AnyResource[]> {
    return made(this.#byKinds, of.join(), () => {
      const names = new Map<string, AnyResource[]>();
      for (const kind of of) {
        if (!('named' in kinds[kind])) continue;
        for (const resource of this.graph.ofKind(kind)) {
          const name = this.of(resource);
          if (name !== undefined) addTo(names, name, resource);
        }
      }
      return names;
    });
  }
}
