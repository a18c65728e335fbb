import type { SourceFile } from '../source/source.js';
import type { Reading } from '../template/syntax.js';
import { readJson } from './json.js';
import { readYaml } from './yaml.js';

/** Reads a document by what it holds: its name says little, as templates in either form are called `.template` or `.yaml`. */
export function read(file: SourceFile): Reading {
  if (!/^[\s\uFEFF]*[[{]/.test(file.text)) return readYaml(file);
  const json = readJson(file);
  if (json.problems.length === 0 || /\.json$/i.test(file.path)) return json;
  // Brackets begin YAML as well, which allows for more than JSON does; and what is broken in both was meant as JSON if a quote comes first.
  const yaml = readYaml(file);
  return yaml.problems.length === 0 || !/^[\s\uFEFF]*[[{][[{\s]*"/.test(file.text) ? yaml : json;
}
