import { made } from '../source/once.js';
import type { Hole, Verdict } from '../values/text.js';
import { type Action, actionsOf } from './actions.js';
import { type Pattern, anyVerdict, overlaps } from './patterns.js';
import { resourceTypeTable, rowOf, setsOf } from './tables.js';

/** A type of resources that an action can be limited to. */
export interface ResourceType {
  /** As AWS calls it: `table`, `log-stream`. */
  readonly name: string;
  /** Its ARNs, with stars for what differs; a few types have two. */
  readonly arns: readonly string[];
  /** The same, with holes for names without slashes. */
  readonly patterns: readonly Pattern[];
}

/** The types of resources that AWS lists for an action; none: it can be granted on the star only. */
export function resourceTypesOf({ service, name }: Pick<Action, 'service' | 'name'>): readonly ResourceType[] {
  return made(read, service, () => typesOf(service)).get(name) ?? [];
}

const read = new Map<string, ReadonlyMap<string, readonly ResourceType[]>>();

function typesOf(service: string): ReadonlyMap<string, readonly ResourceType[]> {
  const row = rowOf(resourceTypeTable(), service);
  if (row === undefined) return new Map();
  const bar = row.indexOf('|');
  const types = row
    .slice(0, bar)
    .split(' ')
    .map((entry) => typeOf(entry, service));
  const sets = setsOf(row.slice(bar + 1));
  return new Map(
    actionsOf(service)?.map(({ name }, place) => [name, (sets[place] ?? []).flatMap((each) => types[each] ?? [])]),
  );
}

function typeOf(entry: string, service: string): ResourceType {
  const [name = '', arns = ''] = entry.split('=');
  const whole = arns.split(',').map((arn) => `arn:aws:${arn.startsWith(':') ? service : ''}${arn}`);
  return {
    name,
    arns: whole.map((arn) => arn.replaceAll('^', '*')),
    patterns: whole.map(patternOf),
  };
}

const word: Hole = { name: 'a name without slashes', word: true };

/** An ARN of the table as a pattern, for {@link mayBeOf}. */
export function patternOf(arn: string): Pattern {
  return { parts: arn.split(/(\^)/).flatMap((part) => (part === '^' ? word : part === '' ? [] : part)) };
}

/** Whether a statement's resource can be of a type: `maybe` where that depends on what only the deployment knows. */
export function mayBeOf({ parts }: Pattern, { arns, patterns }: ResourceType): Verdict {
  // A policy variable (`${aws:username}`) may be anything.
  const resource = {
    parts: parts.map((part) => (typeof part === 'string' ? part.replace(/\$\{[^${}]+\}/g, '*') : part)),
  };
  // The holes of the type may be anything that they can: only those of the resource leave a doubt.
  const possible = anyVerdict(patterns.map((pattern) => overlaps(resource, pattern, { fold: true })));
  if (possible !== 'maybe' || !resource.parts.some((part) => typeof part === 'object')) {
    return possible === 'no' ? 'no' : 'yes';
  }
  return anyVerdict(arns.map((arn) => overlaps(resource, { parts: [arn] }, { fold: true }))) === 'yes'
    ? 'yes'
    : 'maybe';
}
