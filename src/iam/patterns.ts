import { made, onceFor } from '../source/once.js';
import { globMatches } from '../values/glob.js';
import { type Hole, type Parts, type Text, type Verdict, wholeText } from '../values/text.js';
import { arnSegments } from './resources.js';
import { hasWildcard } from './wildcards.js';

/** One sign of a pattern: a character as it stands, `*`, `?`, or a hole that only the deployment fills. */
type Sign = { readonly is: 'character'; readonly sign: string } | { readonly is: 'many' | 'one' } | HoleSign;
interface HoleSign {
  readonly is: 'hole';
  readonly key: string;
  readonly word: boolean;
}

/** A pattern of actions or resources: text with wildcards, and holes that only the deployment fills. */
export type Pattern = Pick<Text, 'parts'>;

const many: Sign = { is: 'many' };
const one: Sign = { is: 'one' };

/** Signs are many, characters few. */
const characters = new Map<string, Sign>();
const character = (sign: string): Sign => made(characters, sign, () => ({ is: 'character', sign }));

const keyOf = ({ name, resource }: Hole): string =>
  resource === undefined ? name : `${resource.address}\u0000${resource.attribute}`;

const inPartition = /^arn:(?:[a-z-]+|\*):/;

/** An ARN's partition says nothing: a template is deployed to one, and all that it names is there. */
function inOnePartition(parts: Parts): Parts {
  const [first, second, ...rest] = parts;
  if (typeof first === 'string' && inPartition.test(first)) {
    return [first.replace(inPartition, 'arn:aws:'), ...parts.slice(1)];
  }
  return first === 'arn:' && typeof second === 'object' && second.word === true ? ['arn:aws', ...rest] : parts;
}

function signsOf(pattern: Pattern, fold: boolean): Sign[] {
  const signs: Sign[] = [];
  for (const part of inOnePartition(pattern.parts)) {
    if (typeof part !== 'string') {
      signs.push({ is: 'hole', key: keyOf(part), word: part.word === true });
      continue;
    }
    for (const [index, run] of runsOf(part).entries()) {
      if (index % 2 === 1) {
        signs.push({ is: 'hole', key: run.toLowerCase(), word: false });
        continue;
      }
      for (const sign of fold ? run.toLowerCase() : run) {
        if (sign === '*') {
          if (signs.at(-1) !== many) signs.push(many);
        } else signs.push(sign === '?' ? one : character(sign));
      }
    }
  }
  return signs;
}

/**
 * A text at even places, and at odd ones the variables in it, which each request fills: `${aws:username}`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const runsOf = (text: string): readonly string[] => (hasVariable(text) ? text.split(/(\$\{\w[^}]*\})/) : [text]);

const hasVariable = (text: string): boolean => text.includes('${');

/** Whether a sign takes whatever stands in its place, and how often it likes: a star, and a hole that may be filled with anything. */
const repeats = (sign: Sign, certain: boolean): boolean => sign.is === 'many' || (sign.is === 'hole' && !certain);

/** Whether a sign that repeats may take another: an account id holds no colon. */
const takes = (sign: Sign, other: Sign): boolean =>
  !(sign.is === 'hole' && sign.word && other.is === 'character' && /[:/]/.test(other.sign));

function isSame(sign: Sign, other: Sign): boolean {
  if (sign.is === 'character') return other.is === 'character' && sign.sign === other.sign;
  return sign.is === 'hole' && other.is === 'hole' && sign.key === other.key;
}

/** Which way two patterns are walked side by side: on in the first, in the second, or in both; added up where several ways are open. */
const [inFirst, inSecond, inBoth] = [1, 2, 4] as const;

/** Walks two patterns side by side from their beginnings; `ways` says how it can go on from a place in each. */
function reachesEnd(
  first: readonly Sign[],
  second: readonly Sign[],
  ways: (one: Sign | undefined, other: Sign | undefined) => number,
): boolean {
  // The place in the first pattern times the width, and the place in the second: many are walked, and an array for each would cost more.
  const width = second.length + 1;
  const seen = new Uint8Array((first.length + 1) * width);
  const open = [0];
  const visit = (place: number): void => {
    if (seen[place] === 0) open.push(place);
    seen[place] = 1;
  };
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (place === seen.length - 1) return true;
    const onward = ways(first[Math.floor(place / width)], second[place % width]);
    if (onward & inFirst) visit(place + width);
    if (onward & inSecond) visit(place + 1);
    if (onward & inBoth) visit(place + width + 1);
  }
  return false;
}

/**
 * The same of patterns without holes, of which the first is matched with the second as with a text. A star takes as little as it can: what
 * an earlier one might take instead, a later one can, too.
 */
function coverIsPlain(outer: readonly Sign[], inner: readonly Sign[]): boolean {
  let [at, place] = [0, 0];
  let star: { at: number; place: number } | undefined;
  while (place < inner.length) {
    const [wide, narrow] = [outer[at], inner[place]];
    if (wide === many) {
      star = { at, place };
      at += 1;
    } else if (wide !== undefined && (wide === one ? narrow !== many : wide === narrow)) {
      [at, place] = [at + 1, place + 1];
    } else if (star !== undefined) {
      star.place += 1;
      [at, place] = [star.at + 1, star.place];
    } else return false;
  }
  while (outer[at] === many) at += 1;
  return at === outer.length;
}

function coverIs(outer: readonly Sign[], inner: readonly Sign[], certain: boolean): boolean {
  return reachesEnd(outer, inner, (wide, narrow) => {
    let ways = 0;
    if (wide !== undefined && repeats(wide, certain)) {
      ways |= inFirst;
      if (narrow !== undefined && takes(wide, narrow)) ways |= inSecond;
    }
    // A hole may turn out to be whatever is asked for, or nothing.
    if (narrow?.is === 'hole' && !certain) {
      ways |= inSecond;
      if (wide !== undefined && takes(narrow, wide)) ways |= inFirst;
    }
    if (wide !== undefined && narrow !== undefined) {
      const single = wide.is === 'one' && (narrow.is === 'character' || narrow.is === 'one');
      if (single || isSame(wide, narrow)) ways |= inBoth;
    }
    return ways;
  });
}

function overlapIs(left: readonly Sign[], right: readonly Sign[], certain: boolean): boolean {
  return reachesEnd(left, right, (one, other) => {
    let ways = 0;
    if (one !== undefined && repeats(one, certain)) {
      ways |= inFirst;
      if (other !== undefined && takes(one, other)) ways |= inSecond;
    }
    if (other !== undefined && repeats(other, certain)) {
      ways |= inSecond;
      if (one !== undefined && takes(other, one)) ways |= inFirst;
    }
    if (one !== undefined && other !== undefined) {
      const single =
        (one.is === 'one' && ['character', 'one'].includes(other.is)) || (other.is === 'one' && one.is === 'character');
      if (single || isSame(one, other)) ways |= inBoth;
    }
    return ways;
  });
}

interface Folding {
  /** Upper and lower case are the same: actions. */
  readonly fold?: boolean;
}

/** Whether two actions differ in a character before any wildcard, as those of different services mostly do. */
function beginOtherwise(wide: string | Hole | undefined, narrow: string | Hole | undefined): boolean {
  if (typeof wide !== 'string' || typeof narrow !== 'string') return false;
  for (let index = 0; index < Math.min(wide.length, narrow.length); index += 1) {
    const [one, other] = [wide.charCodeAt(index), narrow.charCodeAt(index)];
    // From the first `*` or `?` on, anything may be meant.
    if (one === 42 || one === 63 || other === 42 || other === 63) return false;
    if (one !== other && (one | 32) !== (other | 32)) return true;
  }
  return false;
}

/** The short way, for a pattern without holes and literal text: nearly all that actions are asked about. */
function literalVerdict(outer: Pattern, inner: Pattern, fold: boolean): Verdict | undefined {
  if (fold && beginOtherwise(outer.parts[0], inner.parts[0])) return 'no';
  const [wide, narrow] = [outer, inner].map(({ parts }) => wholeText({ parts: inOnePartition(parts) }));
  if (wide === undefined || narrow === undefined || hasWildcard(narrow)) return undefined;
  if (hasVariable(wide) || hasVariable(narrow)) return undefined;
  return isMatch(narrow, wide, fold);
}

/**
 * Whether a pattern matches everything that another does: `yes` and `no` whatever their holes are filled with, else `maybe`. Holes of
 * one name are filled alike. Partitions don't matter.
 */
export function covers(outer: Pattern, inner: Pattern, { fold = false }: Folding = {}): Verdict {
  const quick = literalVerdict(outer, inner, fold);
  if (quick !== undefined) return quick;
  const [wide, narrow] = [signsOf(outer, fold), signsOf(inner, fold)];
  if (!hasHole(wide, narrow)) return coverIsPlain(wide, narrow) ? 'yes' : 'no';
  if (isTooMuch(wide, narrow)) return 'maybe';
  if (coverIs(wide, narrow, true)) return 'yes';
  return coverIs(wide, narrow, false) ? 'maybe' : 'no';
}

/** Whether some text is matched by both of two patterns; see {@link covers}. */
export function overlaps(left: Pattern, right: Pattern, { fold = false }: Folding = {}): Verdict {
  // A wildcard stays within its segment of an ARN: region and account are never taken for parts of a name.
  const [segments, others] = [segmentsIn(left), segmentsIn(right)];
  if (segments.length !== 6 || others.length !== 6) return overlapOf(left, right, fold);
  let worst: Verdict = 'yes';
  for (const [at, parts] of segments.entries()) {
    worst = everyVerdict([worst, overlapOf({ parts }, { parts: others[at] ?? [] }, fold)]);
    if (worst === 'no') return 'no';
  }
  return worst;
}

const segmentsIn = onceFor(({ parts }: Pattern) => arnSegments(inOnePartition(parts)));

function overlapOf(left: Pattern, right: Pattern, fold: boolean): Verdict {
  const quick = literalOverlap(left, right, fold);
  if (quick !== undefined) return quick;
  const [all, others] = [signsOf(left, fold), signsOf(right, fold)];
  const alike = all.findIndex((sign, at) => !isSame(sign, others[at] ?? many));
  const [one, other] = alike === -1 ? [[], others.slice(all.length)] : [all.slice(alike), others.slice(alike)];
  if (one[0]?.is === 'character' && other[0]?.is === 'character') return 'no';
  if (isTooMuch(one, other)) return 'maybe';
  if (overlapIs(one, other, true)) return 'yes';
  return hasHole(one, other) && overlapIs(one, other, false) ? 'maybe' : 'no';
}

/** The short way, for a star and for texts without holes of which one is literal: most segments of ARNs. */
function literalOverlap(left: Pattern, right: Pattern, fold: boolean): Verdict | undefined {
  const [one, other] = [wholeText(left), wholeText(right)];
  if (one === '*' || other === '*') return 'yes';
  if (one === undefined || other === undefined || hasVariable(one) || hasVariable(other)) return undefined;
  if (!hasWildcard(other)) return isMatch(other, one, fold);
  return hasWildcard(one) ? undefined : isMatch(one, other, fold);
}

const isMatch = (text: string, pattern: string, fold: boolean): Verdict =>
  (fold ? globMatches(text.toLowerCase(), pattern.toLowerCase()) : globMatches(text, pattern)) ? 'yes' : 'no';

/** Whether patterns are longer than any that somebody means: an ARN has at most 2048 characters. */
const isTooMuch = (one: readonly Sign[], other: readonly Sign[]): boolean => one.length * other.length > mostPlaces;
const mostPlaces = 5_000_000;

const hasHole = (...patterns: readonly (readonly Sign[])[]): boolean =>
  patterns.some((signs) => signs.some(({ is }) => is === 'hole'));

const order: readonly Verdict[] = ['no', 'maybe', 'yes'];

/** The best of some verdicts: `yes` if one of them is. */
export const anyVerdict = (verdicts: readonly Verdict[]): Verdict =>
  order.findLast((each) => verdicts.includes(each)) ?? 'no';

/** The worst of some verdicts: `yes` if all of them are. */
export const everyVerdict = (verdicts: readonly Verdict[]): Verdict =>
  order.find((each) => verdicts.includes(each)) ?? 'yes';

export const notVerdict = (verdict: Verdict): Verdict => (({ yes: 'no', no: 'yes', maybe: 'maybe' }) as const)[verdict];
