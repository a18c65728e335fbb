import type { Location } from '../source/source.js';
import type { Resolved } from '../values/resolved.js';
import { type Hole, type Text, printText, wholeText } from '../values/text.js';
import { bareOperator, meantOperator, readOperator } from './condition-operators.js';
import type { Resolver } from './document.js';
import { hasWildcard } from './wildcards.js';

/**
 * What a policy document is for: rights of who has it, who may assume a role, who may use a resource; or, of an organisation, the most that
 * its principals may do (a service control policy), and that may be done with its resources (a resource control policy).
 */
export type PolicyUse = 'identity' | 'trust' | 'resource' | 'service-control' | 'resource-control';

/** Something in a policy document that IAM does not take, or takes for something else. */
export interface PolicyFault {
  readonly at: Location;
  /** A clause that begins with a verb: `has a statement without Effect`. */
  readonly says: string;
  /** What comes of it, as a clause. */
  readonly so: string;
  readonly help: string;
  readonly label: string;
  readonly gravity: 'error' | 'warning' | 'info';
}

/** Takes what is wrong at a place: what it says there, a few words for the place itself, and what to do. */
export type Tell = (at: Location, says: string, label: string, help: string) => void;

/** Reads documents, and tells holes with which no ARN begins: the name, the id or the URL of a resource. */
export interface PolicyReader extends Resolver {
  isNoArn(hole: Hole): boolean;
}

/** One value, or each of a list; lists within lists are taken apart. */
export function eachOf(value: Resolved): readonly Resolved[] {
  return value.is === 'list' ? value.items.flatMap((item) => eachOf(item)) : [value];
}

/** Whether only the deployment knows what a key says or stands for: a macro's, or one with a hole in JSON text. */
export const isOpenKey = (key: string): boolean => key.startsWith('Fn::') || key.includes('${');

/** What has the wrong shape among values that have to be texts. */
export function tellTexts(name: string, value: Resolved, resolver: Resolver, tell: Tell): readonly Text[] {
  const items = eachOf(value);
  if (items.length === 0) {
    tell(value.at, `has an empty ${name}`, `empty`, `put at least one entry into ${name}, or take the statement out`);
  }
  return items.flatMap((item) => {
    if (item.is === 'map') {
      const at = item.at;
      tell(at, `has something else than text in ${name}`, 'no text', `write a text, or a list of texts, into ${name}`);
      return [];
    }
    return resolver.textOf(item) ?? [];
  });
}

/** `service:Action`, or the star, which stands for too much in a resource control policy. */
export function tellActions(name: string, value: Resolved, use: PolicyUse, resolver: Resolver, tell: Tell): void {
  for (const action of tellTexts(name, value, resolver, tell)) {
    const literal = wholeText(action);
    if (literal === '*' && use === 'resource-control') {
      const help = 'name the services, such as s3:*';
      tell(action.at, `names * in ${name}, which a resource control policy may not do`, 'not here', help);
    }
    if (literal === undefined || /^\*+$/.test(literal) || /^[\w*?-]+:[\w*?]+$/.test(literal)) continue;
    const help = /^[a-z][\w-]*[./ ][A-Za-z*]+$/.test(literal)
      ? `write ${literal.replace(/[./ ]/, ':')}`
      : 'write the prefix of the service, a colon and the name of the action';
    tell(action.at, `names ${quoted(literal)} in ${name}, which is no action`, 'no action', help);
  }
}

/** An ARN, or the star: a policy of a role or user takes nothing else. */
export function tellResources(name: string, value: Resolved, use: PolicyUse, reader: PolicyReader, tell: Tell): void {
  for (const resource of tellTexts(name, value, reader, tell)) {
    if (use !== 'identity') continue;
    const [begin] = resource.parts;
    if (begin === undefined) continue;
    if (typeof begin === 'string' ? !mayBeginArn(begin) : reader.isNoArn(begin)) {
      const said = `names ${quoted(printText(resource))} in ${name}, which is no ARN`;
      tell(resource.at, said, 'no ARN', 'write the ARN of the resource');
      continue;
    }
    const literal = wholeText(resource);
    if (literal !== undefined && !hasWildcard(literal) && literal.split(':').length < 6) {
      const said = `names ${quoted(literal)} in ${name}, which lacks a part of an ARN`;
      const help = 'write all six parts: arn:aws:service:region:account:resource; region and account may be empty';
      tell(resource.at, said, 'not a whole ARN', help);
    }
  }
}

const mayBeginArn = (text: string): boolean => /^(?:arn:|[*?]|a[rn*?]*[*?])/.test(text);

const types = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/** The bare star, or a map of types to names. */
export function tellPrincipals(name: string, value: Resolved, resolver: Resolver, tell: Tell): void {
  if (value.is === 'text') {
    const literal = wholeText(value.text);
    if (literal === undefined || literal === '*') return;
    const help = `write ${literal.includes('.amazonaws.') ? 'Service' : 'AWS'}: ${literal}`;
    tell(value.at, `has ${quoted(literal)} as its ${name} without saying of which type it is`, 'no type', help);
  } else if (value.is === 'list' && !eachOf(value).some((each) => each.is === 'text' && wholeText(each.text) === '*')) {
    const help = 'put the list under AWS, Service or Federated';
    tell(value.at, `has a list as its ${name} without saying of which type its entries are`, 'no type', help);
  } else if (value.is === 'map') {
    for (const [type, entry] of value.entries) {
      if (isOpenKey(type)) continue;
      const names = resolver.resolve(entry.value);
      if (names.is === 'absent') continue;
      if (!types.includes(type))
        tell(entry.key, `has a ${name} of the type ${type}, which there is not`, 'no such type', typesHelp);
      else tellTexts(`${name}.${type}`, names, resolver, tell);
    }
  }
}

const typesHelp = `write one of ${types.slice(0, -1).join(', ')} and ${types.at(-1) ?? ''}`;

/**
 * {@link meantOperator}; but the services that hold resources read their policies themselves: they may be more lenient, and know short
 * forms of old such as streq.
 */
function meantBy(operator: string, use: PolicyUse): string | undefined {
  if (use === 'resource' && (readOperator(operator) !== undefined || /^[a-z]+$/.test(bareOperator(operator))))
    return undefined;
  return meantOperator(operator);
}

/** Operators, each with a map of keys to values. */
export function tellConditions(value: Resolved, use: PolicyUse, resolver: Resolver, tell: Tell): void {
  const help = 'write an operator, under it a key, and under that the values';
  if (value.is === 'text' || value.is === 'list') {
    tell(value.at, 'has a Condition that is no map', 'no map', help);
  } else if (value.is === 'map') {
    for (const [operator, entry] of value.entries) {
      const keys = resolver.resolve(entry.value);
      if (isOpenKey(operator) || keys.is === 'absent') continue;
      if (['text', 'list'].includes(keys.is)) {
        tell(entry.key, `has ${operator} in a Condition without a key`, 'no key', help);
        continue;
      }
      const meant = meantBy(operator, use);
      if (meant === undefined) continue;
      const instead = meant === '' ? 'write one of the operators of IAM, such as StringEquals' : `write ${meant}`;
      tell(entry.key, `has ${quoted(operator)} in a Condition, which is no operator`, 'no such operator', instead);
    }
  }
}

const quoted = (text: string): string => (text.length > 80 ? `"${text.slice(0, 77)}…"` : `"${text}"`);

/** The characters of a document as IAM counts them, without white space; what is unknown counts as nothing. */
export function sizeOf(value: Resolved, resolver: Resolver): number {
  switch (value.is) {
    case 'text':
      return value.text.parts.reduce(
        (sum, part) =>
          sum + (typeof part === 'string' ? JSON.stringify(part).slice(1, -1).replace(/\s/g, '').length : 0),
        2,
      );
    case 'list':
      return value.items.reduce((sum, item) => sum + sizeOf(item, resolver) + 1, 1);
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => [key, resolver.resolve(entry.value)] as const);
      const there = entries.filter(([, each]) => each.is !== 'absent');
      return there.reduce((sum, [key, each]) => sum + key.length + 4 + sizeOf(each, resolver), 1);
    }
    default:
      return 0;
  }
}
