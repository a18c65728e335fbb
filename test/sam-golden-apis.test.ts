import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../src/parsers/parse.js';
import type { Template } from '../src/template/template.js';
import { corpora } from './support/corpora.js';
import { differences } from './support/golden.js';

/** What differs, by pair, and why that is meant. */
const meant: ReadonlyMap<string, { readonly why: string; readonly line: string }> = new Map([
  [
    'api_rest_paths_with_if_condition_openapi_no_value_then_case',
    { why: 'headers of a preflight inside a conditional path keep their Swagger 2 form', line: '~ MyApi.Body' },
  ],
]);

const principalOf = ({ properties }: Template['resources'][number]): unknown => {
  const principal = properties.entries.get('Principal')?.value;
  return principal?.is === 'scalar' ? principal.value : undefined;
};

/** The resources of a template that have to do with APIs. */
const apisOf = (template: Template): Template => ({
  ...template,
  resources: template.resources.filter(
    (resource) =>
      /^AWS::(?:ApiGateway|Route53)/.test(resource.type) || principalOf(resource) === 'apigateway.amazonaws.com',
  ),
});

function templateAt(path: string): Template {
  const { template } = parse({ path: basename(path), text: readFileSync(path, 'utf8') });
  if (template === undefined) throw new Error('no template');
  return template;
}

const inputs = corpora('sam-translator/input');

describe.skipIf(inputs.length === 0)('APIs come out as in the tests of the translator', () => {
  test.each(inputs.map((path) => [basename(path, '.yaml'), path] as const))('%s', (name, path) => {
    const golden = path.replace('/input/', '/output/').replace(/\.yaml$/, '.json');
    const found = differences(apisOf(templateAt(path)), apisOf(templateAt(golden)));
    const expected = meant.get(name);
    if (expected === undefined) expect(found).toEqual([]);
    else expect(found.map((line) => line.split('\n')[0])).toEqual([expected.line]);
  });
});
