import { onceFor } from '../source/once.js';
import type { Hole, Text } from '../values/text.js';
import { isAllWildcards, matcher } from './wildcards.js';

type Part = string | Hole;

/** How much a statement's resource covers, told by its text alone. */
export interface ResourceScope {
  /**
   * - `star`: wildcards only (`*`, `**`).
   * - `effectively-star`: an ARN that fixes nothing after its service (`arn:aws:s3:::*`, `arn:aws:dynamodb:*:*:*`).
   * - `scoped`: something after the service is fixed, by a literal or a hole.
   * - `unknown`: the whole text is one hole that stands for no resource (a parameter, an import): it may be a star.
   */
  readonly breadth: 'star' | 'effectively-star' | 'scoped' | 'unknown';
  /**
   * How many segments after the service hold a literal or a hole: region, account, then the resource's parts between `:` and `/`
   * (`arn:aws:dynamodb:*:*:table/orders`: 2). In a text that is not an ARN, all segments.
   */
  readonly fixedSegments: number;
}

/** Cuts at the given signs, at most into `limit` segments; a hole lies within one segment. */
export function segmentsOf(parts: readonly Part[], signs: string, limit = Infinity): Part[][] {
  let last: Part[] = [];
  const segments = [last];
  for (const part of parts) {
    if (typeof part !== 'string') {
      last.push(part);
      continue;
    }
    let from = 0;
    for (let place = 0; place < part.length && segments.length < limit; place += 1) {
      if (!signs.includes(part.charAt(place))) continue;
      if (place > from) last.push(part.slice(from, place));
      from = place + 1;
      last = [];
      segments.push(last);
    }
    if (from < part.length) last.push(part.slice(from));
  }
  return segments;
}

/**
 * The six segments of an ARN: `arn`, partition, service, region, account and the resource with all its colons. Fewer: the text has too
 * few colons for an ARN. A hole lies within one segment.
 */
export function arnSegments(parts: readonly Part[]): readonly (readonly Part[])[] {
  return segmentsOf(parts, ':', 6);
}

const isFixed = (segment: readonly Part[]): boolean =>
  segment.some((part) => typeof part !== 'string' || /[^*?]/.test(part));

const fixedOf = (segments: readonly (readonly Part[])[]): number => segments.filter(isFixed).length;

/** `arn`, or wildcards that stand for it. */
function beginsArn(segment: readonly Part[] | undefined): boolean {
  const [only] = segment ?? [];
  return segment?.length === 1 && typeof only === 'string' && matcher(only)('arn');
}

/** A policy variable (`${aws:username}`) and an escape (`${*}`) are fixed text as far as width goes, and hide their colon and star. */
const withoutVariables = (part: Part): Part =>
  typeof part === 'string' ? part.replace(/\$\{[^${}]+\}|\$\{\$\}/g, '$') : part;

/**
 * Judges the resource of a statement. A resource part that is only a star counts as a star unless the region or the account is fixed:
 * `arn:aws:logs:eu-west-1:123456789012:*` is scoped, `arn:aws:logs:*:*:*` and `arn:aws:s3:::*` (buckets have neither) are not.
 * A resource type is a literal: `arn:aws:dynamodb:*:*:table/*` is scoped, with one fixed segment.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const scopeOf = onceFor((resource: Pick<Text, 'parts'>): ResourceScope => {
  const parts = resource.parts.map(withoutVariables);
  const [only] = parts;
  if (parts.length === 1) {
    if (typeof only === 'string') {
      if (isAllWildcards(only)) return { breadth: 'star', fixedSegments: 0 };
    } else if (only !== undefined && only.resource === undefined) return { breadth: 'unknown', fixedSegments: 0 };
  }

  const segments = arnSegments(parts);
  if (!beginsArn(segments[0])) return { breadth: 'scoped', fixedSegments: fixedOf(segmentsOf(parts, ':/')) };

  // Too few colons: a hole that is more than a word may hold the rest of the ARN, and only a star can stand for it.
  const whole = segments.length === 6;
  const mayHoldMore = segments
    .slice(1, 3)
    .some((segment) => segment.some((part) => typeof part !== 'string' && part.word !== true));
  const place = segments.slice(3, 5);
  const rest = segments.slice(5).flatMap((segment) => segmentsOf(segment, ':/'));
  const fixedSegments = fixedOf(place) + fixedOf(rest);
  const end = segments.at(-1)?.at(-1);
  const open = typeof end === 'string' && end.endsWith('*');
  const wide = fixedSegments === 0 && open && (whole || !mayHoldMore) && !isOfNoBucket(segments);
  return { breadth: wide ? 'effectively-star' : 'scoped', fixedSegments };
});

/** `arn:aws:s3:::/*`, as it comes of a parameter for a bucket's name that is left empty: no object is called that. */
function isOfNoBucket(segments: readonly (readonly Part[])[]): boolean {
  const [service] = segments[2] ?? [];
  const [name] = segments[5] ?? [];
  return service === 's3' && typeof name === 'string' && name.startsWith('/');
}

/** Services whose ARNs have no type before the name. */
const typeless = new Set(['s3', 'sqs', 'sns', 'codecommit', 'codepipeline', 'execute-api', 'swf', 'sdb']);

/** Parts of a resource that are types, not names, also behind a first name: `table/orders/index/*`. */
const innerTypes = new Set(['index', 'stream', 'log-stream', 'consumer', 'backup']);

/** How much of an ARN is fixed by who wrote it. */
export interface Fixed {
  /** Region and account; where a resource has none of its own (a bucket) they are as good as fixed by its name. */
  readonly place: number;
  /** Parts of the resource's name, its type left out. */
  readonly names: number;
}

/** What a resource fixes: `arn:aws:dynamodb:*:*:table/*` nothing, `arn:aws:s3:::orders/*` one name. What is no ARN is a name. */
export function fixedIn(resource: Pick<Text, 'parts'>): Fixed {
  const { breadth, fixedSegments } = scopeOf(resource);
  if (breadth === 'star' || breadth === 'effectively-star') return { place: 0, names: 0 };
  const segments = arnSegments(resource.parts.map(withoutVariables));
  if (segments.length < 6 || !beginsArn(segments[0])) return { place: 0, names: Math.max(1, fixedSegments) };
  const [service] = segments[2] ?? [];
  if (isOfNoBucket(segments)) return { place: 2, names: 1 };
  const rest = segmentsOf(segments[5] ?? [], ':/').filter((segment) => segment.length > 0);
  const [first] = rest;
  const isType = typeof service === 'string' && !typeless.has(service) && (rest.length > 1 || !isLiteral(first));
  const names = (isType ? rest.slice(1) : rest).filter(
    (segment) => isFixed(segment) && !(segment.length === 1 && isInnerType(segment[0])),
  );
  const place = segments
    .slice(3, 5)
    .filter((segment) => isFixed(segment) || (segment.length === 0 && names.length > 0));
  return { place: place.length, names: names.length };
}

const isInnerType = (part: Part | undefined): boolean => typeof part === 'string' && innerTypes.has(part);

const isLiteral = (segment: readonly Part[] | undefined): boolean =>
  segment?.every((part) => typeof part !== 'string' || !/[*?]/.test(part)) === true;
