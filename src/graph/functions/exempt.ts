import { isOsOnly } from '../../resources/runtimes.data.js';
import { type Text, matchesGlob, wholeText } from '../../values/text.js';
import { type Value, absent } from '../../values/value.js';
import type { Resource, ResourceBase } from '../resource.js';

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
