import type { SourceFile } from '../../../source/source.js';
import { joinPath } from '../../../source/paths.js';
import type { NamedFiles } from '../expressions/files.js';
import type { Attribute, Block, Body, ReadHcl } from '../hcl/syntax.js';
import type { Target } from '../scope.js';

/** How the `.tf` files around a plan are reached. */
export interface SourceAccess {
  readonly readHcl: ReadHcl;
  /** The directory of the root module, with forward slashes; empty for where the user stands. */
  readonly root: string;
  /** The `.tf` files of a directory. */
  files(directory: string): readonly SourceFile[];
  /** Another file, by its path. */
  read(path: string): SourceFile | undefined;
}

/** The sources of one module: all `.tf` files of a directory. */
export class ModuleSource {
  readonly #blocks = new Map<string, Block>();
  readonly locals = new Map<string, Attribute>();

  constructor(
    readonly directory: string,
    bodies: readonly Body[],
    /** Whether `terraform init` has brought it: it is not the user's to change. */
    readonly installed: boolean,
  ) {
    for (const { blocks } of bodies) for (const block of blocks) this.#add(block);
  }

  #add(block: Block): void {
    const { type, labels, body } = block;
    if (type === 'locals') for (const [name, attribute] of body.attributes) this.locals.set(name, attribute);
    const alias = type === 'provider' ? body.attributes.get('alias')?.value : undefined;
    const name = alias?.is === 'literal' ? [...labels, String(alias.value)] : labels;
    const key = [type, ...name].join(' ');
    if (!this.#blocks.has(key)) this.#blocks.set(key, block);
  }

  /** The block of something that holds expressions. A local value has none. */
  block(target: Target): Block | undefined {
    switch (target.is) {
      case 'resource':
        return this.#blocks.get(`${target.mode === 'data' ? 'data' : 'resource'} ${target.type} ${target.name}`);
      case 'provider':
        return this.#blocks.get(
          ['provider', target.name, ...(target.alias === undefined ? [] : [target.alias])].join(' '),
        );
      case 'local':
        return undefined;
      default:
        return this.#blocks.get(`${target.is} ${target.name}`);
    }
  }
}

/** The modules of one configuration, read as they are asked for. */
export class ModuleSources {
  readonly files: SourceFile[] = [];
  readonly #access: SourceAccess;
  readonly #modules = new Map<string, ModuleSource | undefined>();
  readonly #directories = new Map<string, ModuleSource | undefined>();
  readonly #installedFiles = new Set<SourceFile>();
  #installed: ReadonlyMap<string, string> | undefined;

  constructor(access: SourceAccess) {
    this.#access = access;
  }

  /** The module that a chain of calls leads to; nothing where its sources are not at hand. */
  module(calls: readonly string[]): ModuleSource | undefined {
    const key = calls.join('.');
    if (this.#modules.has(key)) return this.#modules.get(key);
    const found = this.#find(calls);
    this.#modules.set(key, found);
    return found;
  }

  isInstalled(file: SourceFile): boolean {
    return this.#installedFiles.has(file);
  }

  /** The files that expressions of a module name. */
  named(module: ModuleSource): NamedFiles {
    const { readHcl, root } = this.#access;
    return {
      readHcl,
      directory: (which) => (which === 'module' ? module.directory : root),
      read: (path, directory) =>
        this.#other(below(directory, path), this.#directories.get(directory)?.installed === true),
    };
  }

  #other(path: string, installed: boolean): SourceFile | undefined {
    const known = this.files.find((file) => file.path === path);
    if (known !== undefined) return known;
    const file = this.#access.read(path);
    if (file === undefined) return undefined;
    this.files.push(file);
    if (installed) this.#installedFiles.add(file);
    return file;
  }

  #find(calls: readonly string[]): ModuleSource | undefined {
    const name = calls.at(-1);
    if (name === undefined) return this.#read(this.#access.root, false);
    const parent = this.module(calls.slice(0, -1));
    const source = parent?.block({ is: 'module', name })?.body.attributes.get('source')?.value;
    if (parent === undefined || source?.is !== 'literal' || typeof source.value !== 'string') return undefined;
    if (/^\.\.?(?:\/|$)/.test(source.value)) return this.#read(below(parent.directory, source.value), parent.installed);
    this.#installed ??= this.#readInstalled();
    const directory = this.#installed.get(calls.join('.'));
    return directory === undefined ? undefined : this.#read(below(this.#access.root, directory), true);
  }

  #read(directory: string, installed: boolean): ModuleSource | undefined {
    if (this.#directories.has(directory)) return this.#directories.get(directory);
    const files = this.#access.files(directory).filter(({ path }) => !/(?:^|[/_])override\.(?:tf|tofu)$/.test(path));
    this.files.push(...files);
    if (installed) for (const file of files) this.#installedFiles.add(file);
    const bodies = files.map((file) => this.#access.readHcl(file));
    const module = files.length === 0 ? undefined : new ModuleSource(directory, bodies, installed);
    this.#directories.set(directory, module);
    return module;
  }

  /** Where `terraform init` has put the modules that are not local. */
  #readInstalled(): ReadonlyMap<string, string> {
    const file = this.#access.read(below(this.#access.root, '.terraform/modules/modules.json'));
    try {
      const { Modules } = JSON.parse(file?.text ?? '{}') as { Modules?: readonly { Key?: unknown; Dir?: unknown }[] };
      return new Map(
        (Modules ?? []).flatMap(({ Key, Dir }) =>
          typeof Key === 'string' && typeof Dir === 'string' ? [[Key, Dir.replaceAll('\\', '/')] as const] : [],
        ),
      );
    } catch {
      return new Map();
    }
  }
}

/** A path that is written from a directory. */
export function below(directory: string, path: string): string {
  return joinPath(directory === '' ? '' : `${directory}/`, path);
}
