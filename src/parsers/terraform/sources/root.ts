import type { SourceFile } from '../../../source/source.js';
import type { ReadHcl } from '../hcl/syntax.js';
import { entries, items, keys, own, textOr } from '../plan/loose.js';
import type { FindSources, Target } from '../scope.js';
import { ModuleSources } from './modules.js';
import { planSources } from './sources.js';

/** The `.tf` files around a plan, as whoever reads the disk hands them in. */
export interface TerraformFiles {
  readonly readHcl: ReadHcl;
  /** The `.tf` files of a directory; none where there is no such directory. */
  files(directory: string): readonly SourceFile[];
  /** Another file, by its path: what `terraform init` wrote down. */
  read(path: string): SourceFile | undefined;
}

type Declared = Extract<Target, { is: 'resource' | 'module' }>;

/**
 * Finds the directory that a plan was made in among those where it may have been: the first that declares most of what the
 * plan's root module does.
 */
export function findSources(disk: TerraformFiles, directories: readonly string[]): FindSources {
  return (json) => {
    const access = { ...disk, files: (directory: string) => readBy(isTofu(json), disk.files(directory)) };
    const targets = declaredIn(json);
    let best: { readonly root: string; readonly share: number } | undefined;
    for (const root of targets.length === 0 ? [] : directories) {
      const module = new ModuleSources({ ...access, root }).module([]);
      const declared = targets.filter((target) => module?.block(target) !== undefined).length;
      const share = declared / targets.length;
      if (share > (best?.share ?? 0.5)) best = { root, share };
      if (share === 1) break;
    }
    return best && planSources({ ...access, root: best.root });
  };
}

/** The resources and module calls of a plan's root module. */
function declaredIn(json: unknown): readonly Declared[] {
  const configured = own(own(json, 'configuration'), 'root_module');
  const values = own(own(json, 'planned_values') ?? own(json, 'values'), 'root_module');
  const resources = own(configured, 'resources') ?? own(values, 'resources');
  const found = new Map<string, Declared>();
  for (const resource of Array.isArray(resources) ? resources : []) {
    const [type, name] = [own(resource, 'type'), own(resource, 'name')];
    if (typeof type !== 'string' || typeof name !== 'string') continue;
    const mode = own(resource, 'mode') === 'data' ? 'data' : 'managed';
    found.set(`${mode} ${type} ${name}`, { is: 'resource', mode, type, name });
  }
  const calls = own(configured, 'module_calls');
  // A state has no configuration: it tells the calls by the addresses of what they have made.
  const names = configured === undefined ? items(own(values, 'child_modules')).map(calledIn) : keys(calls);
  for (const name of names) {
    if (name !== undefined) found.set(`module ${name}`, { is: 'module', name });
  }
  return [...found.values()];
}

/** The name of the call that has made a module: `api` of `module.api["a"]`. */
const calledIn = (module: unknown): string | undefined =>
  /^module\.([^.[]+)/.exec(textOr(own(module, 'address'), ''))?.[1];

/** Whether OpenTofu made a plan or state: its providers are those of its own registry. */
function isTofu(json: unknown): boolean {
  const tofu = 'registry.opentofu.org/';
  const configured = entries(own(own(json, 'configuration'), 'provider_config')).map(([, each]) => each);
  const names = [
    ...configured.map((each) => own(each, 'full_name')),
    ...providersOf(own(own(json, 'values'), 'root_module')),
  ];
  return names.some((name) => textOr(name, '').startsWith(tofu));
}

/** The providers of what a state holds in the first modules, of which one tells. */
const providersOf = (module: unknown): readonly unknown[] =>
  [module, ...items(own(module, 'child_modules'))].flatMap((each) =>
    items(own(each, 'resources')).map((resource) => own(resource, 'provider_name')),
  );

/** Terraform knows no `.tofu` files; to OpenTofu each takes the place of the `.tf` file of its name. */
function readBy(tofu: boolean, files: readonly SourceFile[]): readonly SourceFile[] {
  const itsOwn = files.filter(({ path }) => path.endsWith('.tofu'));
  if (itsOwn.length === 0) return files;
  const others = files.filter((file) => !itsOwn.includes(file));
  if (!tofu) return others;
  const replaced = new Set(itsOwn.map(({ path }) => path.replace(/\.tofu$/, '.tf')));
  return [...others.filter(({ path }) => !replaced.has(path)), ...itsOwn];
}
