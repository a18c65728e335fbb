import { severities, type Finding } from '../../engine/finding.js';
import type { DiagramEdge, DiagramNode } from '../../engine/report.js';
import { counted } from '../../source/counted.js';

/** More of a name is no help on a box. */
const longest = 48;

/** A name that fits on a box: its middle is what is left out. */
export const short = (text: string, room = longest): string => {
  const signs = [...text];
  if (signs.length <= room) return text;
  const half = Math.floor((room - 1) / 2);
  return `${signs.slice(0, room - 1 - half).join('')}…${signs.slice(-half).join('')}`;
};

/** What stands under a node's name: what it is, and a word on it. */
export function underline({ noun, note, state, when }: DiagramNode): string {
  const what = state === 'unknown' ? `unknown ${noun}` : state === 'elsewhere' ? `${noun} elsewhere` : noun;
  return [what, note, when === undefined ? undefined : `when ${when}`].filter(Boolean).join(' · ');
}

/** What stands at an edge. */
export const edgeWords = ({ label, when }: DiagramEdge): string =>
  when === undefined ? label : `${label}, when ${when}`;

/** `2 errors, 1 warning`; nothing without findings. */
export const tallyOf = (findings: readonly Finding[]): string =>
  severities
    .map((severity) => ({ severity, count: findings.filter((each) => each.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity))
    .join(', ');
