import type { Graph } from '../graph/graph.js';
import type { Report } from '../rules/define.js';
import { distance } from '../source/nearest.js';
import type { MapNode } from '../template/node.js';
import type { Finding } from './finding.js';

/**
 * Properties of a resource whose names are nearly what a finding asks for: `Enviroment`, `VPCConfig`. A plan has none, as Terraform
 * refuses what it does not know.
 *
 * @param owner the address of the resource
 */
export function misspelt(report: Report, owner: string | undefined, graph: Graph): Finding['related'] {
  if (owner === undefined || !['cloudformation', 'sam'].includes(graph.template.format)) return [];
  const properties = (graph.once(writtenBefore).get(owner) ?? graph.raw(owner))?.properties;
  if (properties === undefined) return [];
  const found = new Map<number, Finding['related'][number]>();
  for (const path of new Set(wantedBy(report))) {
    const place = nearlyAt(path.split('.'), properties);
    if (place !== undefined) found.set(place.at.start, place);
  }
  return [...found.values()];
}

/** The resources as their user has written them, where a transform has made others of them. */
const writtenBefore = ({ template: { written = [] } }: Graph) =>
  new Map(written.flatMap(({ resources }) => resources.map((raw) => [raw.address, raw])));

/** The paths of properties that a report names: of what is not there, and of what is to be set. A plugin's may give no help. */
function wantedBy({ at, help = '' }: Pick<Report, 'at'> & { readonly help?: string }): readonly string[] {
  const name = 'state' in at && at.state === 'absent' && 'name' in at ? [String(at.name)] : [];
  // What is a part of something longer is no property: a value in the name of a log group.
  return [...name, ...(help.match(/(?<![^\s(])[A-Z]\w+(?:\.\w+)*(?![^\s,;:)])/g) ?? [])];
}

/** The first step of a path that a map does not have but nearly has. */
function nearlyAt(
  [name = '', ...rest]: readonly string[],
  { entries }: MapNode,
): Finding['related'][number] | undefined {
  const value = entries.get(name)?.value;
  if (value !== undefined) return value.is === 'map' && rest.length > 0 ? nearlyAt(rest, value) : undefined;
  for (const [written, { key }] of entries) {
    if (isNearly(written, name)) return { at: key, message: `did you mean ${name}?` };
  }
  return undefined;
}

/** Real names lie further apart: whoever is this near has slipped. */
function isNearly(written: string, name: string): boolean {
  const most = name.length < 6 ? 0 : name.length < 10 ? 1 : 2;
  return distance(written.toLowerCase(), name.toLowerCase(), most) <= most;
}
