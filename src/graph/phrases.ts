import type { Definition } from '../resources/define.js';
import { type Kind, kinds } from '../resources/index.js';
import { isOsOnly } from '../resources/runtimes.data.js';
import { isTerraform, wordFor } from '../resources/spelling.js';
import { type Text, matchesGlob, printText, wholeText } from '../values/text.js';
import { type Value, absent } from '../values/value.js';
import type { Link, Resource, ResourceBase, Spot } from './resource.js';

/** A text for messages, its holes in their own spelling. */
export const spell = (text: Text): string => printText(text) || 'an empty text';

/** What the linted file is, by a resource of it: people keep Terraform's code apart from the plan that it gives. */
export const here = ({ language }: ResourceBase): 'this plan' | 'this template' =>
  isTerraform(language) ? 'this plan' : 'this template';

/** The word for a fact of some kind, where no such resource is at hand, as the author of another one would write it. */
export function wordOf(kind: Kind, field: string, { language }: ResourceBase): string {
  const { fields }: Definition = kinds[kind];
  const spelled = fields[field]?.spelled;
  return spelled === undefined ? field : wordFor(spelled, language);
}

/** What a link names, for messages. */
export function spellLink(link: Link<Kind>): string {
  switch (link.state) {
    case 'known':
      return link.resource.name;
    case 'external':
      return printText(link.text);
    case 'unknown':
      return (
        link.identity?.replace(/^(?:value|text):(?:parameter:|import:|missing:)?/, '').replaceAll('\u0000', '') ??
        link.name
      );
    case 'absent':
      return `no ${link.name}`;
  }
}

/** `A`, `A and B`, `A, B and C`; beyond five, how many more there are. */
export function listOf(things: readonly ({ readonly name: string } | string)[]): string {
  const names = things.map((thing) => (typeof thing === 'string' ? thing : thing.name));
  const shown = names.length > 6 ? [...names.slice(0, 5), `${String(names.length - 5)} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${String(shown.at(-1))}`;
}

/** What is asked for by a least and a most, of which 0 is no limit; nothing where any value will do. */
export function rangeOf(min: number, max: number): string {
  if (min > 0 && max > 0) return min === max ? String(min) : `a value between ${String(min)} and ${String(max)}`;
  if (min > 0) return `${String(min)} or more`;
  return max > 0 ? `${String(max)} or less` : '';
}

/** What is asked for by patterns: the one text, or what it has to look like. */
export function anyOf(globs: readonly string[]): string {
  const list = globs.length < 2 ? globs.join('') : `${globs.slice(0, -1).join(', ')} or ${String(globs.at(-1))}`;
  return globs.some((glob) => /[*?]/.test(glob)) ? `one that matches ${list}` : list;
}

/** Whether one of some globs matches a name. */
export const isOneOf = (name: string, globs: readonly string[]): boolean =>
  globs.some((glob) => matchesGlob({ parts: [name] }, glob) === 'yes');

/** Whether one of some globs matches a resource's id, as its user or as the graph knows it. */
export function isNamed(resource: ResourceBase, globs: readonly string[]): boolean {
  return isOneOf(resource.owner, globs) || isOneOf(resource.address, globs);
}

/**
 * Whether a function is a container image, which takes neither signatures nor layers. Without a word on it it is none, as
 * Lambda has it; an image URI tells otherwise.
 */
export function isImage(fn: Resource<'function'>): boolean | undefined {
  const { packageType } = fn;
  if (packageType.state === 'unknown') return undefined;
  if (packageType.state === 'known' && packageType.written) return packageType.value === 'Image';
  return fn.imageUri.state === 'known';
}

/**
 * Whether a function is one of those whose settings are judged: without `images` no container images, without `osOnly` none
 * whose runtime is an operating system alone. Where that can't be told, it is none.
 */
export function isManaged(fn: Resource<'function'>, { images, osOnly }: { images: boolean; osOnly: boolean }): boolean {
  if (!images && isImage(fn) !== false) return false;
  if (osOnly) return true;
  const { runtime } = fn;
  return runtime.state === 'absent' || (runtime.state === 'known' && !isOsOnly(runtime.value));
}

/** Whether a function is exempt: by its id or name, or by a tag as `Key=Value`. */
export function isExempt(fn: Resource<'function'>, exempt: readonly string[]): boolean {
  if (exempt.length === 0) return false;
  if (isNamed(fn, exempt)) return true;
  const { functionName, tags } = fn;
  if (functionName.state === 'known' && exempt.some((glob) => matchesGlob(functionName.value, glob) === 'yes'))
    return true;
  if (tags.state !== 'known') return false;
  return [...tags.value].some(([key, value]) => {
    const literal = value.state === 'known' ? wholeText(value.value) : undefined;
    return (
      literal !== undefined &&
      exempt.some((glob) => glob.includes('=') && matchesGlob({ parts: [`${key}=${literal}`] }, glob) === 'yes')
    );
  });
}

/** The value of a function's tag. */
export function tagOf(fn: Resource<'function'>, key: string): Value<Text> {
  const { tags } = fn;
  if (tags.state !== 'known') return tags;
  return tags.value.get(key) ?? absent({ name: tags.name, at: tags.at });
}

/** Whether a role is exempt: by its id, its name or its path. */
export function isExemptRole(role: Resource<'role'>, exempt: readonly string[]): boolean {
  if (isNamed(role, exempt)) return true;
  return [role.roleName, role.path].some(
    (text) => text.state === 'known' && exempt.some((glob) => matchesGlob(text.value, glob) === 'yes'),
  );
}

/** Whether one place lies within another. */
export function isWithin(inner: Spot, outer: Spot): boolean {
  const [one, other] = [inner.at, outer.at];
  return one.file.path === other.file.path && one.start >= other.start && one.end <= other.end;
}
