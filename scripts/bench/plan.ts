import { readFileSync, writeFileSync } from 'node:fs';
import { filesBelow } from '../../test/support/corpora.js';

type Json = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const mapOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** The plans of a folder, as the real Terraform wrote them; what lies in a folder of sources is none. */
function plansBelow(folder: string): readonly Json[] {
  return filesBelow(folder, /\.json$/)
    .filter((path) => !/\.tf[\\/]/.test(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as Json)
    .filter((json) => 'resource_changes' in json);
}

/** A module's resources, one module deeper. */
function within(name: string, module: Json): Json {
  const moved = (resource: Json): Json => ({ ...resource, address: `module.${name}.${String(resource['address'])}` });
  return {
    address: `module.${name}${typeof module['address'] === 'string' ? `.${module['address']}` : ''}`,
    ...('resources' in module && { resources: listOf(module['resources']).map(moved) }),
    ...('child_modules' in module && {
      child_modules: listOf(module['child_modules']).map((child) => within(name, child)),
    }),
  };
}

interface Parts {
  readonly changes: readonly Json[];
  readonly planned: Json;
  readonly prior: readonly Json[];
  readonly call: Json;
}

/** Words that name resources in AWS, where they name nothing else in a plan. */
function namesIn(plan: Json): readonly string[] {
  const names = listOf(plan['resource_changes']).flatMap((change) => {
    const after = mapOf(mapOf(change['change'])['after']);
    return [after['name'], after['function_name']];
  });
  return names.filter((name) => typeof name === 'string').filter((name) => /^[\w-]{5,}$/.test(name));
}

/** The text with names of its own: two copies in one account can't have the same. */
function renamed(text: string, names: readonly string[], suffix: string): string {
  const longestFirst = [...new Set(names)].sort((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return text;
  return text.replace(new RegExp(`(?<![\\w-])(?:${longestFirst.join('|')})(?![\\w-])`, 'g'), `$&-${suffix}`);
}

/**
 * Writes a plan of at least so many bytes, on one line as Terraform does: real plans again and again, each as a module of a name
 * of its own, so that it is as varied inside as they are and nothing in it is there twice.
 *
 * @param folder where the real plans are
 */
export function writePlan(path: string, bytes: number, folder: string): void {
  const plans = plansBelow(folder);
  const changes: Json[] = [];
  const planned: Json[] = [];
  const prior: Json[] = [];
  const calls: Record<string, Json> = {};
  let providers: Json = {};
  for (let size = 0, copy = 0; size < bytes; copy += 1) {
    const plan = plans[copy % plans.length] ?? {};
    const name = `app_${String(copy)}`;
    const configuration = mapOf(plan['configuration']);
    const priorModule = mapOf(mapOf(plan['prior_state'])['values'])['root_module'];
    const text = JSON.stringify({
      changes: listOf(plan['resource_changes']).map((change) => ({
        ...change,
        address: `module.${name}.${String(change['address'])}`,
        module_address: `module.${name}${typeof change['module_address'] === 'string' ? `.${change['module_address']}` : ''}`,
      })),
      planned: within(name, mapOf(mapOf(plan['planned_values'])['root_module'])),
      prior: priorModule === undefined ? [] : [within(name, mapOf(priorModule))],
      call: { source: `./${name}`, ...calledWith(mapOf(configuration['root_module']), plan) },
    });
    const parts = JSON.parse(renamed(text, namesIn(plan), String(copy))) as Parts;
    size += Buffer.byteLength(JSON.stringify(parts));
    changes.push(...parts.changes);
    planned.push(parts.planned);
    prior.push(...parts.prior);
    calls[name] = parts.call;
    providers = { ...providers, ...mapOf(configuration['provider_config']) };
  }
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { child_modules: planned } },
    resource_changes: changes,
    prior_state: {
      format_version: '1.0',
      terraform_version: '1.11.4',
      values: { root_module: { child_modules: prior } },
    },
    configuration: { provider_config: providers, root_module: { module_calls: calls } },
    complete: true,
    applyable: true,
    errored: false,
  };
  writeFileSync(path, JSON.stringify(plan));
}

/** A root module as it is called: variables that the run gave are inputs of the call. */
function calledWith(module: Json, plan: Json): Json {
  const given = Object.entries(mapOf(plan['variables'])).map(([name, variable]) => [
    name,
    { constant_value: mapOf(variable)['value'] },
  ]);
  return { module, expressions: Object.fromEntries(given) as Json };
}
