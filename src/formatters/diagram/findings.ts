import { severities, type Finding, type Severity } from '../../engine/finding.js';
import type { Diagram, DiagramNode, LintReport } from '../../engine/report.js';
import { mask } from '../../engine/secrets.js';
import { addTo } from '../../source/groups.js';

/** A diagram to be printed, with the findings that are painted on it. */
export interface Painted {
  /** The file that it draws. */
  readonly path: string;
  readonly diagram: Diagram;
  /** Findings by the id of the node that they are about, in reading order. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

/** The diagrams of a report, where they were asked for, each with the findings on it. */
export function paintedOf(report: LintReport): readonly Painted[] {
  return report.files.flatMap(({ path, diagram }) => {
    if (diagram === undefined || diagram.nodes.length === 0) return [];
    const shown = withoutSecrets(diagram, report.findings);
    return [{ path, diagram: shown, findings: findingsOn(shown, path, report.findings) }];
  });
}

/** The worst severity among some findings. */
export const worstOf = (findings: readonly Finding[]): Severity | undefined =>
  severities.find((severity) => findings.some((each) => each.severity === severity));

function findingsOn(diagram: Diagram, path: string, findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Set([path, ...diagram.nodes.flatMap(({ at }) => (at === undefined ? [] : [at.file.path]))]);
  const byOwner = new Map<string, DiagramNode[]>();
  for (const node of diagram.nodes) if (node.owner !== undefined) addTo(byOwner, node.owner, node);
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.resource === undefined || !files.has(finding.at.file.path)) continue;
    const node = nodeOf(finding, byOwner.get(finding.resource) ?? []);
    if (node !== undefined) addTo(found, node.id, finding);
  }
  return found;
}

/** The node that a finding is about, among those of its resource: its route, the part that it points into, or the resource. */
function nodeOf({ rule, at, resource, route }: Finding, nodes: readonly DiagramNode[]): DiagramNode | undefined {
  const own = nodes.find(({ address }) => address === resource) ?? nodes[0];
  if (route !== undefined) return nodes.find(({ kind, label }) => kind === 'route' && label === route) ?? own;
  const [smallest] = nodes
    .flatMap((node) => (node.at === undefined ? [] : [{ node, place: node.at }]))
    .filter(({ place }) => place.file.path === at.file.path && place.start <= at.start && at.end <= place.end)
    .sort((one, other) => one.place.end - one.place.start - (other.place.end - other.place.start));
  // What SAM makes stands where its cause does: a rule's name says which of them it is about.
  if (smallest !== undefined && smallest.place.start !== own?.at?.start) return smallest.node;
  return rule.startsWith('role-') ? (nodes.find(({ kind }) => kind === 'role') ?? own) : own;
}

/** Names in which no secret occurs that a finding is about. */
function withoutSecrets(diagram: Diagram, findings: readonly Finding[]): Diagram {
  const secrets = new Set(
    findings
      .flatMap((finding) => finding.secrets ?? [])
      .map(({ file, start, end }) => file.text.slice(start, end))
      .filter((secret) => secret.length > 3),
  );
  if (secrets.size === 0) return diagram;
  const hide = (text: string): string =>
    [...secrets].reduce((shown, secret) => shown.replaceAll(secret, mask.repeat(secret.length)), text);
  return {
    ...diagram,
    nodes: diagram.nodes.map((node) => ({
      ...node,
      label: hide(node.label),
      address: hide(node.address),
      ...(node.note !== undefined && { note: hide(node.note) }),
    })),
  };
}
