import type { ContextKey } from '../../iam/request.js';
import type { Kind } from '../../resources/index.js';
import { type Hole, type Text, printText, textOf } from '../../values/text.js';
import type { Told, Value } from '../../values/value.js';
import type { Link } from '../resource.js';

const toldOf = ({ name, at, via }: Told): Told => ({ name, at, via });

/** What only the deployment knows, but is there. */
export const open = (name: string): Hole => ({ name });

/** A key that is in the request whatever a template says. */
export const fixed = (key: string, value: string, told: Told): ContextKey =>
  ofTexts(key, told, [textOf([value], told.at)]);

/** A key with values that are known to be there, and why there may be more. */
export const ofTexts = (key: string, told: Told, values: readonly Text[], more?: string): ContextKey => ({
  ...toldOf(told),
  key,
  state: 'known',
  values,
  ...(more !== undefined && { more }),
});

/** A key that has what a property has, a text or a list of texts. */
export function ofValue(key: string, value: Value<string> | Value<Text> | Value<readonly Value<Text>[]>): ContextKey {
  if (value.state === 'absent') return { ...toldOf(value), key, state: 'absent' };
  if (value.state === 'unknown') return { ...toldOf(value), key, state: 'unknown', why: value.why };
  const { at, value: own } = value;
  if (typeof own === 'string') return fixed(key, own, value);
  if ('parts' in own) return ofTexts(key, value, [own]);
  const unknown = own.find(({ state }) => state === 'unknown');
  const texts = own.flatMap((each) => (each.state === 'known' ? [{ ...each.value, at }] : []));
  return ofTexts(key, value, texts, unknown?.state === 'unknown' ? unknown.why : undefined);
}

/** A key that has the id or ARN of what a property names. */
export function ofLink<K extends Kind>(
  key: string,
  link: Link<K>,
  read: (link: Link<K>) => Text | undefined = idOf,
): ContextKey {
  if (link.state === 'absent') return { ...toldOf(link), key, state: 'absent' };
  const text = read(link);
  if (text !== undefined) return ofTexts(key, link, [text]);
  return {
    ...toldOf(link),
    key,
    state: 'unknown',
    why: link.state === 'unknown' ? link.why : `${link.name} is not told`,
  };
}

/** A key that has the ids or ARNs of what the items of a property name. */
export function ofLinks<K extends Kind>(
  key: string,
  links: Value<readonly Link<K>[]>,
  read: (link: Link<K>) => Text | undefined = idOf,
): ContextKey {
  if (links.state === 'absent') return { ...toldOf(links), key, state: 'absent' };
  if (links.state === 'unknown') return { ...toldOf(links), key, state: 'unknown', why: links.why };
  const texts = links.value.flatMap((link) => read(link) ?? []);
  const unknown = links.value.find(({ state }) => state === 'unknown');
  return ofTexts(key, links, texts, unknown?.state === 'unknown' ? unknown.why : undefined);
}

/** What a link names: of a resource of the template only that it is there. */
export function idOf<K extends Kind>(link: Link<K>): Text | undefined {
  if (link.state === 'external') return link.text;
  return link.state === 'known' ? textOf([open(`\${${link.resource.name}}`)], link.at) : undefined;
}

/** Keys of the tags of a request: `aws:RequestTag/…` and `aws:TagKeys`. `more`: why there may be others. */
export function ofTags(
  tags: Value<ReadonlyMap<string, Value<Text>>>,
  more: string | undefined,
): (key: string) => ContextKey | undefined {
  return (key) => {
    const tag = /^aws:RequestTag\/(.*)$/is.exec(key)?.[1];
    if (tag === undefined && key.toLowerCase() !== 'aws:tagkeys') return undefined;
    const told = { ...toldOf(tags), key };
    if (tags.state === 'unknown') return { ...told, state: 'unknown', why: tags.why };
    const all = tags.state === 'known' ? [...tags.value] : [];
    if (tag === undefined)
      return ofTexts(
        key,
        tags,
        all.map(([name]) => textOf([name], tags.at)),
        more,
      );
    const own = all.find(([name]) => name.toLowerCase() === tag.toLowerCase())?.[1];
    if (own !== undefined && own.state !== 'absent') return ofValue(key, own);
    return more === undefined ? { ...told, state: 'absent' } : { ...told, state: 'unknown', why: more };
  };
}

/** A key that each block of a list may have. */
export function ofBlocks<B>(key: string, blocks: Value<readonly B[]>, read: (block: B) => Value<string>): ContextKey {
  if (blocks.state === 'absent') return { ...toldOf(blocks), key, state: 'absent' };
  if (blocks.state === 'unknown') return { ...toldOf(blocks), key, state: 'unknown', why: blocks.why };
  const all = blocks.value.map((block) => ofValue(key, read(block)));
  const told = all.find(({ state }) => state !== 'known') ?? all[0] ?? blocks;
  const values = all.flatMap((each) => (each.state === 'known' ? each.values : []));
  const unknown = all.find(({ state }) => state === 'unknown');
  return values.length === 0 && unknown !== undefined
    ? unknown
    : ofTexts(key, told, values, unknown && spellOpen(unknown));
}

const spellOpen = (key: ContextKey): string | undefined => (key.state === 'unknown' ? key.why : undefined);

/** What a request has under a key, for messages. */
export function spellKey(key: ContextKey): string {
  if (key.state === 'known' && key.values.length > 0) return `with ${key.name} ${key.values.map(printText).join(', ')}`;
  return key.state === 'unknown' ? `with ${key.name}` : `without ${key.name}`;
}
