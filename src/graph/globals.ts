import { languageOf } from '../resources/spelling.js';
import { get, literal, type Entry, type Node } from '../template/node.js';
import { localName, type RawResource } from '../template/template.js';
import type { Graph } from './graph.js';
import type { Spot, SubjectBase } from './resource.js';

/** A resource that does not have all that Globals gives to those of its type. */
export interface GlobalsException extends SubjectBase<'globalsException'> {
  /** What it lacks in the world that is being looked at. */
  removals(): readonly Removal[];
}

/** Something that Globals sets and a resource does not have; it is placed where it is taken away. */
export interface Removal extends Spot {
  /** The property, with dots where it is within another: `Auth.DefaultAuthorizer`. */
  readonly property: string;
  /** Named in IgnoreGlobals, or in a star there; or given a value that is none. */
  readonly by: 'IgnoreGlobals' | 'star' | 'override';
  /** Where Globals sets it. */
  readonly from: Spot;
}

/** Every resource that may lack something of Globals. */
export function exceptionsOf(graph: Graph): readonly GlobalsException[] {
  return (graph.template.written ?? []).flatMap(({ globals, resources }) =>
    resources.flatMap((resource): readonly GlobalsException[] => {
      const section = sectionFor(resource, globals);
      const candidates = section === undefined ? [] : candidatesOf(section, resource);
      if (candidates.length === 0) return [];
      const { address, at, condition } = resource;
      const removals = (): readonly Removal[] =>
        graph.quietly(() =>
          candidates
            .filter(({ set, own }) => !isAbsent(set.value, graph) && (own === undefined || isAbsent(own, graph)))
            .map(({ property, by, place, set, own }) => ({
              property,
              by,
              at: by === 'override' && own !== undefined ? graph.resolve(own).at : place,
              from: { at: set.key },
            })),
        );
      const name = localName(address);
      return [{ kind: 'globalsException', address, name, owner: address, at, condition, removals }];
    }),
  );
}

const isAbsent = (node: Node, graph: Graph): boolean => graph.resolve(node).is === 'absent';

function sectionFor({ type }: RawResource, globals: Node | undefined): ReadonlyMap<string, Entry> | undefined {
  if (languageOf(type) !== 'sam') return undefined;
  const section = get(globals, type.slice(type.lastIndexOf(':') + 1));
  return section?.is === 'map' ? section.entries : undefined;
}

interface Candidate {
  readonly property: string;
  readonly by: Removal['by'];
  readonly place: Spot['at'];
  readonly set: Entry;
  /** The resource's own value, with which the property is not simply gone. */
  readonly own: Node | undefined;
}

function candidatesOf(section: ReadonlyMap<string, Entry>, { properties, attributes }: RawResource): Candidate[] {
  const ignored = attributes.get('IgnoreGlobals')?.value;
  return [...section].flatMap(([property, set]): Candidate[] => {
    const own = properties.entries.get(property)?.value;
    const place = placeIn(ignored, property);
    const by = literal(ignored) === '*' ? 'star' : 'IgnoreGlobals';
    if (place !== undefined) return [{ property, by, place, set, own }];
    return own === undefined ? [] : overridden(property, set, own);
  });
}

/** Where IgnoreGlobals names a property; a star names all. */
function placeIn(ignored: Node | undefined, property: string): Spot['at'] | undefined {
  if (ignored === undefined) return undefined;
  if (literal(ignored) === '*') return ignored.at;
  return ignored.is === 'list' ? ignored.items.find((item) => literal(item) === property)?.at : undefined;
}

/** Maps are merged key by key; any other value takes the place of the one in Globals, also where it is none. */
function overridden(property: string, set: Entry, own: Node): Candidate[] {
  if (set.value.is === 'map' && own.is === 'map') {
    return [...set.value.entries].flatMap(([name, inner]) => {
      const local = own.entries.get(name)?.value;
      return local === undefined ? [] : overridden(`${property}.${name}`, inner, local);
    });
  }
  const mayBeNone = own.is === 'omitted' || own.is === 'choice' || (own.is === 'scalar' && own.value === null);
  return mayBeNone ? [{ property, by: 'override', place: own.at, set, own }] : [];
}
