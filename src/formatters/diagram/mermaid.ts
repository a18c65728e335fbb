import type { DiagramKind, DiagramNode, Formatter } from '../../engine/report.js';
import { visible } from '../visible.js';
import { type Painted, paintedOf, worstOf } from './findings.js';
import { edgeWords, short, tallyOf, underline } from './words.js';

/**
 * Text for a quoted label. All that could mean something to Mermaid (quotes, brackets, `%%{`, `$$`, Markdown, tags) becomes
 * a numbered entity, so that nobody's text can add a node, a link or a directive.
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export const escapeMermaid = (text: string): string =>
  visible(text).replace(/[^\p{L}\p{N} .,:/()_●…·-]/gu, (sign) => `#${String(sign.codePointAt(0))};`);

const shapes: { readonly [K in DiagramKind]?: readonly [open: string, close: string] } = {
  role: ['{{', '}}'],
  route: ['([', '])'],
  authorizer: ['[[', ']]'],
  queue: ['[(', ')]'],
  topic: ['[(', ')]'],
  bucket: ['[(', ')]'],
  policy: ['[/', '/]'],
  boundary: ['[/', '/]'],
};

const styles = [
  'classDef error fill:#ffe2df,stroke:#c4281c,stroke-width:2px,color:#3b0a06',
  'classDef warning fill:#fff1c9,stroke:#a86b00,stroke-width:2px,color:#332100',
  'classDef info fill:#dcefff,stroke:#1468b3,stroke-width:2px,color:#06243f',
  'classDef outside stroke-dasharray:4 3',
];

function nodeLine(node: DiagramNode, prefix: string, { findings }: Painted): string {
  const own = findings.get(node.id) ?? [];
  const [open, close] = shapes[node.kind] ?? ['[', ']'];
  const lines = [short(node.label), short(underline(node), 60), tallyOf(own)].filter(Boolean).map(escapeMermaid);
  const classes = [worstOf(own), node.state === 'here' ? undefined : 'outside'].filter(Boolean);
  const style = classes.map((name) => `  class ${prefix}${node.id} ${String(name)}`);
  return [`  ${prefix}${node.id}${open}"${lines.join('<br/>')}"${close}`, ...style].join('\n');
}

function lines(painted: Painted, prefix: string): string[] {
  const { nodes, edges } = painted.diagram;
  return [
    ...nodes.map((node) => nodeLine(node, prefix, painted)),
    ...edges.map((edge) => {
      const arrow = edge.certain ? '-->' : '-.->';
      return `  ${prefix}${edge.from} ${arrow}|"${escapeMermaid(edgeWords(edge))}"| ${prefix}${edge.to}`;
    }),
  ];
}

/** Diagrams as one Mermaid flowchart, each in a frame of its own where there are several. */
export function printMermaid(all: readonly Painted[]): string {
  const body =
    all.length === 1
      ? all.flatMap((each) => lines(each, ''))
      : all.flatMap((each, index) => {
          const id = `f${String(index + 1)}`;
          return [`  subgraph ${id}["${escapeMermaid(each.path)}"]`, ...lines(each, id), '  end'];
        });
  return `${['flowchart LR', ...styles.map((line) => `  ${line}`), ...body].join('\n')}\n`;
}

/** For pages that draw Mermaid, as GitHub's do. */
export const mermaid: Formatter = (report) => printMermaid(paintedOf(report));
