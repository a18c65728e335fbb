import { visible } from '../visible.js';

/** SARIF's words for severities. */
export const levels = { error: 'error', warning: 'warning', info: 'note', off: 'none' } as const;

/** A text cut to a number of UTF-16 units, not within a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/**
 * A text for a SARIF log. Its readers refuse a whole file for an empty one, and make a link of `[words](target)`, which is
 * not for a template to place.
 */
export function sarifText(text: string, instead: string, most = 4096): string {
  const shown = visible(text).replaceAll('](', '] (');
  return cut(shown.trim() === '' ? instead : shown, most);
}

/** The id of a rule, which its results refer to. */
export const ruleIdOf = (rule: string): string => sarifText(rule, 'unnamed', 255);
