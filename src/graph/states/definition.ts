import { parseJson } from '../../iam/document.js';
import type { Node } from '../../template/node.js';
import type { Resolved } from '../../values/resolved.js';
import { type Text, textOf, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Resource, Spot } from '../resource.js';

/** What a state does that calls something: a task, or what a map reads its items from or writes its results to. */
export interface Task {
  /** The name of the state. */
  readonly state: string;
  /** What it calls, an ARN: `arn:aws:states:::dynamodb:putItem`, a function's. */
  readonly resource: Text;
  /** What it hands over, as `Parameters` or `Arguments`, each by its name. */
  readonly given: ReadonlyMap<string, Text>;
}

/** What a definition says, as far as it is known. */
export interface Definition {
  readonly tasks: readonly Task[];
  /** The states that run each of their items as an execution of its own. */
  readonly distributed: readonly Spot[];
  readonly unknowns: readonly (Spot & { readonly why: string })[];
}

/**
 * Reads the definition of a state machine in the world that is being looked at.
 * @see https://states-language.net/
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export function definitionOf(machine: Resource<'stateMachine'>, graph: Graph): Definition {
  const { definition, definitionText, definitionLocation, substitutions } = machine;
  const node = definition ?? definitionText;
  if (node === undefined) {
    const at = definitionLocation?.at ?? machine.at;
    const location = definitionLocation && graph.resolve(definitionLocation);
    const why = location?.is === 'unknown' ? location.why : 'its definition is a file that is not read';
    return { tasks: [], distributed: [], unknowns: [{ at, why }] };
  }
  const reader = new Reader(graph, substitutions);
  reader.states(reader.document(node));
  return reader;
}

type MapOf = Extract<Resolved, { is: 'map' }>;

class Reader implements Definition {
  readonly tasks: Task[] = [];
  readonly distributed: Spot[] = [];
  readonly unknowns: (Spot & { readonly why: string })[] = [];

  constructor(
    readonly graph: Graph,
    readonly substitutions: Node | undefined,
  ) {}

  /** The definition itself; text becomes a tree whose every place is the text's. */
  document(node: Node): MapOf | undefined {
    const found = this.graph.resolve(node);
    if (found.is !== 'text') return this.#map(found);
    const parsed = parseJson(found.text, found.at);
    if (parsed === undefined) this.unknowns.push({ at: found.at, why: 'its definition is no JSON that can be read' });
    return parsed && this.#map(this.graph.resolve(parsed));
  }

  /** The states of a state machine, a branch, or what a map runs for each item. */
  states(machine: MapOf | undefined): void {
    const states = machine && this.#map(this.#child(machine, 'States'));
    for (const [name, { value }] of states?.entries ?? []) {
      const state = this.#map(this.graph.resolve(value));
      if (state !== undefined) this.#state(name, state);
    }
  }

  #state(name: string, state: MapOf): void {
    const processor = this.#map(this.#child(state, 'ItemProcessor') ?? this.#child(state, 'Iterator'));
    if (processor !== undefined) {
      this.states(processor);
      const config = this.#map(this.#child(processor, 'ProcessorConfig'));
      const mode = config && this.#text(this.#child(config, 'Mode'));
      if (mode !== undefined && wholeText(mode) === 'DISTRIBUTED') this.distributed.push({ at: mode.at });
    }
    const branches = this.#child(state, 'Branches');
    if (branches?.is === 'list') for (const branch of branches.items) this.states(this.#map(branch));
    else this.#map(branches);

    for (const part of [
      state,
      this.#map(this.#child(state, 'ItemReader')),
      this.#map(this.#child(state, 'ResultWriter')),
    ])
      if (part !== undefined) this.#task(name, part);
  }

  #task(state: string, part: MapOf): void {
    const resource = this.#text(this.#child(part, 'Resource'));
    if (resource === undefined) return;
    const credentials = part.entries.get('Credentials');
    if (credentials !== undefined) {
      this.unknowns.push({ at: credentials.key, why: `${state} acts with another role` });
      return;
    }
    const given = this.#map(this.#child(part, 'Arguments') ?? this.#child(part, 'Parameters'));
    const texts = [...(given?.entries ?? [])].flatMap(([name, { value }]): [string, Text][] => {
      const found = this.#text(this.graph.resolve(value));
      return found === undefined ? [] : [[name, found]];
    });
    this.tasks.push({ state, resource, given: new Map(texts) });
  }

  #child(map: MapOf, key: string): Resolved | undefined {
    const entry = map.entries.get(key);
    return entry && this.graph.resolve(entry.value);
  }

  /** A map; what only the deployment knows is told. */
  #map(found: Resolved | undefined): MapOf | undefined {
    if (found?.is === 'map') return found;
    if (found?.is === 'unknown') this.unknowns.push({ at: found.at, why: found.why });
    if (found?.is === 'resource') this.unknowns.push({ at: found.at, why: `${found.address} gives it` });
    return undefined;
  }

  /** A text, with what its placeholders stand for. */
  #text(found: Resolved | undefined): Text | undefined {
    const text = found && this.graph.textOf(found);
    if (text === undefined) return undefined;
    const parts = text.parts.flatMap((part) => (typeof part === 'string' ? this.#filled(part, text) : [part]));
    return textOf(parts, text.at);
  }

  #filled(part: string, { at }: Text): Text['parts'] {
    const map = this.substitutions && this.graph.resolve(this.substitutions);
    return part.split(/\$\{([\w-]+)\}/).flatMap((piece, index): Text['parts'] => {
      if (index % 2 === 0) return [piece];
      const entry = map?.is === 'map' ? map.entries.get(piece) : undefined;
      const value = entry && this.graph.textOf(this.graph.resolve(entry.value));
      return value?.parts ?? textOf([{ name: `\${${piece}}` }], at).parts;
    });
  }
}
