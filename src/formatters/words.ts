import type { Finding } from '../engine/finding.js';
import { positionOf, type Location } from '../source/source.js';
import { visible } from './visible.js';

/** `template.yaml:3:5`. */
export function whereIs(at: Location): string {
  const { line, column } = positionOf(at);
  return `${visible(at.file.path)}:${line}:${column}`;
}

/** A finding in sentences, on one line: what is wrong, when, and what to do. */
export function sentences({ rule, message, when, help = '' }: Finding): string {
  const parts = [message.trim() === '' ? rule : message, ...(when === undefined ? [] : [`When ${when}`])];
  if (help !== '') parts.push(help.charAt(0).toUpperCase() + help.slice(1));
  return visible(`${parts.join('. ')}.`);
}

/** The other places that explain a finding, a line each. */
export const relatedLines = ({ related }: Finding): string[] =>
  related.map(({ at, message }) => `related: ${whereIs(at)}: ${visible(message)}`);

/** What goes by the same word is told apart by a number, from 1, in reading order. */
export function occurrences<T>(all: readonly T[], wordOf: (each: T) => string): Map<T, number> {
  const counts = new Map<string, number>();
  return new Map(
    all.map((each) => {
      const word = wordOf(each);
      const count = (counts.get(word) ?? 0) + 1;
      counts.set(word, count);
      return [each, count];
    }),
  );
}
