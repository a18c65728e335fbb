import type { Location } from '../source/source.js';
import { globMatches } from './glob.js';

/** A stretch of text that only the deployment knows. Two holes with the same `name` are the same text. */
export interface Hole {
  /** How to speak of it, in the user's words: `${AWS::AccountId}`, `${Table.Arn}`, `an import`. */
  readonly name: string;
  /** A single word (an account id, a region, a partition): never holds a `:` or a `/`. */
  readonly word?: true;
  /** Never a star, nor text with one: the pattern of its parameter lets none through. */
  readonly plain?: true;
  /** The resource that the hole stands for, and which of its attributes: `''` is what `Ref` gives. */
  readonly resource?: { readonly address: string; readonly attribute: string };
  /** More text may stand around it: a plan says to what a text refers, and not what it adds. */
  readonly partly?: true;
  /** What it stands for has no name, so that two of the same words may be filled differently. */
  readonly unnamed?: true;
}

/**
 * The name of a hole for what is unknown, by its key: a parameter, what the template has not, and a reference that only the
 * deployment reads are spelled as their user does.
 */
export const holeName = (key: string): string =>
  key.startsWith('{{') ? key : `\${${key.replace(/^(?:parameter|missing):/, '')}}`;

/** Literal text and holes, one after another. */
export type Parts = readonly (string | Hole)[];

/** Text as far as it is known. Adjacent literal parts are joined and empty ones left out; no parts is the empty text. */
export interface Text {
  readonly parts: Parts;
  readonly at: Location;
}

/** `maybe`: some fillings of the holes match and others do not. */
export type Verdict = 'yes' | 'no' | 'maybe';

/** Text that is put together may double with each step: what is longer, or has more parts, is not kept. */
const longest = 1_000_000;
const mostParts = 10_000;
const tooLong: Hole = { name: 'a text that is too long to be read' };

/** Joins neighbouring literals, so that equal texts have equal parts. */
export function textOf(parts: Parts, at: Location): Text {
  if (parts.length === 1) return { parts: parts[0] === '' ? [] : parts, at };
  const joined: (string | Hole)[] = [];
  let length = 0;
  for (const part of parts) {
    if (typeof part === 'string') length += part.length;
    if (joined.length > mostParts || length > longest) return { parts: [tooLong], at };
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return { parts: joined, at };
}

/** The whole text where nothing of it is unknown. */
export function wholeText(text: Pick<Text, 'parts'>): string | undefined {
  const { parts } = text;
  if (parts.length > 1) return undefined;
  const only = parts[0] ?? '';
  return typeof only === 'string' ? only : undefined;
}

/** The hole that stands for the account that is deployed to. */
export const ownAccount = '${AWS::AccountId}';

/** The pseudo parameter that gives the name of the stack, with which the names begin that CloudFormation makes. */
export const stackName = 'AWS::StackName';

/** For messages: holes in their own spelling. */
export function printText(text: Pick<Text, 'parts'>): string {
  return text.parts.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}

/** A text as a glob: its holes may be anything. */
export function globOf(text: Pick<Text, 'parts'>): string {
  return text.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
}

/** Whether a text is nothing but a hole that a star may fill. */
export function mayBeStar({ parts }: Pick<Text, 'parts'>): boolean {
  const [only] = parts;
  return parts.length === 1 && typeof only === 'object' && only.resource === undefined && !only.word && !only.plain;
}

/** Why a text can't be told: what a plan says of it, else that it is given later. */
export function whyOpen(text: Pick<Text, 'parts'>): string {
  const [only, ...others] = text.parts;
  const name = typeof only === 'object' && others.length === 0 ? only.name : '';
  const told = /^\$\{(known after apply: .*)\}$/s.exec(name)?.[1];
  const around = typeof only === 'object' && only.partly === true ? ', and so is what stands around it' : '';
  return told ?? `${printText(text)} is known only at deployment${around}`;
}

/** What a hole of a text stands for, with what may stand around it: an ARN that is all there is to see goes on at most. */
export function standingFor(hole: Hole, parts: Parts, { parts: all }: Pick<Text, 'parts'>): Parts {
  if (hole.partly !== true) return parts;
  const more: Hole = { name: hole.name };
  const [begin] = parts;
  const isArn = /arn$/i.test(hole.resource?.attribute ?? '') || (typeof begin === 'string' && begin.startsWith('arn:'));
  return all.length === 1 && isArn ? [...parts, more] : [more, ...parts, more];
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
 * Whether there are fillings of a text's holes with which it matches a glob, in which no star follows another. Keeps all places
 * of the glob that the text so far can reach: time is the product of both lengths at most.
 */
function mayMatch({ parts }: Pick<Text, 'parts'>, glob: string): boolean {
  let open = new Places(glob).add(0);
  let next = new Places(glob);
  for (const part of parts) {
    for (const sign of typeof part === 'string' ? part.split('') : [part]) {
      next.clear();
      for (const place of open.all) {
        if (typeof sign === 'object') takeHole(next, place, glob, sign);
        else if (glob[place] === '*') next.add(place);
        else if (glob[place] === '?' || glob[place] === sign) next.add(place + 1);
      }
      if (next.all.length === 0) return false;
      [open, next] = [next, open];
    }
  }
  return open.all.includes(glob.length);
}

/** Places of a glob, each once. */
class Places {
  readonly all: number[] = [];
  readonly #round: Uint32Array;
  #current = 1;

  constructor(readonly glob: string) {
    this.#round = new Uint32Array(glob.length + 1);
  }

  /** A star may take nothing: the place behind it is reached with it. */
  add(place: number): this {
    if (this.#round[place] === this.#current) return this;
    this.#round[place] = this.#current;
    this.all.push(place);
    return this.glob[place] === '*' ? this.add(place + 1) : this;
  }

  clear(): void {
    this.all.length = 0;
    this.#current += 1;
  }
}

/** All places behind one that lie within what the hole can spell. */
function takeHole(next: Places, from: number, glob: string, { word }: Hole): void {
  for (let place = from; place <= glob.length; place += 1) {
    next.add(place);
    if (word === true && (glob[place] === ':' || glob[place] === '/')) return;
  }
}

/** Whether text and glob part ways in what both spell out at their beginning or their end: most comparisons end here. */
function endsDiffer({ parts }: Pick<Text, 'parts'>, glob: string): boolean {
  const [first] = parts;
  const last = parts.at(-1);
  if (typeof first === 'string') {
    const wildcard = glob.search(/[*?]/);
    const length = Math.min(first.length, wildcard === -1 ? glob.length : wildcard);
    if (!glob.startsWith(first.slice(0, length))) return true;
  }
  if (typeof last !== 'string') return false;
  const length = Math.min(last.length, glob.length - 1 - Math.max(glob.lastIndexOf('*'), glob.lastIndexOf('?')));
  return length > 0 && !glob.endsWith(last.slice(-length));
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
export function matchesGlob(text: Pick<Text, 'parts'>, glob: string, options: { fold?: boolean } = {}): Verdict {
  if (options.fold === true) return matchesGlob(folded(text), glob.toLowerCase());
  const whole = wholeText(text);
  if (whole !== undefined) return globMatches(whole, glob) ? 'yes' : 'no';
  const holed = inPartition(text, glob);
  if (endsDiffer(holed, glob)) return 'no';
  const signs = glob.includes('**') ? glob.replace(/\*+/g, '*') : glob;
  if (certainlyMatches(holed, signs)) return 'yes';
  return mayMatch(holed, signs) ? 'maybe' : 'no';
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
