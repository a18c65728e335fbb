import type { Finding } from '../engine/finding.js';

/** Findings that are shown as one: the first, and what other resources it is about. */
export interface Alike {
  readonly finding: Finding;
  readonly also: readonly string[];
  /** All of them. */
  readonly all: readonly Finding[];
}

/** Findings of one rule at one place, such as a line in Globals, are shown once, with the resources that they are about. */
export function alike(findings: readonly Finding[]): Alike[] {
  const groups: [Finding, ...Finding[]][] = [];
  const byPlace = new Map<string, [Finding, ...Finding[]][]>();
  for (const finding of findings) {
    const { rule, at, severity, when, help, resource } = finding;
    const key = `${at.start} ${at.end} ${rule} ${severity} ${at.file.path}\n${when ?? ''}\n${help ?? ''}\n${saidOf(finding)}`;
    const near = byPlace.get(key) ?? [];
    const group = near.find(([first]) => first.resource !== resource);
    if (group !== undefined) {
      group.push(finding);
      continue;
    }
    const fresh: [Finding, ...Finding[]] = [finding];
    groups.push(fresh);
    near.push(fresh);
    byPlace.set(key, near);
  }
  return groups.map(([finding, ...others]) => ({
    finding,
    also: otherResources(finding, others),
    all: [finding, ...others],
  }));
}

const instanceKey = String.raw`(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?`;
const address = String.raw`\b(?:module\.[\w-]+${instanceKey}\.)*(?:data\.)?[a-z]+_\w+\.[\w-]+${instanceKey}`;
const addresses = new RegExp(`${address}(?:(?:, | and )${address})*`, 'g');

/** Longer addresses are nobody's, and take long to be found. */
const mostOfMessage = 4000;

/** What a finding of Terraform's says, whatever it says it of: `var.runtime` in a module is one place, and many values. */
function saidOf({ message, resource = '' }: Finding): string {
  if (!resource.includes('.')) return '';
  return message.length < mostOfMessage ? message.replace(addresses, '') : message;
}

const otherResources = (finding: Finding, others: readonly Finding[]): string[] =>
  [...new Set(others.map(({ resource }) => resource ?? ''))].filter((name) => name !== '' && name !== finding.resource);
