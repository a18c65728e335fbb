import type { LintReport } from '../../engine/report.js';
import { counted } from '../../source/counted.js';
import { paintedOf, worstOf, type Painted } from '../diagram/findings.js';
import { printMermaid } from '../diagram/mermaid.js';
import { partOf } from '../diagram/part.js';
import { details } from './text.js';

/** GitHub draws no Mermaid of more than 50,000 characters or 500 edges, and nobody can read one of more boxes than this. */
const mostText = 45_000;
const mostEdges = 400;
const mostNodes = 80;

const urgency = ['error', 'warning', 'info', undefined];

/** The ids of the nodes that findings are about, the worst first. */
const concerned = ({ findings }: Painted): string[] =>
  [...findings]
    .map(([id, own]) => ({ id, rank: urgency.indexOf(worstOf(own)) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ id }) => id);

const fits = (painted: Painted): boolean =>
  painted.diagram.nodes.length <= mostNodes &&
  painted.diagram.edges.length <= mostEdges &&
  printMermaid([painted]).length <= mostText;

/** The resources with findings and what they are joined to, as far as a page can draw them, and how many it can't. */
function partConcerned(painted: Painted): { readonly part: Painted; readonly left: number } {
  const all = concerned(painted);
  const partWith = (count: number): Painted => ({
    ...painted,
    diagram: partOf(painted.diagram, new Set(all.slice(0, count))),
  });
  let count = Math.min(all.length, mostNodes);
  while (count > 0 && !fits(partWith(count))) count = Math.floor(count * 0.75);
  return { part: partWith(count), left: all.length - count };
}

/** What findings are about, drawn: a part for each file that has some, folded up. */
export function graphParts(report: LintReport, room: (bytes: number) => boolean): string[] {
  return paintedOf(report).flatMap((painted) => {
    const { part, left } = partConcerned(painted);
    const { nodes } = part.diagram;
    if (nodes.length === 0) return [];
    const drawn = printMermaid([part]);
    if (!room(3 * drawn.length)) return [];
    const more = left === 0 ? '' : `\n\nThere is no room here for ${left} more with findings.`;
    const title = `Graph of ${counted(nodes.length, 'resource')}: those with findings, and what they are joined to`;
    return [details(title, `\`\`\`mermaid\n${drawn}\`\`\`${more}`)];
  });
}
