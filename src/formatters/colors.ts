import { inspect } from 'node:util';

const names = ['bold', 'dim', 'underline', 'red', 'yellow', 'green', 'blue', 'cyan'] as const;

/** Ways to set off text on a terminal. */
export type Colors = Readonly<Record<(typeof names)[number], (text: string) => string>>;

/** The colour of each severity. */
export const tints = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

/**
 * The codes that Node itself colours with; a library for eight of them takes longer to load than a template takes to read.
 * @param color `false`: text stays as it is
 */
export function colorsOf(color: boolean): Colors {
  const painters = names.map((name) => {
    const [open, close] = inspect.colors[name] ?? [0, 0];
    return [name, (text: string) => (color ? `\u001b[${String(open)}m${text}\u001b[${String(close)}m` : text)];
  });
  return Object.fromEntries(painters) as Colors;
}
