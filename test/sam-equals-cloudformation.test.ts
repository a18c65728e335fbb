import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '../src/lint.js';
import { parse } from '../src/parsers/parse.js';
import type { Finding } from '../src/engine/finding.js';
import type { Node } from '../src/template/node.js';
import { corpora } from './support/corpora.js';
import { everyRule } from './support/settings.js';

/** Differences that stay, each with its reason; a pair that comes to agree has to leave this list. */
const ofAws =
  'policy-unknown-action leaves out what AWS writes in a policy template (SQSPollerPolicy), and a translation has it as the text of its author';
const ofSam =
  'function-permission-source-scope leaves out the permissions that SAM makes, and a translation has them as those of its author';
const differences: Readonly<Record<string, string>> = {
  connector_hardcoded_props: ofSam,
  connector_mix_destination: ofAws,
  connector_table_to_function_read: ofAws,
  embedded_connectors_api_to_function: ofSam,
  embedded_connectors_hardcoded_props: ofSam,
  function_with_alias_and_all_properties_property:
    'role-shared stands at the later user of a role, and the translation has its functions in another order',
  http_api_def_uri: ofSam,
  http_api_description: ofSam,
  schema_validation_5: ofSam,
};

/** Rules that leave out what SAM makes, since nobody can have it otherwise: a translation has it as the text of its author. */
const ofAuthors: readonly string[] = [
  'resource-policy-secure-transport',
  'role-inline-policy',
  'role-trust-confused-deputy',
];

const inputs = corpora('sam-translator').filter((path) => path.includes('/input/'));
const parameters = { param1: 'value1', param2: 'value2' };

/** The resource of a SAM template that a generated id of its translation belongs to. */
function owners(path: string, translated: string): (id: string) => string {
  const [sam, cloudformation] = [path, translated].map(
    (each) => parse({ path: each, text: readFileSync(each, 'utf8') }, { parameters }).template?.resources ?? [],
  );
  const known = new Map(sam?.map(({ address, origin }) => [address, origin?.address ?? address]));
  // Ids that end in a hash of content or of a name: ours end without it, or in the name itself.
  const loose = (id: string): string => id.replace(/[0-9a-f]{10}/, '');
  const byStem = new Map([...known].map(([address, owner]) => [loose(address), owner]));
  const pairs = new Map<string, string>();
  for (const { address, type, properties } of cloudformation ?? []) {
    const twin = sam?.find((each) => each.address === address);
    if (twin !== undefined) pair(properties, twin.properties, pairs);
    else if (/::(?:Stage|Permission)$/.test(type)) {
      const ours = sam?.find(
        (each) => each.type === type && each.address.startsWith(address.replace(/[0-9a-f]{10}$/, '')),
      );
      if (ours !== undefined) pairs.set(address, ours.address);
    }
  }
  return (id) => known.get(id) ?? byStem.get(loose(id)) ?? known.get(pairs.get(id) ?? '') ?? id;
}

/** Two ids that stand in the same place of the same resource mean the same. */
function pair(theirs: Node, ours: Node, pairs: Map<string, string>): void {
  if (theirs.is === 'reference' && ours.is === 'reference') pairs.set(theirs.to, ours.to);
  if (theirs.is !== 'map' || ours.is !== 'map') return;
  for (const [key, { value }] of theirs.entries) {
    const other = ours.entries.get(key)?.value;
    if (other !== undefined) pair(value, other, pairs);
  }
}

function subjects(path: string, owner: (id: string) => string = (id) => id): string[] {
  const report = lint([{ path, text: readFileSync(path, 'utf8') }], {
    rules: everyRule,
    parameters: () => parameters,
    today: new Date('2026-11-22'),
  });
  const about = ({ rule, resource }: Finding): string => `${rule} ${resource === undefined ? '' : owner(resource)}`;
  // Rules about the SAM text itself have nothing to say about its translation.
  const found = report.findings.filter(
    ({ rule }) => !rule.startsWith('sam-') && rule !== 'template-parse' && !ofAuthors.includes(rule),
  );
  return [...new Set(found.map(about))].sort();
}

describe.skipIf(inputs.length === 0)('a SAM template and its translation get the same findings', () => {
  test.each(inputs.map((path) => [basename(path, '.yaml'), path] as const))('%s', (name, path) => {
    const translated = path.replace('/input/', '/output/').replace(/\.yaml$/, '.json');
    const same = { sam: subjects(path), cloudformation: subjects(translated, owners(path, translated)) };
    if (name in differences) expect(same.sam, differences[name]).not.toEqual(same.cloudformation);
    else expect(same.sam).toEqual(same.cloudformation);
  });
});
