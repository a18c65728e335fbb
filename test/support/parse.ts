import { posix } from 'node:path';
import { parse, type Parsed, type ParseOptions } from '../../src/parsers/parse.js';
import type { SourceFile } from '../../src/source/source.js';
import { positionOf } from '../../src/source/source.js';
import type { Node } from '../../src/template/node.js';
import type { RawResource, Template } from '../../src/template/template.js';
import { printCondition, printNode } from './print-node.js';

/** Parses `template.yaml` of a little tree of files; the others are what it may read. */
export function parseFiles(files: Readonly<Record<string, string>>, options: ParseOptions = {}): Parsed {
  const sources = new Map(Object.entries(files).map(([path, text]): [string, SourceFile] => [path, { path, text }]));
  const root = sources.get('template.yaml') ?? { path: 'template.yaml', text: '' };
  return parse(root, { read: (path) => sources.get(posix.normalize(path)), ...options });
}

/** The template in a text that has to be one. */
export function templateOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: ParseOptions = {},
): Template {
  const { template } = parseFiles({ ...files, 'template.yaml': text }, options);
  if (template === undefined) throw new Error('no template');
  return template;
}

export function resourceOf(template: Template, address: string): RawResource {
  const found = template.resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`no resource ${address}`);
  return found;
}

/** The node that a YAML value (in flow style, or after a `|`) becomes as the property `V` of a resource. */
export function valueOf(
  value: string,
  sections = '',
  files: Readonly<Record<string, string>> = {},
  options: ParseOptions = {},
): Node {
  const template = templateOf(
    `Resources:\n  R:\n    Type: A::B::C\n    Properties:\n      V: ${value}\n${sections}`,
    files,
    options,
  );
  const found = resourceOf(template, 'R').properties.entries.get('V')?.value;
  if (found === undefined) throw new Error('no value');
  return found;
}

/** Every resource on a line: its address, its type, its condition where it has one, and its properties. */
export function printResources(template: Template): string {
  return template.resources
    .map(({ address, type, condition, properties }) =>
      [address, type, ...(condition ? [`when ${printCondition(condition)}`] : []), printNode(properties)].join(' '),
    )
    .join('\n');
}

/** Every problem on a line: where, what, and what to do. */
export function printProblems({ problems }: Pick<Parsed, 'problems'>): string {
  return problems
    .map(({ at, message, help }) => {
      const { line, column } = positionOf(at);
      return `${at.file.path}:${line}:${column} ${message} | ${help}`;
    })
    .join('\n');
}

/** The source text that a node stands at. */
export const sourceOf = ({ at }: Pick<Node, 'at'>): string => at.file.text.slice(at.start, at.end);
