import type { Environment } from '../../code/guards.js';
import { type CodeReader, type Gap, type Program, findCode, programOf } from '../../code/modules.js';
import { parseModule } from '../../code/parse.js';
import { type CertainCall, bringsCredentials, callsFrom } from '../../code/reach.js';
import { type CodeUse, neededFor, usesOf } from '../../code/uses.js';
import { isTerraform } from '../../resources/spelling.js';
import { joinPath } from '../../source/paths.js';
import type { Location, SourceFile } from '../../source/source.js';
import { get, literal, type Node } from '../../template/node.js';
import { wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';
import { isImage } from './exempt.js';

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
  const use = usesOf(program, others);
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
  if (layers.state === 'unknown' || (layers.state === 'known' && layers.value.length > 0)) {
    return { gap: { why: 'what its layers call is not known', at: layers.at } };
  }
  if (inlineCode.state !== 'absent') {
    const text = inlineCode.state === 'known' ? wholeText(inlineCode.value) : undefined;
    if (text === undefined) return { gap: { why: 'its code is known only at deployment', at: inlineCode.at } };
    return { program: programOf({ path: inline, text }, { read: () => undefined, parse: parseModule }) };
  }
  const named = handler.state === 'known' ? wholeText(handler.value) : undefined;
  const stem = named?.replace(/\.[^./]*$/, '');
  if (named === undefined || stem === undefined || stem === named) {
    return { gap: { why: 'its handler is known only at deployment', at: handler.at } };
  }
  const home = homeOf(fn, graph);
  if (home === undefined || graph.read === undefined)
    return { gap: { why: `its code is not beside the ${graph.noun}`, at: fn.at } };
  const reader: CodeReader = graph.once(readerOf);
  const entry = home.entries
    .map((name) => reader.read(joinPath(`${home.path}/`, name)))
    .find((file) => file !== undefined);
  const found =
    entry ?? findCode(joinPath(`${home.path}/`, stem), reader.read) ?? findSource(home.path, stem, reader.read);
  if (found === undefined) {
    return { gap: { why: `there is no ${stem} of JavaScript or TypeScript in ${home.path}`, at: handler.at } };
  }
  return { program: programOf(found, reader) };
}

/** What several functions share is read and taken apart once. */
function readerOf(graph: Graph): CodeReader {
  const files = new Map<string, SourceFile | undefined>();
  const trees = new Map<string, ReturnType<CodeReader['parse']>>();
  return {
    read: (path) => {
      if (!files.has(path)) files.set(path, graph.read?.(path));
      return files.get(path);
    },
    parse: (text, path) => {
      if (!trees.has(path)) trees.set(path, parseModule(text, path));
      return trees.get(path);
    },
  };
}

/** The source of what a compiler will have made: `dist/app.js` of src/app.ts. */
function findSource(home: string, stem: string, read: CodeReader['read']): SourceFile | undefined {
  const path = joinPath(`${home}/`, stem);
  const source = path.replace(/(^|\/)(?:build|dist|lib|out)\//, '$1src/');
  return source === path ? undefined : findCode(source, read);
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
