/** What `lambda-lint init` leaves to be filled in: `<ARN of …>`. No ARN and no name looks like that. */
const isPlace = (value: unknown): boolean => typeof value === 'string' && /^<[^<>]+>$/.test(value);

const holdsPlace = (value: unknown): boolean =>
  isPlace(value) || (typeof value === 'object' && value !== null && Object.values(value).some(holdsPlace));

/** Options without the entries that are still to be filled in: they count as not written. */
export function withoutPlaces(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(options).flatMap(([name, value]): [string, unknown][] => {
    if (Array.isArray(value)) return [[name, value.filter((item) => !holdsPlace(item))]];
    return holdsPlace(value) ? [] : [[name, value]];
  });
  return Object.fromEntries(kept);
}

/** Whether something is to be filled in still. */
export const hasPlaces = holdsPlace;
