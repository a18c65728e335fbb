import type { DiagramEdge, DiagramKind, DiagramNode } from '../../engine/report.js';
import { escapeHtml } from '../html/escape.js';
import type { Painted } from './findings.js';
import { worstOf } from './findings.js';
import { type Layout, type Placed, layOut, sizes } from './layout.js';
import { edgeWords, short, tallyOf, underline } from './words.js';

/** How wide a text is: signs of the two sizes that are used, measured roughly. */
const widthOf = (text: string, perSign: number): number => [...text].length * perSign;

/** What a page shows without scrolling, made a little smaller. */
const widest = 2000;

const nameRoom = 30;
const noteRoom = 36;

/** What usually leads to what: boxes of a kind stand in one column, as far as what leads to them allows. */
const lanes: { readonly [K in DiagramKind]?: number } = {
  api: 1,
  route: 2,
  url: 2,
  authorizer: 3,
  function: 4,
  role: 5,
  user: 5,
  layer: 5,
  'code signing': 5,
  queue: 2,
  topic: 2,
  bucket: 2,
  'event source': 2,
  resource: 2,
  policy: 6,
  boundary: 6,
};

interface Shown {
  readonly lane: number;
  readonly node: DiagramNode;
  readonly name: string;
  readonly note: string;
  readonly width: number;
}

function shownOf(node: DiagramNode): Shown {
  const name = short(node.label, nameRoom);
  const note = short(underline(node), noteRoom);
  const width = Math.ceil(Math.max(96, widthOf(name, 8.6), widthOf(note, 6.6)) + 28);
  return { node, name, note, width, lane: lanes[node.kind] ?? 0 };
}

const pathOf = (points: readonly Placed[]): string => {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let at = first;
  const steps = rest.map((to) => {
    const bend = (to.x - at.x) / 2;
    const step =
      to.y === at.y
        ? `H${String(to.x)}`
        : `C${String(at.x + bend)} ${String(at.y)} ${String(to.x - bend)} ${String(to.y)} ${String(to.x)} ${String(to.y)}`;
    at = to;
    return step;
  });
  return `M${String(first.x)} ${String(first.y)}${steps.join('')}`;
};

/** The verb stands where the first bend is half done, at which edges from one box are apart already. */
function labelAt(points: readonly Placed[]): Placed {
  const [from = { x: 0, y: 0 }, to = from] = points;
  return { x: Math.round((from.x + to.x) / 2), y: Math.round((from.y + to.y) / 2) - 3 };
}

function edgeSvg(edge: DiagramEdge, points: readonly Placed[], names: ReadonlyMap<string, string>): string {
  const kind = edge.certain ? (edge.when === undefined ? 'edge' : 'edge sometimes') : 'edge unsure';
  const { x, y } = labelAt(points);
  const title = `${names.get(edge.from) ?? ''} ${edgeWords(edge)} ${names.get(edge.to) ?? ''}`;
  return `<g class="${kind}"><title>${escapeHtml(title)}</title><path d="${pathOf(points)}"/><text x="${String(x)}" y="${String(y)}">${escapeHtml(edge.label)}</text></g>`;
}

function nodeSvg(
  { node, name, note, width }: Shown,
  { x, y }: Placed,
  { findings }: Painted,
  target: string | undefined,
): string {
  const own = findings.get(node.id) ?? [];
  const worst = worstOf(own);
  const names = ['node', `k-${node.kind.replaceAll(' ', '-')}`, node.state, ...(worst === undefined ? [] : [worst])];
  const said = [node.label, underline(node), tallyOf(own), node.address === node.label ? '' : node.address];
  const badge =
    worst === undefined
      ? ''
      : `<circle class="badge" cx="${String(width)}" cy="0" r="10"/><text class="count" x="${String(width)}" y="4">${own.length > 99 ? '99+' : String(own.length)}</text>`;
  const body = `<title>${escapeHtml(said.filter(Boolean).join('\n')).replaceAll('␊', '\n')}</title><rect width="${String(width)}" height="${String(sizes.box)}" rx="7"/><path class="strip" d="M7 0H5V${String(sizes.box)}H7A7 7 0 0 1 0 ${String(sizes.box - 7)}V7A7 7 0 0 1 7 0Z"/><text class="name" x="15" y="19">${escapeHtml(name)}</text><text class="note" x="15" y="34">${escapeHtml(note)}</text>${badge}`;
  const group = `<g class="${names.join(' ')}" transform="translate(${String(x)} ${String(y)})">${body}</g>`;
  return target === undefined
    ? group
    : `<a data-node="${node.id}" href="#${target}" aria-label="${escapeHtml(`${node.label}: ${tallyOf(own)}`)}">${group}</a>`;
}

/**
 * A diagram as SVG.
 * @param targets ids of elements of the page, by the id of the node that leads there
 * @param prefix of ids in the page
 */
export function svgOf(painted: Painted, targets: ReadonlyMap<string, string>, prefix: string): string {
  const { nodes, edges } = painted.diagram;
  const shown = nodes.map(shownOf);
  const index = new Map(nodes.map(({ id }, at) => [id, at]));
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  const layout: Layout = layOut(
    shown,
    edges.map(({ from, to }) => [index.get(from) ?? 0, index.get(to) ?? 0] as const),
  );
  const margin = 14;
  const [width, height] = [layout.width + 2 * margin, layout.height + 2 * margin];
  const lines = edges.map((edge, at) => edgeSvg(edge, layout.edges[at] ?? [], names));
  const boxes = shown.map((each, at) =>
    nodeSvg(each, layout.boxes[at] ?? { x: 0, y: 0 }, painted, targets.get(each.node.id)),
  );
  // Where there are many, verbs are shown when they are pointed at.
  const classes = [...(edges.length > 36 ? ['busy'] : []), ...(width <= widest ? ['fit'] : [])];
  return [
    `<svg class="${classes.join(' ')}" role="group" aria-labelledby="${prefix}title" viewBox="${String(-margin)} ${String(-margin)} ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}">`,
    `<defs><marker id="${prefix}arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0.5L7.5 4L0 7.5Z"/></marker></defs>`,
    ...lines.map((line) => line.replace('"/><text', `" marker-end="url(#${prefix}arrow)"/><text`)),
    ...boxes,
    '</svg>',
  ].join('\n');
}
