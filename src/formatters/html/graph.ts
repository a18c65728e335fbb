import { severities } from '../../engine/finding.js';
import type { DiagramKind } from '../../engine/report.js';
import { counted } from '../../source/counted.js';
import { type Painted, worstOf } from '../diagram/findings.js';
import { partOf } from '../diagram/part.js';
import { svgOf } from '../diagram/svg.js';
import { edgeWords } from '../diagram/words.js';
import { escapeHtml } from './escape.js';

/** More boxes than this are no picture any more. */
const mostNodes = 220;
/** Of many files, the graphs of the first are shown without being asked for. */
const mostOpen = 3;

interface Cut {
  readonly shown: Painted | undefined;
  /** What was left out, if anything was. */
  readonly note: string | undefined;
}

/** All of a graph, or as much of it as can be looked at: what findings are about, the worst first. */
function cut(painted: Painted): Cut {
  const { diagram, findings } = painted;
  const total = diagram.nodes.length;
  if (total <= mostNodes) return { shown: painted, note: undefined };
  const byWeight = severities.flatMap((severity) =>
    diagram.nodes.filter(({ id }) => worstOf(findings.get(id) ?? []) === severity),
  );
  const ids = new Set<string>();
  let part: Painted | undefined;
  for (const step of steps(byWeight.length)) {
    const more = new Set(byWeight.slice(0, step).map(({ id }) => id));
    const found = partOf(diagram, more);
    if (found.nodes.length > mostNodes) break;
    part = { ...painted, diagram: found };
    for (const id of more) ids.add(id);
  }
  const whole = `lambda-lint graph --format dot prints all ${String(total)}`;
  if (part === undefined) return { shown: undefined, note: `too many resources to draw: ${whole}` };
  const which =
    ids.size === byWeight.length ? 'those with findings' : `the ${String(ids.size)} with the worst findings`;
  return {
    shown: part,
    note: `${String(part.diagram.nodes.length)} of ${String(total)} are drawn: ${which} and what they are joined to; ${whole}`,
  };
}

/** Ever larger parts of a list, the whole last. */
const steps = (length: number): number[] =>
  Array.from({ length: Math.ceil(length / 5) }, (_, at) => Math.min(length, (at + 1) * 5));

/** What the colours mean: the name of each, and the kinds that have it. */
const legend: readonly (readonly [name: string, ...kinds: DiagramKind[]])[] = [
  ['function', 'function'],
  ['role', 'role', 'user'],
  ['policy, boundary', 'policy', 'boundary'],
  ['API', 'api', 'stage', 'domain', 'url'],
  ['route', 'route'],
  ['authorizer', 'authorizer', 'user pool'],
  ['event source, queue', 'queue', 'topic', 'bucket', 'event source'],
  ['layer, signing', 'layer', 'code signing'],
];

const swatch = (kind: string): string =>
  `<svg width="6" height="14" aria-hidden="true" class="k-${kind}"><rect class="strip" width="6" height="14" rx="2"/></svg>`;
const line = (kind: string): string =>
  `<svg width="30" height="8" aria-hidden="true"><g class="edge ${kind}"><path d="M0 4H30"/></g></svg>`;

const outside =
  '<svg width="24" height="14" aria-hidden="true"><g class="node elsewhere"><rect x="1" y="1" width="22" height="12" rx="3"/></g></svg>';

/** Of what is drawn, and of nothing else. */
function legendOf({ nodes, edges }: Painted['diagram']): string {
  const colours = legend.flatMap(([name, ...kinds]) => {
    const kind = kinds.find((each) => nodes.some((node) => node.kind === each));
    return kind === undefined ? [] : [`${swatch(kind.replaceAll(' ', '-'))}${name}`];
  });
  const all = [
    ...colours,
    ...(edges.some(({ certain, when }) => certain && when !== undefined)
      ? [`${line('sometimes')}under a condition`]
      : []),
    ...(edges.some(({ certain }) => !certain) ? [`${line('unsure')}known only at deployment`] : []),
    ...(nodes.some(({ state }) => state !== 'here') ? [`${outside}not in the template`] : []),
  ];
  return `<div class="legend">${all.map((each) => `<span>${each}</span>`).join('')}</div>`;
}

/** The graphs of a report; nothing where there are none. */
export function graphSection(all: readonly Painted[], targets: ReadonlyMap<string, string>): string[] {
  if (all.length === 0) return [];
  return [
    '<section id="graph">',
    `<h2>Resources${all.length > 1 ? ` <small>${counted(all.length, 'graph')}</small>` : ''}</h2>`,
    ...all.flatMap((each, index) => graphHtml(each, index, targets, all.length <= mostOpen || index === 0)),
    '</section>',
  ];
}

function graphHtml(painted: Painted, index: number, targets: ReadonlyMap<string, string>, open: boolean): string[] {
  const { shown, note } = cut(painted);
  const prefix = `g${String(index + 1)}`;
  const own = new Map(
    [...targets].flatMap(([node, target]) =>
      node.startsWith(`${prefix}n`) ? [[node.slice(prefix.length), target]] : [],
    ),
  );
  const { nodes, edges } = painted.diagram;
  const facts = [counted(nodes.length, 'resource'), counted(edges.length, 'relation')].join(', ');
  const named = new Map(nodes.map(({ id, label }) => [id, label]));
  const relations = (shown?.diagram.edges ?? []).map(
    (edge) => `<li>${escapeHtml(`${named.get(edge.from) ?? ''} ${edgeWords(edge)} ${named.get(edge.to) ?? ''}`)}</li>`,
  );
  const svg =
    shown === undefined
      ? []
      : [
          '<div class="canvas" tabindex="0" role="region" aria-label="Graph">',
          marked(svgOf(shown, own, prefix), prefix),
          '</div>',
          legendOf(shown.diagram),
        ];
  return [
    `<details class="graph card"${open ? ' open' : ''}><summary><span id="${prefix}title">${escapeHtml(painted.path)}</span><small>${facts}</small></summary>`,
    ...(note === undefined ? [] : [`<p class="said">${escapeHtml(note)}</p>`]),
    ...svg,
    ...(relations.length === 0
      ? []
      : ['<details class="said"><summary>As text</summary><ul>', ...relations, '</ul></details>']),
    '</details>',
  ];
}

/** Says on each link which node it is, for the filter. */
const marked = (svg: string, prefix: string): string => svg.replaceAll('<a data-node="', `<a data-node="${prefix}`);
