import { didYouMean } from '../source/nearest.js';
import { wholeText } from '../values/text.js';
import { type Action, actionsMatching } from './actions.js';
import {
  type KnownKey,
  globalKey,
  globalKeys,
  isOfNoAction,
  keyOf,
  keyOfAnyService,
  mayHaveKey,
  serviceKeys,
} from './condition-keys.js';
import type { Statement } from './document.js';
import { conditionKeyTable } from './tables.js';

/** What is known of a key. */
export interface FoundKey {
  readonly known?: KnownKey | undefined;
  readonly fault?: KeyFault;
  /** Why it can't be told whether the statement's requests have it. */
  readonly doubt?: string;
}

/** What is wrong with a key. */
interface KeyFault {
  /** A clause that begins with a verb: `has a condition on aws:SourceIpp, a key that there is not`. */
  readonly says: string;
  /** A question behind it: what may have been meant. */
  readonly meant?: string;
  readonly help: string;
  readonly label: string;
  /** `info`: there may well be such a key. */
  readonly gravity?: 'info' | undefined;
}

/**
 * Finds the key of a condition among those of the services whose actions a statement names. Of keys with a prefix that no service has,
 * such as those of identity providers, nothing is known.
 */
export function findKey(key: string, statement: Statement): FoundKey {
  const global = globalKey(key);
  if (global !== undefined) return { known: global };
  const colon = key.indexOf(':');
  const prefix = key.slice(0, Math.max(0, colon)).toLowerCase();
  if (prefix === '' || prefix === 'aws') return { fault: unlisted(key, globalKeys()) };

  const unplaced = keyOf(prefix, key);
  if (unplaced !== undefined && isOfNoAction(prefix, unplaced)) return { known: unplaced };
  const { actions, open } = actionsOf(statement);
  const services = new Set(actions.map(({ service }) => service));
  const known = keyAmong(services, prefix, key);
  if (known !== undefined) {
    const having = new Set([...services].filter((service) => keyOf(service, key) === known));
    const isTaken = actions.some((action) => having.has(action.service) && mayHaveKey(action, known));
    return open !== undefined || isTaken ? { known } : { known, fault: notOf(key, statement) };
  }
  const own = serviceKeys(prefix);
  if (own.length === 0) return key.endsWith(':sub') ? { known: subjectOf(key) } : {};
  if (keyOfAnyService(key) === undefined) return { fault: unlisted(key, own) };
  return open === undefined ? { fault: notOf(key, statement) } : open === '' ? {} : { doubt: open };
}

/** The key of one of some services, the one with its prefix first: the others need not be read for most. */
function keyAmong(services: ReadonlySet<string>, prefix: string, key: string): KnownKey | undefined {
  const own = services.has(prefix) ? keyOf(prefix, key) : undefined;
  if (own !== undefined) return own;
  for (const service of services) {
    const found = keyOf(service, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Whom an identity provider speaks of: one text.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const subjectOf = (name: string): KnownKey => ({
  name,
  type: 'string',
  multivalued: false,
  matches: (key) => key === name,
});

/** All actions of a statement; `open` where there may be more, and why: `''` where it is about all but some. */
function actionsOf({ actions }: Statement): { readonly actions: readonly Action[]; readonly open?: string } {
  if (actions === undefined) return { actions: [], open: '' };
  const found: Action[] = [];
  let open: string | undefined;
  for (const text of actions) {
    const literal = wholeText(text);
    const matching = literal === undefined ? undefined : actionsMatching(literal);
    if (literal === undefined) open = 'the action is known only at deployment';
    else if (matching === undefined || matching.length === 0) open ??= '';
    found.push(...(matching ?? []));
  }
  return open === undefined ? { actions: found } : { actions: found, open };
}

/** A key that no list has. */
function unlisted(key: string, known: readonly KnownKey[]): KeyFault {
  const slash = key.indexOf('/');
  // The end of a key such as aws:RequestTag/Owner is its user's.
  const names = known.flatMap(({ name }) =>
    !name.endsWith('/*') ? name : slash < 0 ? `${name.slice(0, -1)}…` : name.slice(0, -2) + key.slice(slash),
  );
  const date = conditionKeyTable().date;
  const meant = didYouMean(key.includes(':') ? key : `aws:${key}`, names);
  // The list of a service may lack a key; one of all services hardly does, and what is nearly another is that one, misspelt.
  const isOfService = key.includes(':') && !/^aws:/i.test(key);
  return {
    says: `has a condition on ${key}, a key that there is not`,
    meant,
    gravity: isOfService && meant === '' ? 'info' : undefined,
    help: `correct it, or put it into the option allow if AWS has added it after ${date}`,
    label: 'no such key',
  };
}

/** A key that requests for other actions have. */
function notOf(key: string, { actions = [] }: Statement): KeyFault {
  const names = actions.map((action) => wholeText(action) ?? '');
  const whose = names.length > 3 ? 'none of its actions has' : `requests for ${names.join(' or ')} don't have`;
  return {
    says: `has a condition on ${key}, a key that ${whose}`,
    help: 'take a key that AWS lists for these actions, or put it into the option allow',
    label: 'not for these actions',
  };
}
