import { onceFor } from '../../source/once.js';
import { joinPath, pathIn } from '../../source/paths.js';
import type { SourceFile } from '../../source/source.js';
import { parseModule } from './parse.js';
import { type Node, child, children, nameIn, textIn } from './syntax.js';

type Read = (path: string) => SourceFile | undefined;

/** What the nearest tsconfig.json says of names that are no paths. */
interface Settings {
  /** What names are looked for in before packages are. */
  readonly base: string | undefined;
  /** Patterns with at most one `*`, and the paths that each stands for. */
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

/** More than any settings extend. */
const most = 10;

/** More than any name is looked for in. */
const mostTargets = 20;

/**
 * The paths of files, without their endings, that a name may mean in a module: `@lib/db` is src/lib/db by `paths`, and by `baseUrl` the
 * name of a package may be that of a file.
 * @see https://www.typescriptlang.org/docs/handbook/modules/reference.html#paths
 */
export function pathsOf(name: string, path: string, read: Read): readonly string[] {
  const settings = settingsNear(path, read);
  if (settings === undefined) return [];
  const { base, paths } = settings;
  const mapped = paths.flatMap(([pattern, targets]) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return name === pattern ? targets : [];
    const fits = name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
    const middle = name.slice(before.length, name.length - after.length);
    return fits ? targets.map((target) => target.replace('*', () => middle)) : [];
  });
  return [...mapped.slice(0, mostTargets), ...(base === undefined ? [] : [pathIn(base, name)])];
}

function settingsNear(path: string, read: Read): Settings | undefined {
  for (let folder = folderOf(path); folder !== undefined; folder = folderOf(folder.replace(/\/$/, ''))) {
    const config = `${folder}tsconfig.json`;
    if (read(config) === undefined) continue;
    const known = settingsKnown(read);
    if (!known.has(config)) known.set(config, settingsIn(config, read));
    return known.get(config);
  }
  return undefined;
}

/** Settings are taken apart once, however many names they are asked for. */
const settingsKnown = onceFor<Read, Map<string, Settings | undefined>>(() => new Map());

/** The folder that something is in, with its slash: none above what is known of the path. */
function folderOf(path: string): string | undefined {
  if (path === '' || path === '..' || path.endsWith('/..')) return undefined;
  return path.replace(/[^/]*$/, '');
}

function settingsIn(path: string, read: Read, depth = 0): Settings | undefined {
  const file = read(path);
  if (file === undefined || depth > most) return undefined;
  const config = configIn(file);
  const options = valueOf(config, 'compilerOptions');
  const baseUrl = textIn(valueOf(options, 'baseUrl'));
  const paths = valueOf(options, 'paths');
  if (baseUrl === undefined && paths === undefined) {
    const parent = textIn(valueOf(config, 'extends'));
    if (parent === undefined || !parent.startsWith('.')) return undefined;
    return settingsIn(joinPath(path, parent.replace(/(?:\.json)?$/, '.json')), read, depth + 1);
  }
  const base = baseUrl === undefined ? undefined : joinPath(path, `${baseUrl}/.`);
  return {
    base,
    paths: children(paths, 'properties').map((property) => {
      const targets = children(child(property, 'value'), 'elements').flatMap((each) => textIn(each) ?? []);
      return [
        nameIn(child(property, 'key')) ?? '',
        targets.map((target) => (base === undefined ? joinPath(path, target) : pathIn(base, target))),
      ] as const;
    }),
  };
}

/** Settings may have comments, as code has. */
const configIn = onceFor((file: SourceFile): Node | undefined => {
  const program = parseModule(`(${file.text.replace(/^\uFEFF/, '')}\n)`, 'tsconfig.js');
  return child(children(program, 'body')[0], 'expression');
});

function valueOf(object: Node | undefined, name: string): Node | undefined {
  const property = children(object, 'properties').find((each) => nameIn(child(each, 'key')) === name);
  return child(property, 'value');
}
