import type { Finding, Severity } from '../../engine/finding.js';
import type { DiagramEdge, DiagramNode, Formatter } from '../../engine/report.js';
import { positionOf } from '../../source/source.js';
import type { JsonPlace } from '../json.js';
import { escapedJson } from '../visible.js';
import { paintedOf } from './findings.js';

/** The whole output of `graph --format json`. A change that could break a reader of it raises `version`. */
export interface JsonGraph {
  readonly version: 1;
  readonly tool: { readonly name: 'lambda-lint'; readonly version: string };
  readonly graphs: readonly {
    readonly path: string;
    readonly nodes: readonly (Omit<DiagramNode, 'at'> & {
      readonly place?: JsonPlace;
      readonly findings: readonly JsonGraphFinding[];
    })[];
    readonly edges: readonly DiagramEdge[];
  }[];
}

/** Of a finding what tells it apart; `--format json` of a plain run has the rest under the same fingerprint. */
interface JsonGraphFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fingerprint: string;
}

const jsonFinding = ({ rule, severity, message, fingerprint }: Finding): JsonGraphFinding => ({
  rule,
  severity,
  message,
  fingerprint,
});

/** For programs: documented in docs/graph.md. */
export const graphJson: Formatter = (report, { version }) => {
  const output: JsonGraph = {
    version: 1,
    tool: { name: 'lambda-lint', version },
    graphs: paintedOf(report).map(({ path, diagram, findings }) => ({
      path,
      nodes: diagram.nodes.map(({ at, ...node }) => ({
        ...node,
        ...(at !== undefined && { place: { path: at.file.path, ...positionOf(at) } }),
        findings: (findings.get(node.id) ?? []).map(jsonFinding),
      })),
      edges: diagram.edges,
    })),
  };
  return `${escapedJson(output)}\n`;
};
