import type { Finding } from '../engine/finding.js';

/** Findings that are shown as one: the first, and what other resources it is about. */
export interface Alike {
  readonly finding: Finding;
  readonly also: readonly string[];
  /** All of them. */
  readonly all: readonly Finding[];
}

interface Group {
  readonly all: [Finding, ...Finding[]];
  readonly resources: Set<string>;
}

/** Findings of one rule at one place, such as a line in Globals, are shown once, with the resources that they are about. */
export function alike(findings: readonly Finding[]): Alike[] {
  const groups: Group[] = [];
  const byPlace = new Map<string, Group[]>();
  for (const finding of findings) {
    const { rule, at, severity, when, resource = '' } = finding;
    const key = `${at.start} ${at.end} ${rule} ${severity} ${at.file.path}\n${when ?? ''}\n${saidOf(finding)}`;
    const near = byPlace.get(key) ?? [];
    const group = near.find(({ resources }) => !resources.has(resource));
    if (group !== undefined) {
      group.all.push(finding);
      group.resources.add(resource);
      continue;
    }
    const fresh: Group = { all: [finding], resources: new Set([resource]) };
    groups.push(fresh);
    near.push(fresh);
    byPlace.set(key, near);
  }
  return groups.map(({ all }) => {
    const [finding, ...others] = all;
    return { finding, also: others.flatMap((other) => nameOf(other, finding) ?? []), all };
  });
}

/** Its resource, and its route where neither that tells it nor the finding that is shown. */
function nameOf({ resource, route }: Finding, shown: Finding): string | undefined {
  if (resource === undefined || resource === '') return undefined;
  const isTold = route === undefined || route === shown.route || resource.includes(route);
  return isTold ? resource : `${route} (${resource})`;
}

const instanceKey = String.raw`(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?`;
const address = String.raw`\b(?:module\.[\w-]+${instanceKey}\.)*(?:data\.)?[a-z]+_\w+\.[\w-]+${instanceKey}`;
const addresses = new RegExp(`${address}(?:(?:, | and )${address})*`, 'g');

/** Longer addresses are nobody's, and take long to be found. */
const mostOfMessage = 4000;

/**
 * What a finding of Terraform's says, whatever it says it of: `var.runtime` in a module is one place, and many values. Which log
 * group helps, or which route is open, is told of the first of what `count` and `for_each` make.
 */
function saidOf({ message, help = '', resource = '', route }: Finding): string {
  if (!resource.includes('.')) return `${help}\n`;
  if (message.length >= mostOfMessage) return message;
  return (route === undefined ? message : message.replace(route, '')).replace(addresses, '');
}
