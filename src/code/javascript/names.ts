import { waiters } from '../services.data.js';

/** The operation that a name of a client's package stands for: a command, a paginator or a waiter. */
export function operationNamed(name: string): string | undefined {
  const [, command, paged, awaited] = /^(?:(\w+)Command|paginate([A-Z]\w+)|waitUntil([A-Z]\w+))$/.exec(name) ?? [];
  return command ?? paged ?? (awaited === undefined ? undefined : (waiters.get(awaited) ?? awaited));
}

/** The client that a package of the third version is, by the end of its name. */
export const clientIn = (from: string): string | undefined => /^@aws-sdk\/client-([^/]+)/.exec(from)?.[1];
