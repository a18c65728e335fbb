import { parseJson, type Json } from '../config/json.js';
import type { Finding } from '../engine/finding.js';
import type { AnyRule } from '../rules/define.js';
import type { Location, SourceFile } from '../source/source.js';

/** A resource that breaks a rule, as the CDK takes it. */
export interface ViolatingResource {
  /** Empty where it is about none of the stack's resources; the older interface wants a text in any case. */
  resourceLogicalId: string;
  /** Of the stack, where there is no logical id. */
  constructPath?: string;
  templatePath: string;
  /** Where in the resource: `Properties.Runtime`. */
  locations: string[];
}

/** What the CDK prints of a finding. */
export interface Violation {
  ruleName: string;
  description: string;
  severity: string;
  fix?: string;
  ruleMetadata: Record<string, string>;
  violatingResources: ViolatingResource[];
}

/**
 * Findings as the CDK takes them: it adds the construct's path and its place in the code itself, and leaves out what is
 * acknowledged as `lambda-lint::RULE`.
 *
 * @param stacks the construct paths of stacks, by the paths of their templates
 */
export function violationsOf(
  findings: readonly Finding[],
  rules: readonly AnyRule[],
  stacks: ReadonlyMap<string, string>,
): Violation[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const trees = new Map<SourceFile, Json | undefined>();
  return findings.map((finding) => {
    const { rule, message, when, help, severity } = finding;
    const { title, pillar, sources = [] } = known.get(rule) ?? {};
    return {
      ruleName: rule,
      description: when === undefined ? message : `${message}, when ${when}`,
      severity,
      ...(help !== undefined && { fix: help }),
      ruleMetadata: {
        ...(title !== undefined && { title }),
        ...(pillar !== undefined && { pillar }),
        ...(sources[0] !== undefined && { source: sources[0] }),
      },
      violatingResources: [resourceOf(placeInTemplate(finding), trees, stacks)],
    };
  });
}

/** A finding that is shown in code has its place in the template last. */
function placeInTemplate({ at, related }: Finding): Location {
  const isTemplate = ({ file }: Location): boolean => file.path.endsWith('.json');
  return isTemplate(at) ? at : (related.findLast((place) => isTemplate(place.at))?.at ?? at);
}

function resourceOf(
  { file, start }: Location,
  trees: Map<SourceFile, Json | undefined>,
  stacks: ReadonlyMap<string, string>,
): ViolatingResource {
  if (!trees.has(file)) trees.set(file, treeOf(file));
  const tree = trees.get(file);
  const path = tree === undefined ? [] : pathTo(tree, start);
  const [section, id, ...inside] = path;
  const found = { templatePath: file.path, locations: inside.length === 0 ? [] : [inside.join('.')] };
  if (section === 'Resources' && id !== undefined) return { ...found, resourceLogicalId: id };
  const stack = stacks.get(file.path);
  const locations = path.length === 0 ? [] : [path.join('.')];
  return { ...found, locations, resourceLogicalId: '', ...(stack !== undefined && { constructPath: stack }) };
}

function treeOf(file: SourceFile): Json | undefined {
  try {
    return parseJson(file);
  } catch {
    return undefined;
  }
}

/** Names and indexes on the way to what stands at an offset. */
function pathTo(json: Json, offset: number): string[] {
  const children: (readonly [name: string, start: number, value: Json])[] =
    json.is === 'object'
      ? [...json.entries].map(([name, { key, value }]) => [name, key, value])
      : json.is === 'list'
        ? json.items.map((item, index) => [String(index), item.start, item])
        : [];
  const child = children.findLast(([, start]) => start <= offset);
  return child === undefined ? [] : [child[0], ...pathTo(child[2], offset)];
}
