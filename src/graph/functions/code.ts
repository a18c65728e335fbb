import type { Environment } from '../../code/guards.js';
import { type CodeFile, type CodeReader, type Program, findCode, programOf, readCode } from '../../code/modules.js';
import { quietLayers } from '../../code/packages.data.js';
import { parseModule } from '../../code/parse.js';
import { type CertainCall, bringsCredentials, callsFrom } from '../../code/reach.js';
import { type CodeUse, neededFor, usesOf } from '../../code/uses.js';
import type { Gap } from '../../code/words.js';
import { isTerraform } from '../../resources/spelling.js';
import { made } from '../../source/once.js';
import { joinPath, pathIn } from '../../source/paths.js';
import type { Location, SourceFile } from '../../source/source.js';
import { get, literal, type Node } from '../../template/node.js';
import { matchesAny, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';
import { isImage } from './exempt.js';
import { layerArn } from './layers.js';

/** The code of a function, or why it is not at hand. */
export type Code = { readonly program: Program } | { readonly gap: Gap };

/** Code that stands in a template has no file of its own. */
const inline = '<inline>.js';

/**
 * What the code of a function may call of AWS, from its handler on. Only that for Node.js is read, and only where it lies beside the
 * template or in it; `others` are patterns of packages that call nothing.
 */
export function callsOfCode(
  fn: Resource<'function'>,
  others: readonly string[],
  graph: Graph,
): CodeUse | { readonly gap: Gap } {
  const code = graph.kept(codeOf, fn);
  if ('gap' in code) return code;
  const { program } = code;
  const known = made(graph.once(usesKnown), program, () => new Map<string, CodeUse>());
  const use = made(known, others.join('\n'), () => usesOf(program, others));
  if (program.modules[0]?.file.path !== inline) return use;
  // Places within inline code are those of the whole of it.
  const { at } = fn.inlineCode;
  return {
    actions: new Map([...use.actions].map(([action, call]) => [action, { ...call, at }])),
    services: new Map([...use.services].map(([service, gap]) => [service, { ...gap, at }])),
    gaps: use.gaps.map((gap) => ({ ...gap, at })),
  };
}

/** A call that a function leads to, and of each group one action that it needs: `dynamodb:PutItem`. */
export interface NeededCall extends CertainCall {
  readonly actions: readonly (readonly string[])[];
}

/** The calls that the handler of a function leads to, and what they need of its role; none where the code may act as somebody else. */
export function neededCalls(fn: Resource<'function'>, graph: Graph): readonly NeededCall[] {
  const code = graph.kept(codeOf, fn);
  const name = handlerOf(fn);
  if ('gap' in code || name === undefined || bringsCredentials(code.program) || isShared(fn, code.program, graph))
    return [];
  return callsFrom(code.program, name, environmentOf(fn)).flatMap((call) => {
    const actions = neededFor(call);
    const at = call.at.file.path === inline ? fn.inlineCode.at : call.at;
    return actions.length === 0 ? [] : [{ ...call, at, actions }];
  });
}

const usesKnown = (): Map<Program, Map<string, CodeUse>> => new Map();

/** The name under which the code of a function exports its handler; missing where it is a member of what is exported. */
function handlerOf({ handler }: Resource<'function'>): string | undefined {
  const written = handler.state === 'known' ? wholeText(handler.value) : undefined;
  return /(?:^|\/)[^./]+\.([^./]+)$/.exec(written ?? '')?.[1];
}

/** Whether functions with other roles have the same handler: which of them it makes a call for is known only when it runs. */
function isShared(fn: Resource<'function'>, { modules: [entry] }: Program, graph: Graph): boolean {
  if (entry === undefined || entry.file.path === inline) return false;
  return graph.all('function').some((other) => {
    if (other.address === fn.address || handlerOf(other) !== handlerOf(fn) || isSameRole(fn.role, other.role))
      return false;
    const code = graph.kept(codeOf, other);
    return 'program' in code && code.program.modules[0]?.file.path === entry.file.path;
  });
}

const isSameRole = (one: Resource<'function'>['role'], other: Resource<'function'>['role']): boolean =>
  one.state === 'known' && other.state === 'known' && one.resource.address === other.resource.address;

/** Which environment variables a function has, those of its runtime among them. */
const environmentOf =
  ({ environment }: Resource<'function'>): Environment =>
  (name) => {
    if (/^(?:AWS_(?:(?:DEFAULT_)?REGION|EXECUTION_ENV|LAMBDA_\w+)|LAMBDA_\w+|_HANDLER|NODE_PATH|PATH|TZ)$/.test(name))
      return true;
    if (environment.state !== 'known') return environment.state === 'absent' ? false : undefined;
    const value = environment.value.get(name);
    if (value === undefined) return false;
    return value.state === 'known' ? wholeText(value.value) !== '' : value.state === 'absent' ? false : undefined;
  };

function codeOf(fn: Resource<'function'>, graph: Graph): Code {
  const { runtime, layers, handler, inlineCode } = fn;
  const isNode = runtime.state === 'known' && /^nodejs/.test(runtime.value);
  if (isImage(fn) !== false || !isNode) {
    return { gap: { why: 'only code for Node.js is read, from files or from the template', at: runtime.at } };
  }
  if (layers.state === 'unknown' || (layers.state === 'known' && !layers.value.every(isQuietLayer))) {
    return { gap: { why: 'what its layers call is not known', at: layers.at } };
  }
  const before = loadedBefore(fn);
  if (before !== undefined) return { gap: before };
  if (inlineCode.state !== 'absent') {
    const text = inlineCode.state === 'known' ? wholeText(inlineCode.value) : undefined;
    if (text === undefined) return { gap: { why: 'its code is known only at deployment', at: inlineCode.at } };
    const code: CodeReader['code'] = (file) => readCode(file, parseModule);
    return { program: programOf([{ path: inline, text }], { read: () => undefined, code }) };
  }
  const named = handler.state === 'known' ? wholeText(handler.value) : undefined;
  // What follows the first dot of the file's name is the way to the function in it.
  const stem = named === undefined ? undefined : /^(.*\/)?[^./]+(?=\.)/.exec(named)?.[0];
  if (stem === undefined) return { gap: { why: 'its handler is known only at deployment', at: handler.at } };
  const home = homeOf(fn, graph);
  if (home === undefined || graph.read === undefined)
    return { gap: { why: `its code is not beside the ${graph.noun}`, at: fn.at } };
  const reader = graph.once(readerOf);
  const entries = entryFiles(home, stem, reader.read);
  if (entries.length === 0) {
    return { gap: { why: `there is no ${stem} of JavaScript or TypeScript in ${home.path}`, at: handler.at } };
  }
  return { program: programOf(entries, reader) };
}

/** Whether a layer is known to call nothing; where it lies does not matter. */
function isQuietLayer(layer: Parameters<typeof layerArn>[0]): boolean {
  const arn = layerArn(layer);
  return arn !== undefined && matchesAny(arn, quietLayers) === 'yes';
}

/** What the environment has loaded before the code, or run around it. */
function loadedBefore({ environment }: Resource<'function'>): Gap | undefined {
  if (environment.state === 'absent') return undefined;
  if (environment.state === 'unknown')
    return { why: 'its environment is known only at deployment', at: environment.at };
  if (environment.value.has('AWS_LAMBDA_EXEC_WRAPPER')) {
    return { why: 'what AWS_LAMBDA_EXEC_WRAPPER runs is not known', at: environment.at };
  }
  const options = environment.value.get('NODE_OPTIONS');
  if (options === undefined) return undefined;
  const text = options.state === 'known' ? wholeText(options.value) : undefined;
  // Modules are loaded by `-r`, `--require`, `--import` and `--loader`.
  const loads = text === undefined || /(?:^|\s)(?:-r|--(?:require|import|(?:experimental-)?loader)\b)/.test(text);
  return loads ? { why: 'what NODE_OPTIONS loads is not known', at: options.at } : undefined;
}

/** What several functions share is read and taken apart once. */
function readerOf(graph: Graph): CodeReader {
  const files = new Map<string, SourceFile | undefined>();
  const codes = new Map<string, CodeFile | undefined>();
  return {
    read: (path) => {
      if (!files.has(path)) files.set(path, graph.read?.(path));
      return files.get(path);
    },
    code: (file) => {
      if (!codes.has(file.path)) codes.set(file.path, readCode(file, parseModule));
      return codes.get(file.path);
    },
  };
}

/** The files that the handler may be in, the likeliest first: where a bundler begins, or else where the handler says. */
function entryFiles({ path, entries }: Home, stem: string, read: CodeReader['read']): readonly SourceFile[] {
  const found = entries.map((name) => {
    const entry = pathIn(path, name);
    return [read(entry) ?? findCode(entry, read)].flat();
  });
  if (found.length > 0 && found.every((files) => files.length > 0)) {
    // Which of several entries has the handler is for a build to say, but it keeps their names.
    const [name] = stem.split('/').slice(-1);
    const isNamed = (file: SourceFile): boolean => /([^/.]*)[^/]*$/.exec(file.path)?.[1] === name;
    return found.flat().sort((one, other) => Number(isNamed(other)) - Number(isNamed(one)));
  }
  const given = pathIn(path, stem);
  // A compiler will have made `dist/app.js` of src/app.ts.
  const source = given.replace(/(^|\/)(?:build|dist|lib|out)\/(?:src\/)?/, '$1src/');
  const files = findCode(given, read);
  return files.length > 0 || source === given ? files : findCode(source, read);
}

interface Home {
  readonly path: string;
  /** The files that a bundler begins with, where the template tells. */
  readonly entries: readonly string[];
}

/** The directory that a function is packaged from. */
function homeOf(fn: Resource<'function'>, graph: Graph): Home | undefined {
  const { template } = graph;
  const raw = graph.raw(fn.address);
  if (raw === undefined) return undefined;
  if (isTerraform(fn.language)) {
    const archive = fn.archive.state === 'known' ? wholeText(fn.archive.value) : undefined;
    const packed = archive === undefined ? undefined : template.archives?.get(archive);
    if (packed === undefined) return undefined;
    return { path: joinPath((template.files[0] ?? template.file).path, packed.replace(/[^/]*$/, '')), entries: [] };
  }
  const metadata = raw.attributes.get('Metadata')?.value;
  // What the CDK has packed lies beside the template that it has made.
  const asset = literal(get(metadata, 'aws:asset:path'));
  if (asset !== undefined) return { path: joinPath(raw.at.file.path, asset), entries: [] };
  const method = literal(get(metadata, 'BuildMethod'));
  if (method !== undefined && method !== 'esbuild' && !/^nodejs/.test(method)) return undefined;
  const code = raw.properties.entries.get('Code')?.value;
  // What SAM builds lies beside the template where nothing else is said.
  if (code === undefined && fn.language === 'sam') {
    return { path: joinPath(raw.at.file.path, '.'), entries: entriesIn(metadata) };
  }
  const named = code === undefined ? undefined : localPath(code, graph);
  if (named === undefined) return undefined;
  return { path: joinPath(named.at.file.path, named.path), entries: entriesIn(metadata) };
}

function localPath(code: Node, graph: Graph): { readonly path: string; readonly at: Location } | undefined {
  const { is, at, ...resolved } = graph.resolve(code);
  const path = is === 'text' && 'text' in resolved ? wholeText(resolved.text) : undefined;
  return path === undefined || /^[a-z][a-z\d+.-]*:|\.(?:zip|jar)$/i.test(path) ? undefined : { path, at };
}

function entriesIn(metadata: Node | undefined): string[] {
  const entries = get(get(metadata, 'BuildProperties'), 'EntryPoints');
  return entries?.is === 'list' ? entries.items.flatMap((item) => literal(item) ?? []) : [];
}
