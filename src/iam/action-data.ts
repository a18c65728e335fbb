import { createRequire } from 'node:module';

/** Set by the scripts that bundle; tests run the modules as they are. */
declare const BUNDLED: true | undefined;

/**
 * The generated file, as it is: a line that says where it comes from, then a line for each service, in the order of their names.
 * Behind its name stand its actions in groups: a letter (list, read, write, tagging, permissions; a capital where an action can be
 * limited to resources), then names apart by `;`. `Get:Item,Records` is GetItem and GetRecords.
 */
export function actionTable(): string {
  table ??= load();
  return table;
}

let table: string | undefined;

/**
 * Loaded when it is first asked for: it is a third as large as the program, and many templates need none of it. Judging is
 * synchronous, which rules `import()` out; a literal `require` is what the bundles replace by the text.
 */
function load(): string {
  if (typeof BUNDLED === 'undefined') {
    const near = createRequire(import.meta.url);
    const { readFileSync } = near('node:fs') as typeof import('node:fs');
    return readFileSync(near.resolve('./action-data.generated.txt'), 'latin1');
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('./action-data.generated.txt') as string;
}

/** What the table has of a service: its line is looked for in the text as it is, since few are ever asked for. */
export function entryOf(service: string): string | undefined {
  if (!/^[a-z\d-]+$/.test(service)) return undefined;
  const text = actionTable();
  const line = text.indexOf(`\n${service} `) + 1;
  return line === 0 ? undefined : text.slice(line + service.length + 1, text.indexOf('\n', line));
}

/** The names of all services. */
export const services = (): readonly string[] =>
  actionTable()
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(' ')));

/** The day on which the table's source was last brought up to date, as `2026-09-26`. */
export const actionsDate = (): string => /\d{4}-\d\d-\d\d/.exec(actionTable())?.[0] ?? '';
