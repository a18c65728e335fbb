import type { Command, commandNames } from './command.js';

/** What `lambda-lint NAME` runs instead of linting; nothing of it is loaded before. */
const commands = {
  init: () => import('./init.js'),
  rules: () => import('./rules.js'),
  explain: () => import('./explain.js'),
  graph: () => import('./graph.js'),
  completion: () => import('./completion.js'),
} satisfies Record<(typeof commandNames)[number], () => Promise<Command>>;

/** The command of a name, if there is one. A file of that name is linted as `./NAME`, or after `--`. */
export function commandOf(name: string | undefined): (() => Promise<Command>) | undefined {
  return name !== undefined && Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
}
