/** What `lambda-lint init` leaves to be filled in: `<ARN of …>`. No ARN and no name looks like that. */
const isBlank = (value: unknown): boolean => typeof value === 'string' && /^<[^<>]+>$/.test(value);

/** Whether something in a value is still to be filled in. */
export const hasBlanks = (value: unknown): boolean =>
  isBlank(value) || (typeof value === 'object' && value !== null && Object.values(value).some(hasBlanks));

/** Options without the entries that are still to be filled in: they count as not written. */
export function withoutBlanks(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(options).flatMap(([name, value]): [string, unknown][] => {
    if (Array.isArray(value)) return [[name, value.filter((item) => !hasBlanks(item))]];
    return hasBlanks(value) ? [] : [[name, value]];
  });
  return Object.fromEntries(kept);
}
