import type { Location, SourceFile } from '../../source/source.js';
import type { Entry, MapNode } from '../../template/node.js';
import type { RawResource, Template } from '../../template/template.js';
import { ArgumentEntries } from './arguments/entries.js';
import { Plan } from './plan-model.js';
import { accountsIn } from './plan/accounts.js';
import { modulePath } from './plan/address.js';
import type { Instance } from './plan/instances.js';
import { type Loose, own, textOr } from './plan/loose.js';
import type { PlanSources } from './scope.js';
import { variablesOf } from './variables.js';

/**
 * The template that a plan (or a state) is: its resources as they will be after the apply. Arguments are worked out when they
 * are asked for, and places when they are shown.
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function readPlan(file: SourceFile, json: Loose, sources?: PlanSources): Template {
  const plan = new Plan(file, json, sources);
  const empty = new Map<string, never>();
  let accounts: ReadonlySet<string> | undefined;
  return {
    format: isState(json) ? 'terraform-state' : 'terraform-plan',
    file,
    resources: [...plan.instances.values()]
      .filter(({ mode }) => mode === 'managed')
      .map((each) => new PlanResource(plan, each)),
    parameters: variablesOf(plan),
    conditions: empty,
    outputs: empty,
    aliases: empty,
    problems: [],
    // A plan holds no comments; what belongs to it and may is its sources, which are read as they are asked for.
    files: sources?.files ?? [],
    ...(own(json, 'complete') === false ? { partial: true } : {}),
    get accounts() {
      return (accounts ??= accountsIn(json));
    },
    get archives() {
      return archivesIn(plan);
    },
  };
}

/** @see https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file */
function archivesIn(plan: Plan): ReadonlyMap<string, string> {
  return plan.once('archives', new Map<string, string>(), () => {
    const found = new Map<string, string>();
    for (const { type, after } of plan.instances.values()) {
      if (type !== 'archive_file') continue;
      const [path, directory, file] = ['output_path', 'source_dir', 'source_file'].map((name) =>
        textOr(own(after, name), ''),
      );
      if (path === undefined || path === '') continue;
      if (directory !== undefined && directory !== '') found.set(path, `${directory}/`);
      else if (file !== undefined && file !== '') found.set(path, file);
    }
    return found;
  });
}

const isState = (json: Loose): boolean =>
  ['configuration', 'resource_changes', 'planned_values'].every((key) => own(json, key) === undefined);

class PlanResource implements RawResource {
  readonly address: string;
  readonly type: string;
  readonly at: Location;
  readonly attributes: ReadonlyMap<string, Entry> = new Map();
  readonly #plan: Plan;
  readonly #instance: Instance;
  #properties: MapNode | undefined;

  constructor(plan: Plan, instance: Instance) {
    this.#plan = plan;
    this.#instance = instance;
    this.address = instance.address;
    this.type = instance.type;
    this.at = plan.placeOf(instance, []);
  }

  /** The provider configuration that makes it. A state keeps none: where accounts or regions differ, so do the outermost modules. */
  get providerConfig(): string {
    const { configuration } = this.#plan;
    const { configured } = this.#plan.attributes(this.#instance);
    if (configured === undefined) return modulePath(this.#instance.modules.slice(0, 1));
    return configuration.provider(textOr(own(configured, 'provider_config_key'), '')).key;
  }

  get calls(): readonly Location[] {
    const { sources } = this.#plan;
    const { modules } = this.#instance;
    return modules.flatMap(({ name }, index) => {
      const scope = this.#plan.scope(modules.slice(0, index));
      return sources?.placeOf({ target: { is: 'module', name }, path: [], scope }) ?? [];
    });
  }

  get properties(): MapNode {
    this.#properties ??= { is: 'map', entries: this.#entries(), at: this.at };
    return this.#properties;
  }

  #entries(): ReadonlyMap<string, Entry> {
    const own = new ArgumentEntries(this.#plan.attributes(this.#instance));
    const body = this.type === 'aws_api_gateway_rest_api' ? bodiesPut(this.#plan).get(this.address) : undefined;
    return body === undefined || own.has('body') ? own : new Map([...own, ['body', body]]);
  }
}

/**
 * The bodies that resources of their own put into REST APIs, by the API.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_rest_api_put
 */
function bodiesPut(plan: Plan): ReadonlyMap<string, Entry> {
  return plan.once('bodies', new Map<string, Entry>(), () => {
    const found = new Map<string, Entry>();
    for (const instance of plan.instances.values()) {
      if (instance.type !== 'aws_api_gateway_rest_api_put') continue;
      const put = new ArgumentEntries(plan.attributes(instance));
      const to = put.get('rest_api_id')?.value;
      const body = put.get('body');
      if (to?.is === 'reference' && body !== undefined && !found.has(to.to)) found.set(to.to, body);
    }
    return found;
  });
}
