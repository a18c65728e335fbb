import type { Node } from '../../template/node.js';
import { matchesAny, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { propertyOf } from '../physical-names.js';
import type { Resource } from '../resource.js';
import { type NamedText, parametersIn } from './environment.js';
import { type Judged, entropyOf, mayBeSecret, saysSecret, secretIn, secretNames } from './secret-words.js';

/** What tells a secret, beside the formats that are known. */
export interface SecretSigns {
  /** Names that promise one. */
  readonly keyPatterns: readonly string[];
  readonly valuePatterns: readonly string[];
  /** Bits per character; 0: none. */
  readonly entropy: number;
}

/** The secret that is written out under a name: by what it looks like, else by its name alone. */
export function writtenSecret(
  { name, value, node }: Pick<NamedText, 'name' | 'value' | 'node'>,
  signs: SecretSigns,
  graph: Graph,
): (Judged & { readonly byName: boolean }) | undefined {
  if (value.state !== 'known') return undefined;
  const { parameters } = graph.template;
  const sources = parametersIn(node).flatMap((each) => parameters.get(each) ?? []);
  // What is given at deployment is not written here; what is meant to be is judged where the parameter is.
  if (sources.some(({ given }) => given !== undefined)) return undefined;
  const isMeant = sources.some((each) => each.noEcho || saysSecret(each.name.replace(/^.*\//, ''), secretNames));

  const literal = wholeText(value.value);
  const known = value.value.parts.map((part) => (typeof part === 'string' ? secretIn(part, name) : undefined));
  const found =
    known.find((each) => each !== undefined) ?? (literal === undefined ? undefined : bySigns(literal, signs));
  if (found !== undefined) return { ...found, byName: false };
  if (literal === undefined || isMeant || !saysSecret(name, signs.keyPatterns) || !mayBeSecret(literal, name))
    return undefined;
  return { what: 'a secret by its name', secret: literal, byName: true };
}

/** A text as a whole, or a word of it. */
function bySigns(literal: string, { valuePatterns, entropy }: SecretSigns): Judged | undefined {
  const words = [literal, ...literal.split(/\s+/)];
  const own = words.find((word) => matchesAny({ parts: [word] }, valuePatterns) === 'yes');
  if (own !== undefined) return { what: 'a secret of a known format', secret: own };
  const key = entropy > 0 ? words.find((word) => entropyOf(word) >= entropy) : undefined;
  return key === undefined ? undefined : { what: 'what looks like a key', secret: key };
}

/** The tags of a function. */
export function tagsOf(fn: Resource<'function'>, graph: Graph): readonly NamedText[] {
  const { tags } = fn;
  if (tags.state !== 'known') return [];
  const nodes = tagNodes(propertyOf(fn, 'tags', graph), graph);
  return [...tags.value].flatMap(([name, value]) => {
    const node = nodes.get(name);
    return node === undefined ? [] : [{ name, value, node, at: value.at }];
  });
}

/** The values of tags as they are written, in a map or in a list of keys and values. */
function tagNodes(tags: Node | undefined, graph: Graph): ReadonlyMap<string, Node> {
  const found = tags && graph.resolve(tags);
  if (found?.is === 'map') return new Map([...found.entries].map(([key, { value }]) => [key, value]));
  const nodes = new Map<string, Node>();
  for (const item of found?.is === 'list' ? found.items : []) {
    if (item.is !== 'map') continue;
    const [key, value] = ['Key', 'Value'].map(
      (name) => (item.entries.get(name) ?? item.entries.get(name.toLowerCase()))?.value,
    );
    const name = key && graph.textOf(graph.resolve(key));
    if (name !== undefined && value !== undefined) nodes.set(wholeText(name) ?? '', value);
  }
  return nodes;
}

/** The name of a function and what it is said to be, under no name that could tell more. */
export const wordsOn = (fn: Resource<'function'>, graph: Graph): readonly NamedText[] =>
  (['functionName', 'description'] as const).flatMap((field) => {
    const value = fn[field];
    const node = propertyOf(fn, field, graph);
    return node === undefined ? [] : [{ name: '', value, node, at: value.at }];
  });
