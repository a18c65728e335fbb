import type { DiagramEdge, DiagramKind, DiagramNode } from '../../engine/report.js';
import { escapeHtml } from '../html/escape.js';
import type { Painted } from './findings.js';
import { worstOf } from './findings.js';
import { type Layout, type Placed, layOut, sizes } from './layout.js';
import { edgeWords, short, tallyOf, underline } from './words.js';

/** How wide a text is: signs of the sizes that are used, measured roughly; capitals are wider. */
const widthOf = (text: string, perSign: number): number =>
  [...text].reduce((width, sign) => width + (/\p{Lu}/u.test(sign) ? 1.2 : 1) * perSign, 0);

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

/** A point of an edge's first bend, from 0 to 1. */
function onBend([from = { x: 0, y: 0 }, to = from]: readonly Placed[], part: number): Placed {
  const rest = 1 - part;
  const early = rest * rest * (1 + 2 * part);
  const along = 1.5 * part * rest + part ** 3;
  return { x: Math.round(from.x + (to.x - from.x) * along), y: Math.round(to.y + (from.y - to.y) * early) };
}

/**
 * Where each verb stands: above the middle of the first bend, at which edges from one box are apart already; a little before or
 * behind it, or below, where another one is in the way.
 */
function labelsAt(edges: readonly DiagramEdge[], layout: Layout): Placed[] {
  const taken: (Placed & { readonly half: number })[] = [];
  return edges.map(({ label }, at) => {
    const half = widthOf(label, 5.5) / 2;
    const isFree = ({ x, y }: Placed): boolean =>
      taken.every((other) => Math.abs(other.y - y) >= 12 || Math.abs(other.x - x) >= other.half + half);
    const points = layout.edges[at] ?? [];
    const places = [-3, 11].flatMap((beside) =>
      [0.5, 0.4, 0.6, 0.3, 0.7].map((part) => {
        const { x, y } = onBend(points, part);
        return { x, y: y + beside };
      }),
    );
    const place = places.find(isFree) ?? places[0] ?? { x: 0, y: 0 };
    taken.push({ ...place, half });
    return place;
  });
}

function edgeSvg(
  edge: DiagramEdge,
  points: readonly Placed[],
  { x, y }: Placed,
  names: ReadonlyMap<string, string>,
): string {
  const kind = edge.certain ? (edge.when === undefined ? 'edge' : 'edge sometimes') : 'edge unsure';
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
  const labels = labelsAt(edges, layout);
  const lines = edges.map((edge, at) => edgeSvg(edge, layout.edges[at] ?? [], labels[at] ?? { x: 0, y: 0 }, names));
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
