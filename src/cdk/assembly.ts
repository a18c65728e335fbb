import type { Construct, ConstructOf } from '../engine/constructs.js';
import { lineStarts, lineText, type Location, type SourceFile } from '../source/source.js';
import { type Frame, framesIn } from './frames.js';

/** Reads a file by its path; `undefined` where there is none, or none that may be read. Gives the same file each time. */
export type ReadSource = (path: string) => SourceFile | undefined;

/** What is noted of a construct that made a resource. */
interface Noted {
  readonly path: string;
  readonly id: string;
  readonly frames: readonly Frame[];
}

/** The constructs of the templates of one directory. */
interface Assembly {
  readonly byPath: ReadonlyMap<string, Noted>;
  /** By the name of the template and the logical id in it. */
  readonly byId: ReadonlyMap<string, Noted>;
}

type Loose = Readonly<Record<string, unknown>>;

const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? value : {}) as Loose;

const directoryOf = (path: string): string => /^(.*)[\\/]/s.exec(path)?.[1] ?? '.';
const nameOf = (path: string): string => /[^\\/]*$/.exec(path)?.[0] ?? '';

/**
 * Finds out which construct made a resource of a template that the CDK synthesised, and where in its user's code. It is noted
 * beside the template: in `manifest.json` (with `--debug`), or since version 2.2xx of aws-cdk-lib in `STACK.metadata.json`.
 *
 * @param read reads what lies beside the template, and the sources; whatever is wrong with a file, it is as if it were not there
 */
export function constructsIn(read: ReadSource): ConstructOf {
  const assemblies = new Map<string, Assembly | undefined>();
  const known = new Map<Noted, Construct>();

  function assemblyOf(directory: string): Assembly | undefined {
    if (!assemblies.has(directory)) assemblies.set(directory, readAssembly(directory, read));
    return assemblies.get(directory);
  }

  return (template, id, path) => {
    const directory = directoryOf(template);
    const assembly = assemblyOf(directory);
    const byPath = path === undefined ? undefined : assembly?.byPath.get(`/${path}`);
    const noted = byPath?.id === id ? byPath : assembly?.byId.get(keyOf(nameOf(template), id));
    if (noted === undefined) return undefined;
    let construct = known.get(noted);
    if (construct === undefined) {
      construct = constructOf(noted, directory, read);
      known.set(noted, construct);
    }
    return construct;
  };
}

const keyOf = (template: string, id: string): string => `${template}\0${id}`;

function json(path: string, read: ReadSource): unknown {
  const file = read(path);
  if (file === undefined) return undefined;
  try {
    return JSON.parse(file.text);
  } catch {
    return undefined;
  }
}

function readAssembly(directory: string, read: ReadSource): Assembly | undefined {
  const manifest = json(`${directory}/manifest.json`, read);
  if (manifest === undefined) return undefined;
  const byPath = new Map<string, Noted>();
  const byId = new Map<string, Noted>();
  for (const artifact of Object.values(loose(loose(manifest)['artifacts']))) {
    const { properties, metadata, additionalMetadataFile } = loose(artifact);
    const { templateFile } = loose(properties);
    if (typeof templateFile !== 'string') continue;
    // A name, and no way out of the directory.
    const isName =
      typeof additionalMetadataFile === 'string' && nameOf(additionalMetadataFile) === additionalMetadataFile;
    const more = isName ? json(`${directory}/${additionalMetadataFile}`, read) : undefined;
    const entries = [...Object.entries(loose(metadata)), ...Object.entries(loose(more))];
    const templateOf = templatesOf(entries, templateFile);
    for (const [path, notes] of entries) {
      const noted = notedIn(path, notes);
      if (noted === undefined) continue;
      byPath.set(path, noted);
      const template = templateOf(path);
      if (template !== undefined) byId.set(keyOf(template, noted.id), noted);
    }
  }
  return { byPath, byId };
}

function notedIn(path: string, notes: unknown): Noted | undefined {
  if (!Array.isArray(notes)) return undefined;
  const of = (type: string): Loose => loose(notes.find((note) => loose(note)['type'] === type));
  const { data: id, trace } = of('aws:cdk:logicalId');
  if (typeof id !== 'string') return undefined;
  const { data: stack } = of('aws:cdk:creationStack');
  const lines = [stack, trace].find((each): each is unknown[] => Array.isArray(each)) ?? [];
  return { path: path.replace(/^\//, ''), id, frames: framesIn(lines) };
}

/**
 * Which template a construct's resource is in. Logical ids are unique in one template only, and the notes of a stack are those of
 * the stacks nested in it, too. Older versions do not tell which template a nested one has.
 */
function templatesOf(
  entries: readonly (readonly [string, unknown])[],
  root: string,
): (path: string) => string | undefined {
  const scopes = new Map<string, string | undefined>();
  for (const [path, notes] of entries) {
    const nested = /^(.*)\.NestedStack\/[^/]*$/.exec(path)?.[1];
    if (nested !== undefined && !scopes.has(nested)) scopes.set(nested, undefined);
    const file: unknown = (Array.isArray(notes) ? notes : []).find(
      (note) => loose(note)['type'] === 'aws:cdk:templateFile',
    );
    const { data } = loose(file);
    if (typeof data === 'string') scopes.set(path, data);
  }
  return (path) => {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const scope = path.slice(0, end);
      if (scopes.has(scope)) return scopes.get(scope);
    }
    return root;
  };
}

function constructOf({ path, frames }: Noted, directory: string, read: ReadSource): Construct {
  const calls = frames.flatMap((frame) => locationOf(frame, directory, read) ?? []);
  const [first] = frames;
  return { path, calls, ...(first !== undefined && { made: `${first.path}:${first.line}` }) };
}

/** The rest of a frame's line from where the call begins; nothing where there is no such file, or no such line in it. */
function locationOf({ path, line, column }: Frame, directory: string, read: ReadSource): Location | undefined {
  const isAbsolute = /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);
  const file = read(isAbsolute ? path : `${homeOf(directory, read)}/${path}`);
  const start = file && lineStarts(file)[line - 1];
  if (file === undefined || start === undefined) return undefined;
  const text = lineText(file, line);
  const indent = text.length - text.trimStart().length;
  const from = column === undefined || column > text.length ? indent : column - 1;
  const end = text.trimEnd().length;
  return from < end ? { file, start: start + from, end: start + end } : undefined;
}

/** The directory that an app was run in: the one around its output, which has a directory for each stage. */
function homeOf(directory: string, read: ReadSource): string {
  const above = `${directory}/..`;
  return read(`${above}/manifest.json`) === undefined ? above : homeOf(above, read);
}
