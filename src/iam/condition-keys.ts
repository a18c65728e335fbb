import { made } from '../source/once.js';
import { type Action, placeOf } from './actions.js';
import { conditionKeyTable, setAt } from './tables.js';
import { matcher } from './wildcards.js';

/** What a key holds in a request. */
export type KeyType = 'string' | 'arn' | 'boolean' | 'date' | 'address' | 'number';

/** A condition key that AWS documents. */
export interface KnownKey {
  /** As AWS spells it, with a star for what its user chooses: `aws:RequestTag/*`. */
  readonly name: string;
  readonly type: KeyType;
  /** A request may have several values of it. */
  readonly multivalued: boolean;
  readonly matches: (key: string) => boolean;
}

const types: Readonly<Record<string, KeyType>> = {
  a: 'arn',
  b: 'boolean',
  d: 'date',
  i: 'address',
  n: 'number',
  s: 'string',
};

interface KeysOf {
  /** What has been looked for, in lower case: few keys are used again and again. */
  readonly found: Map<string, KnownKey | undefined>;
  readonly all: readonly KnownKey[];
  /** Which keys each action has, for {@link setAt}. */
  readonly sets: string;
}

const read = new Map<string, KeysOf>();

const keysOf = (service: string): KeysOf => made(read, service, () => parse(service));

function parse(service: string): KeysOf {
  const row = conditionKeyTable().row(service);
  if (row === undefined) return { found: new Map(), all: [], sets: '' };
  const bar = row.indexOf('|');
  const groups = (bar < 0 ? row : row.slice(0, bar)).split(' ');
  const all = groups.flatMap((group) => {
    const letter = group.charAt(0);
    const type = types[letter.toLowerCase()];
    if (type === undefined)
      throw new Error(`the table of condition keys has a group of unknown type: ${service} ${letter}`);
    return group
      .slice(1)
      .split(',')
      .map((written): KnownKey => {
        const name = written.startsWith(':') ? service + written : written;
        return { name, type, multivalued: letter !== letter.toUpperCase(), matches: matcher(name) };
      });
  });
  return { found: new Map(), all, sets: bar < 0 ? '' : row.slice(bar + 1) };
}

/** The key that all requests may have under a name, whatever its case. */
export const globalKey = (key: string): KnownKey | undefined => keyOf('aws', key);

/** The keys that all requests may have. */
export const globalKeys = (): readonly KnownKey[] => keysOf('aws').all;

/** The key of a service under a name, whatever its case: some services have keys of others, as `sts` has `saml:aud`. */
export function keyOf(service: string, key: string): KnownKey | undefined {
  const { found, all } = keysOf(service);
  const folded = key.toLowerCase();
  if (!found.has(folded))
    found.set(
      folded,
      all.find(({ matches }) => matches(key)),
    );
  return found.get(folded);
}

/** The keys of a service. */
export const serviceKeys = (service: string): readonly KnownKey[] => keysOf(service).all;

/** The first key of any service under a name. */
export function keyOfAnyService(key: string): KnownKey | undefined {
  for (const service of conditionKeyTable().names) {
    const found = keyOf(service, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether requests for an action may have a key of its service. */
export function mayHaveKey(action: Pick<Action, 'service' | 'name'>, key: KnownKey): boolean {
  const { all, sets } = keysOf(action.service);
  return setAt(sets, placeOf(action)).includes(all.indexOf(key));
}

/**
 * Whether AWS lists a key for no action at all. Such a key is told of in guides: that of the credentials of an instance or a job is in
 * its requests to all services.
 */
export function isOfNoAction(service: string, key: KnownKey): boolean {
  const { all, sets } = keysOf(service);
  const place = String(all.indexOf(key));
  return !sets
    .slice(0, sets.lastIndexOf('|'))
    .split(';')
    .some((set) => set.split('.').includes(place));
}
