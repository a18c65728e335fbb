import { addTo } from '../source/groups.js';
import { nearest } from '../source/nearest.js';
import { actionsMatching, actionsOf } from './actions.js';
import { actionsOfOperations } from './operations.data.js';
import { actionTable } from './tables.js';
import { hasWildcard } from './wildcards.js';

/** `; did you mean s3:GetObject?` for an action that there is not, or nothing. */
export function actionsNear(action: string): string {
  const colon = action.indexOf(':');
  const service = action.slice(0, colon).toLowerCase();
  const name = action.slice(colon + 1);
  const meant = actionsOfOperations.get(action.toLowerCase()) ?? nearIn(service, name) ?? elsewhere(service, name);
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

function nearIn(service: string, name: string): string | undefined {
  const own = actionsOf(service);
  if (own === undefined || hasWildcard(name)) return undefined;
  const meant = nearest(
    name,
    own.map((each) => each.name),
  );
  return meant === undefined ? undefined : `${service}:${meant}`;
}

/** The same action of the service that has it: what a service is called elsewhere is often not its prefix (`eventbridge`, `sesv2`). */
function elsewhere(service: string, name: string): string | undefined {
  const exact = hasWildcard(name) ? [] : servicesWith(name);
  // The prefix of another service is no misspelt one.
  if (actionsOf(service) !== undefined) return exact.length === 1 ? `${exact.join()}:${name}` : undefined;
  if (exact.length > 0) {
    const meant = exact.length === 1 ? exact[0] : (alike(service, exact) ?? exact.find((each) => begin(service, each)));
    return meant === undefined ? undefined : `${meant}:${name}`;
  }
  const meant = alike(service, actionTable().names);
  if (meant === undefined) return undefined;
  if (!hasWildcard(name)) return nearIn(meant, name);
  return actionsMatching(`${meant}:${name}`)?.length === 0 ? undefined : `${meant}:${name}`;
}

/** The longest that the prefix begins with (`bedrock-runtime`), or what is written nearly so. */
const alike = (service: string, services: readonly string[]): string | undefined =>
  services.filter((each) => service.startsWith(each)).sort((one, other) => other.length - one.length)[0] ??
  nearest(service, services);

/** Whether two names begin alike: `eventbridge`, `events`. */
const begin = (one: string, other: string): boolean => one.slice(0, 4) === other.slice(0, 4);

/** The services that have an action of a name, whatever its case. All of them are read, once, for the first action that there is not. */
function servicesWith(name: string): readonly string[] {
  if (byAction === undefined) {
    byAction = new Map();
    for (const service of actionTable().names) {
      for (const { name: own } of actionsOf(service) ?? []) addTo(byAction, own.toLowerCase(), service);
    }
  }
  return byAction.get(name.toLowerCase()) ?? [];
}

let byAction: Map<string, string[]> | undefined;
