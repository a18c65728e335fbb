import { made } from '../source/once.js';
import { eachWorld } from '../values/each-world.js';
import type { World } from '../values/world.js';

/** In so many worlds it is looked whether a finding needs a default. */
const fewWorlds = 16;

/** What one check reports where parameters have no default: worked out once for all that it reports. */
export class WithoutDefaults {
  readonly #places = new Map<World | undefined, Map<string, ReadonlySet<string>>>();

  /** @param placesIn runs the check in a world: the places that it reports */
  constructor(readonly placesIn: (world: World) => Iterable<string>) {}

  /** The parameters without whose default nothing would be reported at a place that is reported in a world. */
  neededFor(place: string, world: World): readonly string[] {
    const assumed = [...world.assumed];
    if (assumed.length === 0 || this.#stays(place, assumed, world)) return [];
    return assumed.filter((name) => !this.#stays(place, [name], world));
  }

  /** Without a default there may be more to answer, so that the same answers lead elsewhere: others may lead here. */
  #stays(place: string, names: readonly string[], world: World): boolean {
    return this.#without(names, world).has(place) || this.#without(names).has(place);
  }

  /** The places in a world of the same answers, or in a few worlds of whatever answers. */
  #without(names: readonly string[], like?: World): ReadonlySet<string> {
    const known = made(this.#places, like, () => new Map<string, ReadonlySet<string>>());
    const key = names.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = new Set<string>();
    const ways = like === undefined ? { limit: fewWorlds } : { start: like.asked, limit: 1 };
    eachWorld(
      (world) => {
        for (const place of this.placesIn(world)) found.add(place);
      },
      { ...ways, withheld: new Set(names) },
    );
    known.set(key, found);
    return found;
  }
}
