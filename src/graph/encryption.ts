import { matchesAny, whyOpen } from '../values/text.js';
import type { Link, Spot } from './resource.js';

/** Who keeps the key that something is encrypted with: its owner, or AWS, which has one for each service; `nobody`: there is none. */
export type Keeper =
  { readonly is: 'owner' | 'AWS' | 'nobody' } | { readonly is: 'unknown'; readonly why: string; readonly at: Spot };

/** Who keeps a key, by what names it. @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html */
export function keeperOf(key: Link<'key' | 'keyAlias'>): Keeper {
  if (key.state === 'unknown') return { is: 'unknown', why: key.why, at: key };
  if (key.state === 'absent') return { is: 'nobody' };
  if (key.state === 'known') return { is: 'owner' };
  if (key.text.parts.length === 0) return { is: 'nobody' };
  switch (matchesAny(key.text, ['alias/aws/*', 'arn:*:alias/aws/*'])) {
    case 'yes':
      return { is: 'AWS' };
    case 'no':
      return { is: 'owner' };
    case 'maybe':
      return { is: 'unknown', why: whyOpen(key.text), at: key };
  }
}
