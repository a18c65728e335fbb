import { made, onceFor } from '../source/once.js';
import type { Hole, Verdict } from '../values/text.js';
import { type Action, placeOf } from './actions.js';
import { type Pattern, anyVerdict, overlaps } from './patterns.js';
import { arnSegments } from './resources.js';
import { resourcesByUse } from './resources-by-use.data.js';
import { resourceTypeTable, setAt } from './tables.js';

/** A type of resources that an action can be limited to. */
export interface ResourceType {
  /** As AWS calls it: `table`, `log-stream`. */
  readonly name: string;
  /** Its ARNs, with stars for what differs; a few types have two. */
  readonly arns: readonly string[];
  /** The same, with holes for names without slashes. */
  readonly patterns: readonly Pattern[];
}

/**
 * The types of resources that AWS lists for an action, those with short ARNs first, which are what is mostly meant; none: it can be
 * granted on the star only.
 */
export const resourceTypesOf = onceFor((action: Action): readonly ResourceType[] => {
  const { service } = action;
  const row = resourceTypeTable().row(service);
  if (row === undefined) return [];
  const bar = row.indexOf('|');
  const entries = row.slice(0, bar).split(' ');
  const types = setAt(row.slice(bar + 1), placeOf(action)).map((place) => typeOf(entries[place] ?? '', service));
  return types.sort((one, other) => (one.arns[0]?.length ?? 0) - (other.arns[0]?.length ?? 0));
});

/** One object for each type, however many actions take it. */
const typeOf = (entry: string, service: string): ResourceType =>
  made(known, `${service} ${entry}`, () => {
    const [name = '', arns = ''] = entry.split('=');
    return { name, ...formsOf(arns.split(',').map((arn) => `arn:aws:${arn.startsWith(':') ? service : ''}${arn}`)) };
  });

const known = new Map<string, ResourceType>();

/** How the ARNs of some resources look. */
export type ArnForms = Pick<ResourceType, 'arns' | 'patterns'>;

const formsOf = (arns: readonly string[]): ArnForms => ({
  arns: arns.map((arn) => arn.replaceAll('^', '*')),
  patterns: arns.map(patternOf),
});

/** What AWS grants an action on although its list does not have it; `undefined`: nothing. */
export const formsByUse = onceFor(({ service, name }: Action): ArnForms | undefined => {
  const arns = resourcesByUse[`${service}:${name}`];
  return arns && formsOf(arns);
});

const word: Hole = { name: 'a name without slashes', word: true };

/** An ARN of the table as a pattern, for {@link mayBeOfType}. */
export function patternOf(arn: string): Pattern {
  return { parts: arn.split(/(\^)/).flatMap((part) => (part === '^' ? word : part === '' ? [] : part)) };
}

/** Whether a statement's resource can be of a type: `maybe` where that depends on what only the deployment knows. */
export function mayBeOfType(pattern: Pattern, { arns, patterns }: ArnForms): Verdict {
  const [only, ...more] = pattern.parts;
  if (typeof only === 'object' && only.word !== true && more.length === 0) return 'maybe';
  const resource = withoutVariables(pattern);
  // The holes of the type may be anything that they can: only those of the resource leave a doubt.
  const possible = anyVerdict(patterns.map((pattern) => overlaps(resource, pattern, { fold: true })));
  if (possible !== 'maybe' || !resource.parts.some((part) => typeof part === 'object')) {
    return possible === 'no' ? 'no' : 'yes';
  }
  const near = arns.filter((arn) => !isElsewhere(resource, arn));
  if (near.length === 0) return 'no';
  return anyVerdict(near.map((arn) => overlaps(resource, { parts: [arn] }, { fold: true }))) === 'yes'
    ? 'yes'
    : 'maybe';
}

/**
 * Whether a resource is without the region or the account that a type has: `arn:aws:s3:::` and a bucket is no
 * access point, whatever the bucket is called.
 */
function isElsewhere({ parts }: Pattern, arn: string): boolean {
  const segments = arnSegments(parts);
  // A hole that is more than a word may hold colons, and move what follows it.
  const begin = segments.slice(0, 5).flat();
  if (segments.length < 6 || begin.some((part) => typeof part !== 'string' && part.word !== true)) return false;
  const asked = arn.split(':');
  return [3, 4].some((place) => segments[place]?.length === 0 && asked[place] !== '');
}

/** A policy variable (`${aws:username}`) may be anything. */
const withoutVariables = onceFor(({ parts }: Pattern): Pattern => ({
  parts: parts.map((part) => (typeof part === 'string' ? part.replace(/\$\{[^${}]+\}/g, '*') : part)),
}));
