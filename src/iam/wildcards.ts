import { globMatches } from '../values/glob.js';

/**
 * Patterns as IAM reads them: `*` is any text (none included), `?` any one character.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */

/** Whether a text holds a wildcard. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether a text consists of wildcards, with a star among them: it matches everything of some length (`*`, `**`, `?*`). */
export function isAllWildcards(text: string): boolean {
  return text.includes('*') && /^[*?]+$/.test(text);
}

/**
 * Reads a pattern once, to ask it of many texts; upper and lower case are the same.
 * Never costs more than the product of both lengths, and nothing where the text is too short for the pattern.
 */
export function matcher(pattern: string): (text: string) => boolean {
  const glob = pattern.toLowerCase().replace(/\*+/g, '*');
  const least = glob.replaceAll('*', '').length;
  if (!hasWildcard(glob)) return (text) => text.length === glob.length && text.toLowerCase() === glob;
  return (text) => text.length >= least && globMatches(text.toLowerCase(), glob);
}
