import type { Definition } from '../../resources/define.js';
import { type Kind, kinds } from '../../resources/index.js';
import { addTo } from '../../source/groups.js';
import { eachWorld } from '../../values/each-world.js';
import { printText } from '../../values/text.js';
import { whenOf } from '../../values/when.js';
import type { World } from '../../values/world.js';
import type { Graph } from '../graph.js';
import { spellLink } from '../phrases.js';
import type { AnyResource, ResourceBase } from '../resource.js';
import type { Diagram, DiagramEdge, DiagramKind, DiagramNode } from './diagram.js';
import type { End, Part, Relation, Thing } from './relation.js';

/** How the kinds of resources are drawn that are; some only where something leads to or from them. */
const drawn: { readonly [K in Kind]?: readonly [kind: DiagramKind, when: 'always' | 'related'] } = {
  function: ['function', 'always'],
  role: ['role', 'always'],
  user: ['user', 'related'],
  attachedPolicy: ['policy', 'related'],
  managedPolicy: ['policy', 'related'],
  layer: ['layer', 'always'],
  codeSigningConfig: ['code signing', 'always'],
  signingProfile: ['code signing', 'related'],
  restApi: ['api', 'always'],
  httpApi: ['api', 'always'],
  graphqlApi: ['api', 'always'],
  eventApi: ['api', 'always'],
  restAuthorizer: ['authorizer', 'always'],
  httpAuthorizer: ['authorizer', 'always'],
  userPool: ['user pool', 'related'],
  restDomain: ['domain', 'related'],
  httpDomain: ['domain', 'related'],
  functionUrl: ['url', 'always'],
  queue: ['queue', 'related'],
  topic: ['topic', 'related'],
  bucket: ['bucket', 'related'],
  stream: ['event source', 'related'],
  table: ['event source', 'related'],
  globalTable: ['event source', 'related'],
  kafkaCluster: ['event source', 'related'],
  broker: ['event source', 'related'],
  documentCluster: ['event source', 'related'],
  eventRule: ['event source', 'related'],
  eventBus: ['event source', 'related'],
  iotRule: ['event source', 'related'],
  receiptRule: ['event source', 'related'],
  stateMachine: ['resource', 'related'],
  eventTarget: ['resource', 'related'],
  schedule: ['resource', 'related'],
  roleUser: ['resource', 'related'],
};

type Draft = Omit<DiagramNode, 'id' | 'when' | 'note'> & { readonly notes: Set<string>; when?: string | undefined };

interface Seen {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly certain: boolean;
  readonly worlds: World[];
}

/** Collects nodes and edges, each once. */
export class Drawing {
  readonly #nodes = new Map<string, Draft>();
  readonly #edges = new Map<
    string,
    Omit<DiagramEdge, 'from' | 'to'> & { readonly from: string; readonly to: string }
  >();
  readonly #hidden: readonly string[];
  readonly #types: ReadonlyMap<string, string>;

  constructor(readonly graph: Graph) {
    const { parameters, resources } = graph.template;
    // What must not be shown is not shown as a part of a name either.
    this.#hidden = [...parameters.values()]
      .filter(({ noEcho }) => noEcho)
      .flatMap(({ given, default: node }) => [given, node?.is === 'scalar' ? node.value : undefined])
      .map((value) => String(value ?? ''))
      .filter((value) => value.length > 3);
    this.#types = new Map(resources.map(({ address, type }) => [address, type]));
  }

  /** Draws a resource that is worth it whatever leads to it. */
  place(resource: AnyResource): void {
    if (drawn[resource.kind]?.[1] === 'always') this.#resource(resource);
  }

  /** Draws some relations in every world that they ask for. */
  draw({ exists, relations }: Part): void {
    const { graph } = this;
    const all: World[] = [];
    const seen = new Map<string, Seen>();
    const things = new Map<string, World[]>();
    const complete = eachWorld((world) => {
      graph.world = world;
      if (!exists()) return;
      const found = graph.quietly(relations);
      all.push(world);
      for (const each of found) {
        if ('key' in each) addTo(things, this.#thing(each), world);
        else
          for (const edge of this.#relation(each)) {
            const key = JSON.stringify([edge.from, edge.to, edge.label]);
            const known = seen.get(key) ?? { ...edge, worlds: [] };
            if (known.worlds.at(-1) !== world) known.worlds.push(world);
            seen.set(key, known);
          }
      }
    });
    for (const [key, worlds] of things) {
      const node = this.#nodes.get(key);
      if (node !== undefined) node.when = whenOf(worlds, all);
    }
    for (const [key, { from, to, label, certain, worlds }] of seen) {
      const when = whenOf(worlds, all);
      const known = this.#edges.get(key);
      if (known !== undefined && known.when === undefined) continue;
      this.#edges.set(key, { from, to, label, certain: certain && complete, ...(when === undefined ? {} : { when }) });
    }
  }

  finish(): Diagram {
    const ids = new Map([...this.#inOrder()].map((key, index) => [key, `n${String(index + 1)}`]));
    const idOf = (key: string): string => ids.get(key) ?? '';
    const edges = [...this.#edges.values()].map((edge) => ({ ...edge, from: idOf(edge.from), to: idOf(edge.to) }));
    const nodes = [...ids].map(([key, id]): DiagramNode => {
      const { notes, when, ...draft } = this.#nodes.get(key) as Draft;
      const into = edges.filter(({ to }) => to === id);
      const boundary = draft.kind === 'policy' && into.length > 0 && into.every(({ label }) => label === 'bounded by');
      return {
        id,
        ...draft,
        ...(boundary && { kind: 'boundary', noun: 'boundary' }),
        ...(notes.size > 0 && { note: [...notes].join(' or ') }),
        ...(when !== undefined && { when }),
      };
    });
    return { nodes, edges };
  }

  /** As the template has it; what it only names comes last. */
  #inOrder(): string[] {
    const keys = [...this.#nodes.keys()];
    const isHere = (key: string): boolean => this.#nodes.get(key)?.state === 'here';
    return [...keys.filter(isHere), ...keys.filter((key) => !isHere(key))];
  }

  #relation({ from, to, label, as }: Relation): Omit<Seen, 'worlds'>[] {
    // Nothing at one of the ends: nothing to draw.
    const given = [from, to].every((end) => !('state' in end) || end.state !== 'absent');
    const ends = given ? [this.#end(from, as[0], label), this.#end(to, as[1], label)] : [];
    const [one, other] = ends;
    if (one === undefined || other === undefined || one === other) return [];
    const certain = ![one, other].some((key) => this.#nodes.get(key)?.state === 'unknown');
    return [{ from: one, to: other, label, certain }];
  }

  #end(end: End, as: DiagramKind, label: string): string | undefined {
    if ('key' in end) return this.#thing(end);
    if ('address' in end) return this.#resource(end);
    switch (end.state) {
      case 'known':
        return this.#resource(end.resource);
      case 'external': {
        const text = this.#hide(printText(end.text));
        if (text === '') return undefined;
        return this.#outside(`elsewhere ${as} ${text}`, {
          kind: as,
          label: tailOf(text),
          address: text,
          state: 'elsewhere',
        });
      }
      case 'unknown': {
        const made = /^value:([^.]+(?:\.[^.]+)?)\./.exec(end.identity ?? '')?.[1] ?? '';
        const address = [made, made.split('.')[0] ?? ''].find((each) => this.#types.has(each));
        if (address !== undefined) return this.#stranger(address);
        const key = end.identity ?? `${end.at.file.path}:${String(end.at.start)} ${label}`;
        const node = { kind: as, label: this.#hide(spellLink(end)), address: '', state: 'unknown' } as const;
        return this.#outside(`unknown ${as} ${key}`, node, this.#hide(end.why));
      }
      case 'absent':
        return undefined;
    }
  }

  #outside(key: string, node: Pick<DiagramNode, 'kind' | 'label' | 'address' | 'state'>, note?: string): string {
    if (!this.#nodes.has(key)) {
      this.#nodes.set(key, { noun: node.kind, ...node, notes: new Set(note === undefined ? [] : [note]) });
    }
    return key;
  }

  /** A resource of which the dictionary knows nothing. */
  #stranger(address: string): string {
    const raw = this.graph.template.resources.find((each) => each.address === address);
    if (!this.#nodes.has(address) && raw !== undefined) {
      const node = { kind: 'resource', noun: nounOf(raw.type), label: address, address, owner: address } as const;
      this.#nodes.set(address, { ...node, at: raw.at, state: 'here', notes: new Set() });
    }
    return address;
  }

  #thing({ key, note, state = 'here', ...thing }: Thing): string {
    const node = this.#nodes.get(key) ?? { ...thing, label: this.#hide(thing.label), state, notes: new Set() };
    if (note !== undefined) node.notes.add(this.#hide(note));
    this.#nodes.set(key, node);
    return key;
  }

  #resource(resource: AnyResource): string | undefined {
    const { address } = resource;
    // An alias or a version is its function, for who looks at the whole.
    if (resource.kind === 'functionAlias') return this.#end(resource.of, 'function', '');
    const [kind] = drawn[resource.kind] ?? [];
    if (kind === undefined) return undefined;
    if (this.#nodes.has(address)) return address;
    const { noun }: Definition = kinds[resource.kind];
    const { owner, at, type } = resource;
    this.#nodes.set(address, {
      kind,
      noun: resource.kind === 'roleUser' ? nounOf(type) : noun,
      label: nameOf(resource),
      address,
      owner,
      at,
      state: 'here',
      notes: new Set(resource.generated && resource.kind === 'role' ? ['made by SAM'] : []),
      when: this.#existence(resource),
    });
    return address;
  }

  /** When a resource is deployed; asked in worlds of its own. */
  #existence(resource: ResourceBase): string | undefined {
    const { graph } = this;
    if (resource.condition === undefined) return undefined;
    const before = graph.world;
    const all: World[] = [];
    const there: World[] = [];
    eachWorld((world) => {
      graph.world = world;
      const exists = graph.exists(resource);
      all.push(world);
      if (exists) there.push(world);
    });
    graph.world = before;
    return there.length === 0 ? 'never' : whenOf(there, all);
  }

  #hide(text: string): string {
    return this.#hidden.reduce((shown, secret) => shown.replaceAll(secret, '●'.repeat(secret.length)), text);
  }
}

/** What SAM makes is named after what it makes it for. */
const nameOf = ({ name, generated }: ResourceBase): string =>
  generated ? name.replace(/^the /, '').replace(/ that SAM (?:makes|publishes) (?:for|of) /, ' of ') : name;

/** `AWS::StepFunctions::StateMachine` → `state machine`, `aws_sfn_state_machine` → `state machine`. */
function nounOf(type: string): string {
  const last = type.includes('::') ? type.slice(type.lastIndexOf('::') + 2) : type.replace(/^(?:aws|awscc)_[^_]+_/, '');
  return last
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

/** The name at the end of an ARN or an address; a layer keeps its version. */
function tailOf(text: string): string {
  const layer = /:layer:(.+)$/.exec(text)?.[1];
  const tail = layer ?? /[:/]([^:/]+)$/.exec(text.replace(/\/$/, ''))?.[1];
  return tail ?? text;
}
