import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '../src/lint.js';
import { parse } from '../src/parsers/parse.js';
import type { Finding } from '../src/engine/finding.js';
import { corpora } from './support/corpora.js';
import { everyRule } from './support/settings.js';

/** Differences that stay, each with its reason; a pair that comes to agree has to leave this list. */
const differences: Readonly<Record<string, string>> = {
  function_with_alias_and_all_properties_property:
    'role-shared stands at the later user of a role, and the translation has its functions in another order',
};

const inputs = corpora('sam-translator').filter((path) => path.includes('/input/'));
const parameters = { param1: 'value1', param2: 'value2' };

/** The resource of a SAM template that a generated id of the translation belongs to. */
function owners(path: string): (id: string) => string {
  const { template } = parse({ path, text: readFileSync(path, 'utf8') }, { parameters });
  const known = new Map(template?.resources.map(({ address, origin }) => [address, origin?.address ?? address]));
  // Ids that end in a hash of content or of a name: ours end without it, or in the name itself.
  const loose = (id: string): string => id.replace(/[0-9a-f]{10}/, '');
  const byStem = new Map([...known].map(([address, owner]) => [loose(address), owner]));
  return (id) => known.get(id) ?? byStem.get(loose(id)) ?? id;
}

function subjects(path: string, owner: (id: string) => string = (id) => id): string[] {
  const report = lint([{ path, text: readFileSync(path, 'utf8') }], {
    rules: everyRule,
    parameters: () => parameters,
    today: new Date('2026-11-22'),
  });
  const about = ({ rule, resource }: Finding): string => `${rule} ${resource === undefined ? '' : owner(resource)}`;
  // Rules about the SAM text itself have nothing to say about its translation.
  const found = report.findings.filter(({ rule }) => !rule.startsWith('sam-') && rule !== 'template-parse');
  return [...new Set(found.map(about))].sort();
}

describe.skipIf(inputs.length === 0)('a SAM template and its translation get the same findings', () => {
  test.each(inputs.map((path) => [basename(path, '.yaml'), path] as const))('%s', (name, path) => {
    const translated = path.replace('/input/', '/output/').replace(/\.yaml$/, '.json');
    const same = { sam: subjects(path), cloudformation: subjects(translated, owners(path)) };
    if (name in differences) expect(same.sam, differences[name]).not.toEqual(same.cloudformation);
    else expect(same.sam).toEqual(same.cloudformation);
  });
});
