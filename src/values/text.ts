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

/** Joins neighbouring literals, so that equal texts have equal parts. */
export function textOf(parts: readonly (string | Hole)[], at: Location): Text {
  const joined: (string | Hole)[] = [];
  for (const part of parts) {
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

type Token = { readonly literal: string } | { readonly hole: Hole };

function tokensOf(text: Pick<Text, 'parts'>, fold: boolean): Token[] {
  return text.parts.flatMap((part): Token[] =>
    typeof part === 'string'
      ? Array.from(fold ? part.toLowerCase() : part, (literal) => ({ literal }))
      : [{ hole: part }],
  );
}

/**
 * Whether text matches a glob in which `*` is any text and `?` any one character, as in IAM and ARN patterns.
 * `certain`: only a star takes a hole, so that every filling matches. Otherwise a hole may be anything that it can be.
 * One row of a table per character of the text: time is the product of both lengths whatever the pattern.
 */
function accepts(tokens: readonly Token[], glob: readonly string[], certain: boolean): boolean {
  const close = (row: boolean[]): boolean[] => {
    glob.forEach((sign, index) => {
      if (sign === '*' && row[index] === true) row[index + 1] = true;
    });
    return row;
  };
  const empty = (): boolean[] => new Array<boolean>(glob.length + 1).fill(false);
  let row = empty();
  row[0] = true;
  row = close(row);
  for (const token of tokens) {
    const next = empty();
    if ('hole' in token) {
      if (certain) {
        glob.forEach((sign, index) => {
          if (sign === '*' && row[index] === true) next[index] = true;
        });
      } else {
        // Any text: from each reached place every later place can be reached that lies within what the hole can spell.
        let open = false;
        for (let index = 0; index <= glob.length; index += 1) {
          if (row[index] === true) open = true;
          if (open) next[index] = true;
          const sign = glob[index];
          if (token.hole.word === true && (sign === ':' || sign === '/')) open = false;
        }
      }
    } else {
      glob.forEach((sign, index) => {
        if (row[index] !== true) return;
        if (sign === '*') next[index] = true;
        else if (sign === '?' || sign === token.literal) next[index + 1] = true;
      });
    }
    row = close(next);
  }
  return row[glob.length] === true;
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
  const fold = options.fold === true;
  const text = inPartition(anyText, glob);
  const whole = wholeText(text);
  if (whole !== undefined) {
    return globMatches(fold ? whole.toLowerCase() : whole, fold ? glob.toLowerCase() : glob) ? 'yes' : 'no';
  }
  const signs = Array.from((fold ? glob.toLowerCase() : glob).replace(/\*+/g, '*'));
  const tokens = tokensOf(text, fold);
  if (accepts(tokens, signs, true)) return 'yes';
  return accepts(tokens, signs, false) ? 'maybe' : 'no';
}

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
