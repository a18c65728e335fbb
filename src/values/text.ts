import type { Location } from '../source/source.js';
import { globMatches } from './glob.js';

/** A stretch of text that only the deployment knows. Two holes with the same `name` are the same text. */
export interface Hole {
  /** How to speak of it, in the user's words: `${AWS::AccountId}`, `${Table.Arn}`, `an import`. */
  readonly name: string;
  /** A single word (an account id, a region, a partition): never holds a `:` or a `/`. */
  readonly word?: true;
  /** The resource that the hole stands for, and which of its attributes: `''` is what `Ref` gives. */
  readonly resource?: { readonly address: string; readonly attribute: string };
}

/** Text as far as it is known. Adjacent literal parts are joined and empty ones left out; no parts is the empty text. */
export interface Text {
  readonly parts: readonly (string | Hole)[];
  readonly at: Location;
}

/** `maybe`: some fillings of the holes match and others do not. */
export type Verdict = 'yes' | 'no' | 'maybe';

/** Text that is put together may double with each step: what is longer, or has more parts, is not kept. */
const longest = 1_000_000;
const mostParts = 10_000;
const tooLong: Hole = { name: 'a text that is too long to be read' };

/** Joins neighbouring literals, so that equal texts have equal parts. */
export function textOf(parts: readonly (string | Hole)[], at: Location): Text {
  const joined: (string | Hole)[] = [];
  let length = 0;
  for (const part of parts) {
    if (typeof part === 'string') length += part.length;
    if (joined.length > mostParts || (length > longest && parts.length > 1)) return { parts: [tooLong], at };
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return { parts: joined, at };
}

/** The whole text where nothing of it is unknown. */
export function wholeText(text: Pick<Text, 'parts'>): string | undefined {
  if (text.parts.length === 0) return '';
  const [only] = text.parts;
  return text.parts.length === 1 && typeof only === 'string' ? only : undefined;
}

/** The hole that stands for the account that is deployed to. */
export const ownAccount = '${AWS::AccountId}';

/** The pseudo parameter that gives the name of the stack, with which the names begin that CloudFormation makes. */
export const stackName = 'AWS::StackName';

/** For messages: holes in their own spelling. */
export function printText(text: Pick<Text, 'parts'>): string {
  return text.parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}

/** Text that is equal for two texts exactly if they are certainly the same. */
export function identityOf(text: Pick<Text, 'parts'>): string {
  return text.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const { resource } = part;
      return resource === undefined
        ? `\u0000${part.name}\u0000`
        : `\u0000${resource.address}\u0001${resource.attribute}\u0000`;
    })
    .join('');
}

/** Stands for a hole in literal text: of the private use area, so that no pattern spells it. */
const mark = '\uE000';

/** Whether text matches a glob whatever is in its holes: only a star takes a hole, and a `?` counts characters that nobody knows. */
function certainlyMatches({ parts }: Pick<Text, 'parts'>, glob: string): boolean {
  if (glob.includes('?')) return false;
  return globMatches(parts.map((part) => (typeof part === 'string' ? part : mark)).join(''), glob);
}

/**
 * Whether there are fillings of a text's holes with which it matches a glob. One row of a table per character of the text:
 * time is the product of both lengths at most.
 */
function mayMatch({ parts }: Pick<Text, 'parts'>, glob: string): boolean {
  const length = glob.length + 1;
  let row = new Array<boolean>(length).fill(false);
  let next = new Array<boolean>(length).fill(false);
  row[0] = true;
  skipStars(row, glob);
  for (const part of parts) {
    for (const sign of typeof part === 'string' ? part.split('') : [part]) {
      next.fill(false);
      const goesOn = typeof sign === 'string' ? takeCharacter(row, next, glob, sign) : takeHole(row, next, glob, sign);
      if (!goesOn) return false;
      [row, next] = [next, row];
    }
  }
  return row[glob.length] === true;
}

/** A star may take nothing: the place behind it is reached with it. */
function skipStars(row: boolean[], glob: string): void {
  for (let index = 0; index < glob.length; index += 1) {
    if (row[index] === true && glob[index] === '*') row[index + 1] = true;
  }
}

/** From each place of the glob that is reached, the next; whether there is any. */
function takeCharacter(row: readonly boolean[], next: boolean[], glob: string, character: string): boolean {
  let reached = false;
  for (let index = 0; index < glob.length; index += 1) {
    if (row[index] !== true) continue;
    const sign = glob[index];
    if (sign === '*') next[index] = true;
    else if (sign === '?' || sign === character) next[index + 1] = true;
    else continue;
    reached = true;
  }
  skipStars(next, glob);
  return reached;
}

/** From each place that is reached, all places behind it that lie within what the hole can spell. */
function takeHole(row: readonly boolean[], next: boolean[], glob: string, { word }: Hole): boolean {
  let open = false;
  for (let index = 0; index <= glob.length; index += 1) {
    if (row[index] === true) open = true;
    if (open) next[index] = true;
    if (word === true && (glob[index] === ':' || glob[index] === '/')) open = false;
  }
  skipStars(next, glob);
  return true;
}

/** Whether text and glob already part ways in what both spell out at their beginning: most comparisons end here. */
function beginDifferently({ parts }: Pick<Text, 'parts'>, glob: string): boolean {
  const [first] = parts;
  if (typeof first !== 'string') return false;
  const wildcard = glob.search(/[*?]/);
  const length = Math.min(first.length, wildcard === -1 ? glob.length : wildcard);
  return first.slice(0, length) !== glob.slice(0, length);
}

const partition: Hole['name'] = '${AWS::Partition}';

/**
 * A template that writes the partition as a pseudo parameter means the one it is deployed to, and so does the pattern of an
 * organisation that writes `arn:aws:`: they meet, where everything else about an account or a region has to be known.
 */
function inPartition(text: Pick<Text, 'parts'>, glob: string): Pick<Text, 'parts'> {
  const named = /^arn:(aws[a-z-]*):/.exec(glob)?.[1];
  if (named === undefined || !text.parts.some((part) => typeof part !== 'string' && part.name === partition))
    return text;
  return { parts: text.parts.map((part) => (typeof part !== 'string' && part.name === partition ? named : part)) };
}

/**
 * Whether a text matches a glob (`*` any text, also across `:` and `/`; `?` one character): `yes` whatever its holes are,
 * `no` whatever they are, else `maybe`.
 */
export function matchesGlob(anyText: Pick<Text, 'parts'>, glob: string, options: { fold?: boolean } = {}): Verdict {
  const [text, pattern] =
    options.fold === true
      ? [folded(inPartition(anyText, glob)), glob.toLowerCase()]
      : [inPartition(anyText, glob), glob];
  const whole = wholeText(text);
  if (whole !== undefined) return globMatches(whole, pattern) ? 'yes' : 'no';
  if (beginDifferently(text, pattern)) return 'no';
  const signs = pattern.replace(/\*+/g, '*');
  if (certainlyMatches(text, signs)) return 'yes';
  return mayMatch(text, signs) ? 'maybe' : 'no';
}

const folded = ({ parts }: Pick<Text, 'parts'>): Pick<Text, 'parts'> => ({
  parts: parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : part)),
});

/** The best verdict over several globs: `yes` if one certainly matches. */
export function matchesAny(
  text: Pick<Text, 'parts'>,
  globs: readonly string[],
  options: { fold?: boolean } = {},
): Verdict {
  let best: Verdict = 'no';
  for (const glob of globs) {
    const verdict = matchesGlob(text, glob, options);
    if (verdict === 'yes') return 'yes';
    if (verdict === 'maybe') best = 'maybe';
  }
  return best;
}
