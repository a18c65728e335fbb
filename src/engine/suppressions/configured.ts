import type { Silence, Terms } from '../../graph/suppression.js';
import type { Location } from '../../source/source.js';
import { globMatches } from '../../values/glob.js';
import type { Silencer } from './silencer.js';
import { termsOf } from './terms.js';

/** A suppression that the configuration holds for some files. */
export interface ConfiguredSuppression extends Terms {
  /** Ids of the rules that it silences; missing: all. */
  readonly rules?: readonly string[];
  /** Whether it is for what is found in a file, by the path that findings show. */
  readonly covers: (path: string) => boolean;
  /** Globs of resources, in which `*` is any text; missing: all, and what is about none. */
  readonly resources?: readonly string[];
  /** Where it is written. */
  readonly at: Location;
  /** The rules as they are written there, with patterns: for people. Missing: they are ids. */
  readonly written?: { readonly rules: readonly string[] };
}

/** Silences what is found in a file that was linted, or in one that belongs to it. */
export function configuredSilencer(suppression: ConfiguredSuppression, root: string): Silencer<'configuration'> {
  const { rules, resources, covers } = suppression;
  const rootIsMeant = covers(root);
  return {
    ...silenceOf(suppression),
    covers: ({ rule, resource, at: { file } }) =>
      rules?.includes(rule) !== false &&
      (resources === undefined || (resource !== undefined && resources.some((glob) => globMatches(resource, glob)))) &&
      (rootIsMeant || covers(file.path)),
  };
}

/** A suppression of the configuration as rules judge it. */
export function silenceOf(
  suppression: ConfiguredSuppression,
): Omit<Silence, 'form'> & { readonly form: 'configuration' } {
  const { rules, at, written = { rules } } = suppression;
  return {
    ...termsOf(suppression),
    at,
    whole: at,
    form: 'configuration',
    ...(rules !== undefined && { rule: (written.rules ?? rules).join(', ') }),
  };
}
