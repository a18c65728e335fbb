import { createRequire } from 'node:module';

/** The generated file: where it comes from, and each service's actions. */
export interface ActionData {
  readonly actionSource: { readonly package: string; readonly version: string; readonly date: string };
  /**
   * A service's actions in groups: a letter (list, read, write, tagging, permissions; a capital where an action can be limited
   * to resources), then names apart by `;`. `Get:Item,Records` is GetItem and GetRecords.
   */
  readonly actionTable: Readonly<Record<string, string>>;
}

/**
 * The table of IAM actions, loaded when it is first asked for: it is larger than all the rest of the program, and most
 * templates need none of it. Judging is synchronous, which rules `import()` out; a literal `require` is what the bundle keeps
 * apart, and where modules run unbundled (tests) Node makes one.
 */
export function loadActionData(): ActionData {
  data ??= load();
  return data;
}

let data: ActionData | undefined;

function load(): ActionData {
  if (typeof require !== 'function') {
    return createRequire(import.meta.url)('./action-data.generated.json') as ActionData;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('./action-data.generated.json') as ActionData;
}
