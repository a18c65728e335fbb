import { groupsOf } from '../source/groups.js';
import { type Text, printText, whyOpen, wholeText } from '../values/text.js';
import { type Action, actionsMatching } from './actions.js';
import { narrows } from './conditions.js';
import { type Grant, type Held, type Rights, grantsOf } from './rights.js';
import { scopeOf } from './resources.js';
import { hasWildcard } from './wildcards.js';

/** An action that a statement grants in effect: neither denied nor beyond the boundary. */
export interface Granted extends Grant {
  readonly name: Action;
}

/** Why something may be granted that is not found: parts of a pattern, or a Deny that may not count. */
export interface Doubt {
  readonly why: string;
  readonly at: Text;
}

/** What one pattern of a statement grants of the actions that are looked for: the one with the shortest name, which people know. */
export interface Found {
  readonly held: Held;
  readonly action: Text;
  readonly first: Granted;
}

/** Which actions are looked for; what of each pattern is remembered, for the same patterns stand in many policies. */
export class Sought {
  readonly #known = new Map<string, readonly Action[]>();
  readonly #services = new Map<string, boolean>();

  /**
   * @param isSought whether an action is one of them
   * @param mayHold whether a service may have any: the actions of others need not be read
   */
  constructor(
    readonly isSought: (action: Action) => boolean,
    readonly mayHold: (service: string) => boolean = () => true,
  ) {}

  /** Those that a pattern covers, the shortest names first. */
  within(pattern: string): readonly Action[] {
    const known = this.#known.get(pattern);
    if (known !== undefined) return known;
    if (!this.#mayConcern(pattern)) return [];
    // A file can hold no end of patterns.
    if (this.#known.size >= 5000) this.#known.clear();
    const found = (actionsMatching(pattern) ?? [])
      .filter(this.isSought)
      .sort((one, other) => one.name.length - other.name.length);
    this.#known.set(pattern, found);
    return found;
  }

  #mayConcern(pattern: string): boolean {
    const service = pattern.slice(0, Math.max(pattern.indexOf(':'), 0)).toLowerCase();
    if (service === '' || hasWildcard(service)) return true;
    const may = this.#services.get(service) ?? this.mayHold(service);
    this.#services.set(service, may);
    return may;
  }
}

interface Search {
  readonly sought: Sought;
  /** On which resources. */
  readonly isWide: (resource: Text) => boolean;
  /** Whatever its conditions are. */
  readonly anyway?: boolean;
}

/**
 * Goes through the patterns of all statements that allow something, and finds for each an action that is granted in effect on a wide
 * resource, without a condition that narrows it. NotAction is left out: it is wrong on any resource.
 */
export function search(
  rights: Rights,
  { sought, isWide, anyway = false }: Search,
): { found: readonly Found[]; doubts: readonly Doubt[] } {
  const found: Found[] = [];
  const doubts: Doubt[] = [];
  const limit = (grant: Grant, name: Action): string | undefined => (anyway ? undefined : limitOf(grant, name));
  for (const held of rights.held) {
    const { effect, actions = [], resources } = held.statement;
    if (effect === 'Deny') continue;
    // What is cut off a grant never makes it wider: most statements need not be looked into.
    if (resources?.some((resource) => isWide(resource) || isOpen(resource)) === false) continue;
    for (const action of actions) {
      const literal = wholeText(action);
      if (literal === undefined) {
        doubts.push({ why: whyOpen(action), at: action });
        continue;
      }
      let doubt: Doubt | undefined;
      for (const name of sought.within(literal)) {
        const own = grantsOf(rights, `${name.service}:${name.name}`).filter(
          (grant) =>
            grant.held === held &&
            (isWide(grant.resource) || isOpen(grant.resource)) &&
            limit(grant, name) !== 'narrows',
        );
        const sure = own.find(
          (grant) => isWide(grant.resource) && grant.doubt === undefined && limit(grant, name) === undefined,
        );
        if (sure !== undefined) {
          found.push({ held, action, first: { ...sure, name } });
          doubt = undefined;
          break;
        }
        const [first] = own;
        if (first !== undefined) doubt ??= doubtOf(first, limit(first, name), action);
      }
      if (doubt !== undefined) doubts.push(doubt);
    }
  }
  return { found, doubts };
}

/** What is found, by the resource that a policy grants it on: each group is one message. */
export const byResource = (found: readonly Found[]): readonly (readonly [Found, ...Found[]])[] =>
  groupsOf(found, ({ held, first: { resource } }) => `${resource.at.start} ${printText(resource)} ${held.policy.name}`);

/** The resource to point at beside an action, where it stands at a place of its own. */
export const besideAction = ({ action, first: { resource } }: Found): { at: Text; message: string }[] =>
  resource.at.start === action.at.start ? [] : [{ at: resource, message: 'on all of these' }];

/** Nothing but a value: it may be a star. */
const isOpen = (resource: Text): boolean => scopeOf(resource).breadth === 'unknown';

function doubtOf({ doubt, resource }: Grant, limit: string | undefined, action: Text): Doubt {
  const why = doubt ?? limit;
  if (why !== undefined) return { why, at: action };
  return { why: whyOpen(resource), at: resource };
}

/** `narrows`, or why it can't be told. */
function limitOf({ conditions }: Grant, action: Action): string | undefined {
  const verdicts = conditions.map((condition) => ({ condition, verdict: narrows(condition, action) }));
  if (verdicts.some(({ verdict }) => verdict === 'narrows')) return 'narrows';
  const open = verdicts.find(({ verdict }) => verdict === 'unknown-key');
  return open && `it can't be told whether the condition on ${open.condition.key} narrows it`;
}

/** An action for messages: as it is written, of a pattern with one that it covers: `s3:Put* (such as PutObject)`. */
export function spellAction({ action, first }: Found): string {
  const written = printText(action);
  if (!hasWildcard(written)) return written;
  if (/^[*?:]+$/.test(written)) return `every action (${written})`;
  const service = written.split(':')[0] ?? '';
  return `${written} (such as ${hasWildcard(service) ? `${first.name.service}:` : ''}${first.name.name})`;
}
