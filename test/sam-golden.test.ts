import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../src/parsers/parse.js';
import type { Template } from '../src/template/template.js';
import { corpora } from './support/corpora.js';
import { differences } from './support/golden.js';

/** Pairs that differ, and why that is meant. */
const meant: ReadonlyMap<string, string> = new Map([
  [
    'api_rest_paths_with_if_condition_openapi_no_value_then_case',
    'the translator leaves keys of Swagger in OpenAPI behind Fn::If',
  ],
  ['function_event_conditions', 'a tag only makes the bucket wait for the permission'],
  ['s3_with_condition', 'a tag only makes the bucket wait for the permission'],
  ['function_with_alias_and_code_sha256', 'a description only makes the function change with its code'],
]);

function templateAt(path: string): Template | undefined {
  return parse({ path: basename(path), text: readFileSync(path, 'utf8') }).template;
}

const inputs = corpora('sam-translator/input');

describe.skipIf(inputs.length === 0)('templates of the translator’s own tests come out as it writes them', () => {
  test.each(inputs.map((path) => [basename(path, '.yaml'), path] as const))('%s', (name, path) => {
    const lowered = templateAt(path);
    const golden = templateAt(path.replace('/input/', '/output/').replace(/\.yaml$/, '.json'));
    if (lowered === undefined || golden === undefined) throw new Error('no template');
    const found = differences(lowered, golden);
    if (meant.has(name)) expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });
});
