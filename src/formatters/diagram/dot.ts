import type { DiagramKind, DiagramNode, Formatter } from '../../engine/report.js';
import { visible } from '../visible.js';
import { type Painted, paintedOf, worstOf } from './findings.js';
import { edgeWords, short, tallyOf, underline } from './words.js';

/**
 * Text as a quoted string, in which Graphviz reads escapes (`\N`) and entities (`&lt;`).
 * @see https://graphviz.org/doc/info/lang.html
 */
const quoted = (...lines: readonly string[]): string =>
  `"${lines.map((line) => visible(line).replace(/[\\"]/g, '\\$&').replaceAll('&', '&amp;')).join('\\n')}"`;

const shapes: { readonly [K in DiagramKind]?: string } = {
  role: 'hexagon',
  authorizer: 'component',
  queue: 'cylinder',
  topic: 'cylinder',
  bucket: 'cylinder',
  policy: 'note',
  boundary: 'note',
  layer: 'folder',
};

const colors = {
  error: ['#c4281c', '#ffe2df'],
  warning: ['#a86b00', '#fff1c9'],
  info: ['#1468b3', '#dcefff'],
} as const;

function nodeLine(node: DiagramNode, prefix: string, { findings }: Painted): string {
  const own = findings.get(node.id) ?? [];
  const worst = worstOf(own);
  const text = [short(node.label), short(underline(node), 60), tallyOf(own)].filter(Boolean);
  const tip = [node.address, ...own.map(({ rule, message }) => `${rule}: ${message}`)].filter(Boolean);
  const attributes = [
    `label=${quoted(...text)}`,
    `tooltip=${quoted(...(tip.length === 0 ? [node.label] : tip))}`,
    ...(shapes[node.kind] === undefined ? [] : [`shape=${String(shapes[node.kind])}`]),
    ...(node.state === 'here' ? [] : ['style="filled,dashed"']),
    ...(worst === undefined ? [] : [`color="${colors[worst][0]}", fillcolor="${colors[worst][1]}", penwidth=2`]),
  ];
  return `  ${prefix}${node.id} [${attributes.join(', ')}];`;
}

function lines(painted: Painted, prefix: string): string[] {
  const { nodes, edges } = painted.diagram;
  return [
    ...nodes.map((node) => nodeLine(node, prefix, painted)),
    ...edges.map((edge) => {
      const style = edge.certain ? '' : ', style=dashed';
      return `  ${prefix}${edge.from} -> ${prefix}${edge.to} [label=${quoted(edgeWords(edge))}${style}];`;
    }),
  ];
}

/** For Graphviz: `lambda-lint graph template.yaml --format dot | dot -Tsvg`. */
export const dot: Formatter = (report) => {
  const all = paintedOf(report);
  const body =
    all.length === 1
      ? all.flatMap((each) => lines(each, ''))
      : all.flatMap((each, index) => {
          const id = `f${String(index + 1)}`;
          return [`  subgraph cluster_${id} {`, `  label=${quoted(each.path)};`, ...lines(each, id), '  }'];
        });
  const head = [
    'digraph {',
    '  graph [rankdir=LR, fontname="Helvetica"];',
    '  node [shape=box, style=filled, fillcolor="white", fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9];',
  ];
  return `${[...head, ...body, '}'].join('\n')}\n`;
};
