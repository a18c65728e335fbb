import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEvents } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { read } from '../src/parsers/read.js';
import { readStrictly, readYaml } from '../src/parsers/yaml.js';
import { readTolerantly } from '../src/parsers/yaml/tolerant.js';
import type { SourceFile } from '../src/source/source.js';
import type { Reading, Syntax } from '../src/template/syntax.js';
import { corpora, filesBelow } from './support/corpora.js';
import { differenceFrom, readWithSecond } from './support/second-reader.js';
import { templates } from './support/templates.js';

const own: SourceFile[] = [
  ...Object.entries(templates).map(([path, text]) => ({ path, text })),
  ...filesBelow(join(import.meta.dirname, 'templates'), /\.(?:ya?ml|json)$/).map(load),
];
const collections = ['sam-translator', 'serverless-patterns', 'serverless-airline'];

checkAll('of this repository', own);
for (const name of collections) {
  const paths = corpora(name);
  describe.skipIf(paths.length === 0)(paths.length === 0 ? `${name} is not here: skipped` : name, () => {
    checkAll(`of ${name}`, paths.map(load));
  });
}

function checkAll(which: string, files: readonly SourceFile[]): void {
  const yaml = files.filter((file) => !/^\s*[[{]/.test(file.text));
  const json = files.filter((file) => /^\s*[[{]/.test(file.text));
  describe(`the templates ${which}`, () => {
    test('the reader of YAML and the second reader agree on every value', () => {
      for (const file of files) {
        const reading = readYaml(file);
        const difference = refused(() => differenceFrom(reading.root, readWithSecond(file.text)));
        // What the second reader refuses is refused by ours.
        if (difference === refusal) expect(reading.problems, file.path).not.toEqual([]);
        else expect(difference, file.path).toBeUndefined();
      }
    });

    test('the strict and the tolerant reader of YAML agree on everything', () => {
      for (const file of yaml) {
        // What js-yaml refuses by itself may be refused by `yaml` too, see joinLines.
        if (refused(() => parseEvents(file.text, {})) === refusal) continue;
        expect(printed(readStrictly(file) as Reading), file.path).toEqual(printed(readTolerantly(file)));
      }
    });

    test('the reader of JSON, the reader of YAML and JSON.parse agree', () => {
      for (const file of json) {
        const reading = read(file);
        expect(reading.problems, file.path).toEqual([]);
        expect(differenceFrom(reading.root, JSON.parse(file.text.replace(/^\uFEFF/, ''))), file.path).toBeUndefined();
        expect(printed(reading, true), file.path).toEqual(printed(readYaml(file), true));
      }
    });

    test('every place holds what it is the place of', () => {
      for (const file of files) checkPlaces(file, read(file).root);
    });
  });
}

function load(path: string): SourceFile {
  return { path, text: readFileSync(path, 'utf8') };
}

const refusal = Symbol('refused');

function refused<T>(attempt: () => T): T | typeof refusal {
  try {
    return attempt();
  } catch {
    return refusal;
  }
}

/** A reading without its file, so that a difference can be read. */
function printed(reading: Reading, isJson = false): unknown {
  const lines: string[] = reading.problems.map((problem) => `${place(problem.at)} ${problem.message}`);
  // `1.0` is 1 where JSON says so; in YAML it may be a version and stays text.
  const value = (node: Syntax & { is: 'scalar' }): unknown =>
    isJson && Number.isFinite(Number(node.value)) && node.value !== null ? Number(node.value) : node.value;
  const print = (node: Syntax, indent: string, name: string): void => {
    const tag = node.tag ?? '';
    if (node.is === 'scalar')
      lines.push(`${indent}${name}${place(node.at)} ${tag} ${JSON.stringify([value(node), node.text])}`);
    else lines.push(`${indent}${name}${place(node.at)} ${tag} ${node.is}`);
    if (node.is === 'list') for (const item of node.items) print(item, `${indent}  `, '- ');
    if (node.is === 'map') {
      for (const entry of node.entries) print(entry.value, `${indent}  `, `${place(entry.at)} ${entry.key}: `);
    }
  };
  if (reading.root !== undefined) print(reading.root, '', '');
  return lines;
}

function place({ start, end }: { start: number; end: number }): string {
  return `${String(start)}-${String(end)}`;
}

function checkPlaces(file: SourceFile, root: Syntax | undefined): void {
  const isJson = /^\s*[[{]/.test(file.text);
  const seen = new Set<Syntax>();
  const visit = (node: Syntax, parent: Syntax | undefined): void => {
    // What an alias repeats lies elsewhere.
    if (seen.has(node)) return;
    seen.add(node);
    const { start, end } = node.at;
    if (parent !== undefined) {
      expect(start >= parent.at.start && end <= parent.at.end && start <= end, `${file.path} ${place(node.at)}`).toBe(
        true,
      );
    }
    const slice = file.text.slice(start, end);
    if (node.is === 'scalar') {
      // The header of a block scalar may count from the surroundings, and the line breaks that `+` keeps are no part of its place.
      if (!/^[|>]\S*[+\d]/.test(slice) || isJson) expect(again(slice), `${file.path} ${slice}`).toBe(node.text);
    } else if (node.is === 'list') {
      expect(slice, file.path).toMatch(/^[[-]/);
      for (const item of node.items) visit(item, node);
    } else {
      expect(slice, file.path).toMatch(/^\S[^]*\S *$/);
      for (const entry of node.entries) {
        expect(again(file.text.slice(entry.at.start, entry.at.end)), file.path).toBe(entry.key);
        const isElsewhere = seen.has(entry.value) || entry.at.start < start || entry.at.end > end;
        if (!isElsewhere) expect(entry.at.end, file.path).toBeLessThanOrEqual(entry.value.at.start);
        visit(entry.value, isElsewhere ? undefined : node);
      }
    }
  };
  if (root !== undefined) visit(root, undefined);
}

/** The text of a scalar that stands alone. */
function again(slice: string): string {
  const { root } = readStrictly({ path: '', text: slice }) as Reading;
  if (root === undefined) return '';
  return root.is === 'scalar' ? root.text : `no scalar: ${slice}`;
}
