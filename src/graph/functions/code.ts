import type { Program as NodeProgram } from '../../code/javascript/modules.js';
import { usesOf as usesOfNode } from '../../code/javascript/uses.js';
import type { Gap } from '../../code/gap.js';
import { quietLayers } from '../../code/layers.data.js';
import type { Program as PythonProgram } from '../../code/python/modules.js';
import { usesOf as usesOfPython } from '../../code/python/uses.js';
import type { CodeUse } from '../../code/uses.js';
import { made } from '../../source/once.js';
import { pathIn } from '../../source/paths.js';
import { matchesAny, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Link, Resource } from '../resource.js';
import { homeOf, layerHome } from './code-home.js';
import { isImage } from './exempt.js';
import { layerArn } from './layers.js';
import { inlineNode, loadingOptions, nodeBuilders, nodeProgram, stemOf } from './node-code.js';
import { fileOf, foldersIn, inlinePython, pythonBuilders, pythonProgram } from './python-code.js';

/** The code of a function in the language that it is in, or why it is not at hand. */
export type Code = { readonly node: NodeProgram } | { readonly python: PythonProgram } | { readonly gap: Gap };

/** Code that stands in a template has no file of its own. */
const inline = '<inline>';

/** Whether a file is code that stands in a template. */
export const isInline = (path: string | undefined): boolean => path?.startsWith(inline) === true;

/**
 * What the code of a function may call of AWS, from its handler on. Only that for Node.js and Python is read, and only where it lies beside
 * the template or in it; `others` are patterns of packages that call nothing.
 */
export function callsOfCode(
  fn: Resource<'function'>,
  others: readonly string[],
  graph: Graph,
): CodeUse | { readonly gap: Gap } {
  const code = graph.kept(codeOf, fn);
  if ('gap' in code) return code;
  if (mayStandIn(fn)) {
    return {
      gap: {
        why: 'its code in the template has no SDK, and may stand in for what is deployed later',
        at: fn.inlineCode.at,
      },
    };
  }
  const program = 'node' in code ? code.node : code.python;
  const known = made(graph.once(usesKnown), program, () => new Map<string, CodeUse>());
  const use = made(known, others.join('\n'), () =>
    'node' in code ? usesOfNode(code.node, others) : usesOfPython(code.python, others),
  );
  const [entry] = 'node' in code ? code.node.modules.map(({ file }) => file) : code.python.files;
  if (!isInline(entry?.path)) return use;
  // Places within inline code are those of the whole of it.
  const { at } = fn.inlineCode;
  return {
    actions: new Map([...use.actions].map(([action, call]) => [action, { ...call, at }])),
    services: new Map([...use.services].map(([service, gap]) => [service, { ...gap, at }])),
    gaps: use.gaps.map((gap) => ({ ...gap, at })),
  };
}

/** Code that makes no client is often there only until a pipeline brings what is meant: CloudFormation makes no function without any. */
function mayStandIn({ inlineCode }: Resource<'function'>): boolean {
  const text = inlineCode.state === 'known' ? wholeText(inlineCode.value) : undefined;
  return text !== undefined && !/boto|aws-sdk/i.test(text);
}

const usesKnown = (): Map<object, Map<string, CodeUse>> => new Map();

/** The language of a function, as its runtimes are called; missing where it is none that is read. */
export const languageOf = ({ runtime }: Resource<'function'>): string | undefined =>
  runtime.state === 'known' ? /^(?:nodejs|python)/.exec(runtime.value)?.[0] : undefined;

/** The code of a function, from its handler on. */
export function codeOf(fn: Resource<'function'>, graph: Graph): Code {
  const { runtime, layers, handler, inlineCode } = fn;
  const language = languageOf(fn);
  if (isImage(fn) !== false || language === undefined) {
    return {
      gap: { why: 'only code for Node.js and Python is read, from files or from the template', at: runtime.at },
    };
  }
  const isNode = language === 'nodejs';
  // Modules of layers are found beside those of a package.
  const isRead = (layer: Link<'layer'>): boolean =>
    isQuietLayer(layer) || (!isNode && inlineCode.state === 'absent' && ownLayer(layer, graph) !== undefined);
  if (layers.state === 'unknown' || (layers.state === 'known' && !layers.value.every(isRead))) {
    return { gap: { why: 'what its layers call is not known', at: layers.at } };
  }
  const environment = isNode ? ofNode(fn) : ofPython(fn);
  if ('why' in environment) return { gap: environment };
  if (inlineCode.state !== 'absent') {
    const text = inlineCode.state === 'known' ? wholeText(inlineCode.value) : undefined;
    if (text === undefined) return { gap: { why: 'its code is known only at deployment', at: inlineCode.at } };
    return isNode
      ? { node: inlineNode({ path: `${inline}.js`, text }) }
      : { python: inlinePython({ path: `${inline}.py`, text }) };
  }
  const named = handler.state === 'known' ? wholeText(handler.value) : undefined;
  if (named === undefined || !/[^.]\.[^]/.test(named.slice(named.lastIndexOf('/') + 1))) {
    return { gap: { why: 'its handler is known only at deployment', at: handler.at } };
  }
  const home = homeOf(fn, graph, isNode ? nodeBuilders : pythonBuilders);
  if (home === undefined || graph.read === undefined)
    return { gap: { why: `its code is not beside the ${graph.noun}`, at: fn.at } };
  if (isNode) {
    const node = nodeProgram(home, named, graph);
    const why = `there is no ${stemOf(named)} of JavaScript or TypeScript in ${home.path}`;
    return node === undefined ? { gap: { why, at: handler.at } } : { node };
  }
  const own = layers.state === 'known' ? layers.value.flatMap((layer) => ownLayer(layer, graph) ?? []) : [];
  const folders = [...environment.folders.map((folder) => pathIn(home.path, folder)), ...own.toReversed()];
  const python = pythonProgram(home, named, folders, graph);
  const why = `there is no ${fileOf(named)} in ${home.path}`;
  return python === undefined ? { gap: { why, at: handler.at } } : { python };
}

/** Whether a layer is known to call nothing; where it lies does not matter. */
function isQuietLayer(layer: Link<'layer'>): boolean {
  const arn = layerArn(layer);
  return arn !== undefined && matchesAny(arn, quietLayers) === 'yes';
}

/** Where the modules of a layer lie that SAM builds. */
const ownLayer = (layer: Link<'layer'>, graph: Graph): string | undefined => layerHome(layer, graph, pythonBuilders);

/** Folders that modules are looked for in, or why something is loaded before the code or run around it. */
type Loads = { readonly folders: readonly string[] } | Gap;

/** What the environment has node load before the code. */
const ofNode = (fn: Resource<'function'>): Loads =>
  variableOf(fn, 'NODE_OPTIONS', (text) => (loadingOptions.test(text) ? undefined : []));

/** Where the environment has Python look for modules. */
const ofPython = (fn: Resource<'function'>): Loads => variableOf(fn, 'PYTHONPATH', foldersIn);

function variableOf(
  { environment }: Resource<'function'>,
  name: string,
  read: (text: string) => readonly string[] | undefined,
): Loads {
  if (environment.state === 'absent') return { folders: [] };
  if (environment.state === 'unknown')
    return { why: 'its environment is known only at deployment', at: environment.at };
  if (environment.value.has('AWS_LAMBDA_EXEC_WRAPPER')) {
    return { why: 'what AWS_LAMBDA_EXEC_WRAPPER runs is not known', at: environment.at };
  }
  const value = environment.value.get(name);
  if (value === undefined) return { folders: [] };
  const text = value.state === 'known' ? wholeText(value.value) : undefined;
  const folders = text === undefined ? undefined : read(text);
  return folders === undefined ? { why: `what ${name} loads is not known`, at: value.at } : { folders };
}
