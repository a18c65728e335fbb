import { createRequire } from 'node:module';

/** Set for the bundles, which have a `require` for text; from the sources, the files are read. */
declare const BUNDLED: true | undefined;

/**
 * A generated table of facts, as text: the first line says where they come from, then there is a line for each name, in their order.
 * It is looked through as it is, since little is ever asked for.
 */
export class Table {
  /** Where its lines begin. */
  readonly #lines: number[] = [];

  constructor(readonly text: string) {
    for (let end = text.indexOf('\n'); end !== -1 && end + 1 < text.length; end = text.indexOf('\n', end + 1)) {
      this.#lines.push(end + 1);
    }
  }

  /** The day on which its source was last brought up to date, as `2026-09-26`. */
  get date(): string {
    return /\d{4}-\d\d-\d\d/.exec(this.text)?.[0] ?? '';
  }

  /** Its names, in its order. */
  get names(): readonly string[] {
    return this.#lines.map((start) => this.#nameAt(start));
  }

  /** What stands behind a name; `undefined` where it has no such name. */
  row(name: string): string | undefined {
    let [low, high] = [0, this.#lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = this.#lines[middle] ?? 0;
      const found = this.#nameAt(start);
      if (found === name) return this.text.slice(start + name.length + 1, this.text.indexOf('\n', start));
      if (found < name) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }

  #nameAt(start: number): string {
    return this.text.slice(start, this.text.indexOf(' ', start));
  }
}

let actions: Table | undefined;
let resourceTypes: Table | undefined;
let conditionKeys: Table | undefined;
let policies: Table | undefined;

// Tables are loaded when they are first asked for, being as large as half the program. Judging is synchronous, which rules `import()`
// out; a literal `require` is what the command's bundle and the Action's replace by the text.
/* eslint-disable @typescript-eslint/no-require-imports -- see above */

/**
 * The actions of IAM, by service. Behind its name stand its actions in groups: a letter (list, read, write, tagging, permissions; a
 * capital where an action can be limited to resources), then names apart by `;`. `Get:Item,Records` is GetItem and GetRecords.
 */
export const actionTable = (): Table =>
  (actions ??= new Table(
    typeof BUNDLED === 'undefined'
      ? near('./action-data.generated.txt')
      : (require('./action-data.generated.txt') as string),
  ));

/**
 * The types of resources that the actions of a service take: `table=:*:*:table/^` is an ARN from its service on, which is left out where
 * it is the row's; `^` stands for a name without slashes. Behind a bar stands which of them each action has: see {@link setAt}.
 */
export const resourceTypeTable = (): Table =>
  (resourceTypes ??= new Table(
    typeof BUNDLED === 'undefined'
      ? near('./resource-type-data.generated.txt')
      : (require('./resource-type-data.generated.txt') as string),
  ));

/**
 * The condition keys of a service: a letter for their type (a small one where a request has several values), then patterns of keys,
 * without the service's own prefix; behind a bar which of them each action has. Those of all services are in the row `aws`.
 */
export const conditionKeyTable = (): Table =>
  (conditionKeys ??= new Table(
    typeof BUNDLED === 'undefined'
      ? near('./condition-key-data.generated.txt')
      : (require('./condition-key-data.generated.txt') as string),
  ));

/** Managed policies of AWS, by the path and name that stand after `policy/` in the ARN: their documents as JSON. */
export const managedPolicyTable = (): Table =>
  (policies ??= new Table(
    typeof BUNDLED === 'undefined'
      ? near('./managed-policy-data.generated.txt')
      : (require('./managed-policy-data.generated.txt') as string),
  ));

function near(name: string): string {
  const load = createRequire(import.meta.url);
  const { readFileSync } = load('node:fs') as typeof import('node:fs');
  return readFileSync(load.resolve(name), 'latin1');
}

/**
 * What one of a service's actions has of a list, as places in the list; `place` is that of the action in its own table. In
 * `0.2;1;|0*3,1,2` the first three have the first and the third of the list, the next the second, and the last none.
 */
export function setAt(text: string, place: number): readonly number[] {
  const bar = text.lastIndexOf('|');
  let left = place < 0 ? Infinity : place;
  for (let start = bar + 1; start < text.length;) {
    const comma = text.indexOf(',', start);
    const end = comma === -1 ? text.length : comma;
    const [set = '', length = '1'] = text.slice(start, end).split('*');
    left -= Number(length);
    start = end + 1;
    if (left >= 0) continue;
    const found = text.slice(0, bar).split(';')[Number(set)] ?? '';
    return found === '' ? [] : found.split('.').map(Number);
  }
  return [];
}
