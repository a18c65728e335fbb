import { distance } from '../source/nearest.js';
import type { Syntax, SyntaxEntry } from '../template/syntax.js';

/** A document whose root is a map. */
export type MapSyntax = Extract<Syntax, { is: 'map' }>;

const sections: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Fn::Transform',
  'Globals',
  'Hooks',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]);

/**
 * What a document is, judged by its content alone; `undefined` for one that is no template.
 * A template says so itself (version, transform) or has `Resources` that can only be CloudFormation's.
 */
export function recognise(root: Syntax | undefined): 'sam' | 'cloudformation' | undefined {
  if (root?.is !== 'map') return undefined;
  const names = transformNames(root);
  const declared = entryOf(root, 'AWSTemplateFormatVersion') !== undefined || names.some((n) => n.startsWith('AWS::'));
  const resources = (entryOf(root, 'Resources') ?? misnamedResources(root))?.value;
  if (!declared && (resources === undefined || !isResources(root, resources))) return undefined;
  return names.includes('AWS::Serverless-2016-10-31') || hasServerlessType(resources) ? 'sam' : 'cloudformation';
}

/** A section that can only be meant as `Resources`, where that one is missing: `Resource`, `resources`. */
export function misnamedResources(root: MapSyntax): SyntaxEntry | undefined {
  if (entryOf(root, 'Resources') !== undefined) return undefined;
  return root.entries.find(
    ({ key, value }) => !sections.has(key) && typesOf(value).some((type) => type.startsWith('AWS::')),
  );
}

/**
 * Sections that are meant as ones the template does not have: `Parmameters`, `output`. A name that is not near one may be somebody's own
 * section, which a macro takes out.
 */
export function misspeltSections(root: MapSyntax): readonly { entry: SyntaxEntry; meant: string }[] {
  // Short names lie near too much: `Roles` is no slip of Rules.
  const missing = [...sections].filter((name) => name.length > 6 && entryOf(root, name) === undefined);
  return root.entries.flatMap((entry) => {
    if (sections.has(entry.key) || entry.value.is !== 'map') return [];
    const meant = missing.find((name) => distance(entry.key.toLowerCase(), name.toLowerCase(), 2) <= 2);
    return meant === undefined ? [] : [{ entry, meant }];
  });
}

/** Whether text that could not be read was meant to be a template, so that its user wants to hear why. */
export function looksLikeTemplate(text: string): boolean {
  return /AWSTemplateFormatVersion|AWS::Serverless|["']?Type["']?:\s*["']?AWS::/.test(text);
}

/** The last entry of a map under a key. */
export function entryOf(map: Syntax | undefined, key: string): SyntaxEntry | undefined {
  return map?.is === 'map' ? map.entries.findLast((entry) => entry.key === key) : undefined;
}

/** The names in `Transform`: text, a list, or maps with a Name. */
function transformNames(root: MapSyntax): readonly string[] {
  const value = entryOf(root, 'Transform')?.value;
  const all = value?.is === 'list' ? value.items : [value];
  return all.flatMap((item) => {
    const name = item?.is === 'map' ? entryOf(item, 'Name')?.value : item;
    return name?.is === 'scalar' && typeof name.value === 'string' ? [name.value] : [];
  });
}

function isResources(root: MapSyntax, resources: Syntax): boolean {
  if (root.entries.every(({ key }) => sections.has(key))) return true;
  return typesOf(resources).some((type) => type.includes('::'));
}

function hasServerlessType(resources: Syntax | undefined): boolean {
  return typesOf(resources).some((type) => type.startsWith('AWS::Serverless::'));
}

function typesOf(resources: Syntax | undefined): readonly string[] {
  if (resources?.is !== 'map') return [];
  return resources.entries.flatMap(({ value }) => {
    const type = entryOf(value, 'Type')?.value;
    return type?.is === 'scalar' && typeof type.value === 'string' ? [type.value] : [];
  });
}
