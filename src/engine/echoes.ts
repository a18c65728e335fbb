import type { Report } from '../rules/define.js';
import type { Location } from '../source/source.js';
import { whenOf } from '../values/when.js';
import type { World } from '../values/world.js';

/** What a rule reports alike in some worlds. */
export interface Reported {
  readonly report: Report;
  readonly worlds: World[];
  /** The same of other worlds, where it is about a secret: each world may have another. */
  readonly secrets: Report[];
}

/** Where a report points and what about: the same in all worlds in which it is the same finding. */
export function placeOf({ at, subject, route }: Report): string {
  const { file, start, end }: Location = at.at;
  return `${file.path}:${String(start)}:${String(end)}:${subject ?? ''}:${route ?? ''}`;
}

/**
 * Puts together what says the same in worlds that no fact tells apart: the words differ by what nobody asked for, such as the partition in
 * an ARN that a condition has settled on the way.
 */
export function withoutEchoes(all: readonly Reported[], worlds: readonly World[]): readonly Reported[] {
  if (all.length < 2 || worlds.length < 2) return all;
  const atPlace = new Map<string, Reported[]>();
  for (const each of all) {
    const place = placeOf(each.report);
    const before = atPlace.get(place);
    if (before === undefined) {
      atPlace.set(place, [each]);
      continue;
    }
    const same = before.find((other) => isEcho(each, other, worlds));
    if (same === undefined) before.push(each);
    else {
      const [both, secrets] = [same.worlds.concat(each.worlds), same.secrets.concat(each.secrets)];
      before[before.indexOf(same)] = { report: same.report, worlds: both, secrets };
    }
  }
  return [...atPlace.values()].flat();
}

const isEcho = (one: Reported, other: Reported, worlds: readonly World[]): boolean =>
  (['label', 'help', 'atMost', 'confidence'] as const).every((key) => other.report[key] === one.report[key]) &&
  other.worlds.every((world) => !one.worlds.includes(world)) &&
  whenOf(other.worlds, worlds) === whenOf(one.worlds, worlds);
