import { actionsMatching } from '../iam/actions.js';
import type { Location } from '../source/source.js';
import type { Gap } from './gap.js';
import { type Service, actionsOf, any, judged, neededBy, services, standIns } from './services.data.js';

/** Where code calls an operation, as far as it can be told: there it is imported or named. */
export interface Call {
  /** As AWS spells it: `GetItem`. */
  readonly operation: string;
  readonly at: Location;
}

/** A call of a method that is given the name of an operation, or of what stands for one. */
export interface Ask {
  readonly at: Location;
  /** Whether only a run tells the name. */
  readonly open: boolean;
}

/**
 * What code may call of AWS. More than it does: whatever is imported counts as called, so that an action which is not among these is one
 * that it never needs.
 */
export interface CodeUse {
  /** The actions that it may need, in lower case: `dynamodb:getitem`; with the first call of each. */
  readonly actions: ReadonlyMap<string, Call>;
  /** Services of which it may need any action, by prefix. */
  readonly services: ReadonlyMap<string, Gap>;
  /** Why it may need any action of any service. */
  readonly gaps: readonly Gap[];
}

/** Whether everything that an action of a service may be needed for is known here. */
export const isJudged = (prefix: string): boolean => judged.has(prefix);

/** What a package calls for its users: services, by the ends of their clients' packages, and operations; without any, whichever. */
export type Calls = readonly (readonly [client: string, ...operations: string[]])[];

/** What code is found to call, as it is gone through. */
export class Found implements CodeUse {
  readonly actions = new Map<string, Call>();
  readonly services = new Map<string, Gap>();
  readonly gaps: Gap[];

  /** `conditional`: whether a request may ask for what is there already, which reads it. */
  constructor(
    gaps: readonly Gap[],
    readonly conditional: boolean,
  ) {
    this.gaps = [...gaps];
  }

  /** What is needed for an operation. */
  call(service: Service, operation: string, at: Location): void {
    const { prefix } = service;
    this.others(service, operation, at);
    if (!judged.has(prefix)) return;
    const needs = needsOf(prefix, operation);
    if (needs === undefined) {
      this.open(prefix, { why: `what ${operation} needs is not known`, at });
      return;
    }
    // A condition on what is there reads it.
    const read = prefix === 's3' && this.conditional ? ['GetObject'] : [];
    for (const action of [...needs, ...read]) {
      const key = `${prefix}:${action}`.toLowerCase();
      if (!this.actions.has(key)) this.actions.set(key, { operation, at });
    }
  }

  /** What something of others calls, by what it is called. */
  caller(calls: Calls, from: string, at: Location): void {
    for (const [client, ...operations] of calls) {
      const service = services.get(client);
      if (service === undefined) continue;
      if (operations.length === 0) {
        this.open(service.prefix, { why: `which of it ${from} calls is not known`, at });
        this.others(service, '', at);
      }
      for (const operation of operations) this.call(service, operation, at);
    }
  }

  /** What a service does elsewhere for an operation; the empty one is whichever. */
  others({ prefix, calls, alone, acts }: Service, operation: string, at: Location): void {
    // Where there is no name, it may be any.
    if (acts !== undefined && (operation === '' || acts.test(operation))) {
      this.gaps.push({ why: `what ${prefix} does for this is not known`, at });
    }
    if (alone?.test(operation) === true) return;
    for (const other of calls) {
      if (other === any) this.gaps.push({ why: `what ${prefix} calls for this is not known`, at });
      else this.open(other, { why: `${prefix} may call it for this`, at });
    }
  }

  /** Any action of a service may be needed. */
  open(prefix: string, gap: Gap): void {
    if (!this.services.has(prefix)) this.services.set(prefix, gap);
  }
}

/** What a table says of an operation; the names of operations are those that code has, `constructor` among them. */
function rowIn<T>(
  table: Readonly<Record<string, Readonly<Record<string, T>>>>,
  prefix: string,
  operation: string,
): T | undefined {
  const rows = table[prefix];
  return rows !== undefined && Object.hasOwn(rows, operation) ? rows[operation] : undefined;
}

const rowOf = (prefix: string, operation: string): string | undefined => rowIn(actionsOf, prefix, operation);

const isAction = (prefix: string, name: string): boolean =>
  /^[A-Z]\w+$/.test(name) && (actionsMatching(`${prefix}:${name}`)?.length ?? 0) > 0;

/** Whether a service has an operation of a name. */
export const isOperation = (prefix: string, operation: string): boolean =>
  rowOf(prefix, operation) !== undefined || isAction(prefix, operation);

/** The actions that an operation may need; `undefined` where that is not known. */
function needsOf(prefix: string, operation: string): readonly string[] | undefined {
  const row = rowOf(prefix, operation);
  if (row !== undefined) return row === any ? undefined : row.split(' ');
  return isItsOwn(prefix, operation) ? [operation] : undefined;
}

/** Whether an operation needs the action of its own name, and no other. */
const isItsOwn = (prefix: string, operation: string): boolean =>
  rowOf(prefix, operation) === undefined && judged.get(prefix)?.test(operation) === true && isAction(prefix, operation);

/** Of each group one action that an operation is refused without: `s3:GetObject`; none where that is not known. */
export function neededFor({
  service,
  operation,
}: {
  readonly service: string;
  readonly operation: string;
}): readonly (readonly string[])[] {
  const named = (actions: readonly string[]): string[] => [
    ...actions.map((action) => `${service}:${action}`),
    ...(standIns[service] ?? []).flatMap((other) =>
      other.endsWith(':') ? actions.map((action) => `${other}${action}`) : [other],
    ),
  ];
  const groups = rowIn(neededBy, service, operation);
  if (groups !== undefined) return groups.map(named);
  return isItsOwn(service, operation) ? [named([operation])] : [];
}
