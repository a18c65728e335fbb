import type { Location } from '../source/source.js';

/** Why code is not known in full, and where it stops. */
export interface Gap {
  readonly why: string;
  /** Missing where there is no such place. */
  readonly at?: Location;
}
