import { isTerraform } from '../../resources/spelling.js';
import { joinPath } from '../../source/paths.js';
import type { Location, SourceFile } from '../../source/source.js';
import { get, literal, type Node } from '../../template/node.js';
import { wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Link, Resource } from '../resource.js';

/** Where the code of a function lies beside the template. */
export interface Home {
  readonly path: string;
  /** The files that a bundler begins with, where the template tells. */
  readonly entries: readonly string[];
}

/** The directory that a function is packaged from; `builders` are the build methods that keep what is read there. */
export function homeOf(fn: Resource<'function'>, graph: Graph, builders: RegExp): Home | undefined {
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
  if (method !== undefined && !builders.test(method)) return undefined;
  const code = raw.properties.entries.get('Code')?.value;
  // What SAM builds lies beside the template where nothing else is said.
  if (code === undefined && fn.language === 'sam') {
    return { path: joinPath(raw.at.file.path, '.'), entries: entriesIn(metadata) };
  }
  const named = code === undefined ? undefined : localPath(code, graph);
  if (named === undefined) return undefined;
  // A single file is packed by itself, and lies beside what it imports.
  const folder = named.path.replace(/[^/]*\.(?:py|[cm]?[jt]s)$/, '') || '.';
  return { path: joinPath(named.at.file.path, folder), entries: entriesIn(metadata) };
}

/** The folder that SAM builds a layer of the template from with one of some build methods, so that it holds nothing but modules. */
export function layerHome(layer: Link<'layer'>, graph: Graph, builders: RegExp): string | undefined {
  const raw = layer.state === 'known' ? graph.raw(layer.resource.address) : undefined;
  const method = literal(get(raw?.attributes.get('Metadata')?.value, 'BuildMethod'));
  const content = raw?.properties.entries.get('Content')?.value;
  if (method === undefined || !builders.test(method) || content === undefined) return undefined;
  const named = localPath(content, graph);
  return named && joinPath(named.at.file.path, named.path);
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

/** How files beside the template are read, each once. */
export function readOnce(graph: Graph): (path: string) => SourceFile | undefined {
  const files = new Map<string, SourceFile | undefined>();
  return (path) => {
    if (!files.has(path)) files.set(path, graph.read?.(path));
    return files.get(path);
  };
}
