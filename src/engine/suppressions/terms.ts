import type { Terms } from '../../graph/suppression.js';

const names = String.raw`\b(owner|expires|until):`;
/** A term ends where the next one begins, at a comma or a bracket. */
const term = new RegExp(String.raw`${names}\s*([^,;()]*?)(?=\s*(?:[,;()]|${names}|$))`, 'gi');

/** The terms in the text behind the hyphens of a comment; what is left is the reason. */
export function termsIn(text: string): Terms {
  const said = [...text.matchAll(term)].map(([, name = '', value = '']) => [name.toLowerCase(), value] as const);
  const last = (...wanted: string[]): string | undefined => said.findLast(([name]) => wanted.includes(name))?.[1];
  const reason = text
    .replaceAll(term, '')
    .replaceAll(/[\s,;]+\)/g, ')')
    .replaceAll(/\(\s*[,;\s]*\)/g, '')
    .replace(/[\s,;]+$/, '')
    .trim();
  return termsOf({
    ...(/\w/.test(reason) && { reason }),
    owner: last('owner') || undefined,
    expires: last('expires', 'until'),
  });
}

/** The terms of something that has more to it; those that are not given are left out. */
export const termsOf = ({ reason, owner, expires }: { readonly [N in keyof Terms]?: string | undefined }): Terms => ({
  ...(reason !== undefined && { reason }),
  ...(owner !== undefined && { owner }),
  ...(expires !== undefined && { expires }),
});
