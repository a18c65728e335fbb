import type { Kind } from '../../resources/index.js';
import type { Location } from '../../source/source.js';
import type { AnyResource, Link } from '../resource.js';
import type { DiagramKind } from './diagram.js';

/** Something drawn that is no resource by itself: a route, an inline policy. */
export interface Thing {
  readonly kind: DiagramKind;
  readonly noun: string;
  readonly label: string;
  /** Unique among all that is drawn. */
  readonly key: string;
  readonly address: string;
  readonly owner: string;
  readonly at: Location;
  readonly state?: 'here' | 'unknown';
  readonly note?: string;
}

/** One end of a relation: something of the template, or what a property names. */
export type End = AnyResource | Thing | Link<Kind>;

/** What leads from one thing to another. */
export interface Relation {
  readonly from: End;
  readonly to: End;
  readonly label: string;
  /** What stands at either end if only its name is known. */
  readonly as: readonly [from: DiagramKind, to: DiagramKind];
}

/** Relations that are read together; few of them, so that few conditions are asked for at a time. */
export interface Part {
  readonly exists: () => boolean;
  /** Read anew in each world. */
  readonly relations: () => readonly (Relation | Thing)[];
}
