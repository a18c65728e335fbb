import { didYouMean } from '../source/nearest.js';
import { plain, type Json } from './json.js';

/** Takes what is wrong under a path of the file. */
export type Complain = (path: readonly string[], message: string) => void;

/** A path in the file as people write it: `rules.role-shared[1]`. */
export const pathText = (path: readonly string[]): string =>
  path.map((part, at) => (/^\d+$/.test(part) ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');

/** A value that is text. */
export const textOf = (json: Json): string | undefined =>
  json.is === 'scalar' && typeof json.value === 'string' ? json.value : undefined;

/** The entries of an object; none of anything else, which is complained of. */
export function entriesOf(
  json: Json,
  path: readonly string[],
  complain: Complain,
): ReadonlyMap<string, { value: Json }> {
  if (json.is === 'object') return json.entries;
  complain(path, 'must be an object: { … }');
  return new Map();
}

/** A list of texts. */
export function textsOf(json: Json, path: readonly string[], complain: Complain): string[] {
  if (json.is !== 'list') {
    complain(path, 'must be a list of texts: ["…"]');
    return [];
  }
  return json.items.flatMap((item, at) => {
    const text = textOf(item);
    if (text !== undefined && text !== '') return [text];
    complain([...path, String(at)], 'must be text, and not empty');
    return [];
  });
}

/** Patterns of files: one, or a list of them. */
export function filesOf(json: Json, path: readonly string[], complain: Complain): string[] {
  const one = textOf(json);
  return one === undefined || one === '' ? textsOf(json, path, complain) : [one];
}

/** One of some words; `undefined` where it is another, which is complained of. */
export function oneOf<T extends string>(
  json: Json,
  allowed: readonly T[],
  path: readonly string[],
  complain: Complain,
) {
  const text = textOf(json);
  const found = allowed.find((word) => word === text);
  if (found === undefined) {
    const given = text ?? JSON.stringify(plain(json));
    complain(
      path,
      `must be one of ${allowed.join(', ')}, not ${given}${text === undefined ? '' : didYouMean(text, allowed)}`,
    );
  }
  return found;
}

/** One text or a list of them, each with the path at which it is written. */
export function listed(
  name: string,
  json: Json,
  is: string,
  complain: Complain,
): { readonly name: string; readonly path: readonly string[] }[] {
  const items = json.is === 'list' ? json.items.map((item, at) => ({ item, path: [name, String(at)] })) : [];
  if (json.is !== 'list') items.push({ item: json, path: [name] });
  return items.flatMap(({ item, path }) => {
    const text = textOf(item);
    if (text !== undefined && text !== '') return [{ name: text, path }];
    complain(path, `must be ${is}`);
    return [];
  });
}
