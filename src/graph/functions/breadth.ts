import { groupsOf } from '../../source/groups.js';
import { onceFor } from '../../source/once.js';
import type { Text } from '../../values/text.js';
import { integrationBehind } from '../apis/integrations.js';
import { routesOf } from '../apis/near-routes.js';
import type { Route } from '../apis/route.js';
import type { Graph } from '../graph.js';
import { leadsToFunction } from '../naming.js';
import type { Resource, Spot } from '../resource.js';
import { type HeldRights, rightsOf, writtenActions } from '../rights/holders.js';
import { permissionsOf, serviceOf } from '../rights/permissions.js';
import { functionsWith } from '../rights/role-users.js';
import { sourcesOf } from './sources.js';
import { aliasesOf } from './triggers.js';

/** A service that has to do with a function, as IAM calls it, and the first place that says so. */
export interface Involved extends Spot {
  readonly service: string;
}

const firstOfEach = (all: readonly Involved[]): readonly Involved[] =>
  groupsOf(all, ({ service }) => service).map(([first]) => first);

/** The services that invoke a function: those that its permissions let in, those that Lambda polls for it, and who has its URL. */
export function invokersOf(fn: Resource<'function'>, graph: Graph): readonly Involved[] {
  const byPermission = permissionsOf(fn, graph).flatMap(({ at, principal }): readonly Involved[] => {
    // The service of CloudWatch Logs may have a region in its name.
    const [service] = (principal.state === 'known' ? serviceOf(principal.value) : undefined)?.split('.') ?? [];
    return service === undefined ? [] : [{ at, service }];
  });
  const others = graph.quietly(() =>
    [fn, ...aliasesOf(fn, graph)].flatMap((target): readonly Involved[] => [
      ...graph.naming('mapping', target).flatMap((mapping) => {
        if (!graph.exists(mapping) || !leadsToFunction(mapping.function, target)) return [];
        const [service, ...more] = sourcesOf(mapping);
        return service === undefined || more.length > 0 ? [] : [{ at: mapping.at, service }];
      }),
      ...graph
        .naming('schedule', target)
        .filter((each) => graph.exists(each) && leadsToFunction(each.target, target))
        .map(({ at }) => ({ at, service: 'scheduler' })),
      ...graph
        .naming('functionUrl', target)
        .filter((url) => graph.exists(url) && leadsToFunction(url.function, target))
        .map(({ at }) => ({ at, service: 'its URL' })),
    ]),
  );
  return firstOfEach([...byPermission, ...others]);
}

/** Where a function writes what it has to say: each does. */
const telling = ['logs', 'xray'];

/** Whether a function shares its role with another. Where each has a condition, each that is looked at opens worlds. */
export const sharesRole = ({ role }: Resource<'function'>, graph: Graph): boolean =>
  role.state === 'known' && graph.quietly(() => functionsWith(role.resource, graph, 2)).length > 1;

/** The services that the policies of the template let a function use, beside those that feed it and what every function needs. */
export function servicesOf(fn: Resource<'function'>, graph: Graph): readonly Involved[] {
  const { role } = fn;
  if (role.state !== 'known') return [];
  const feeding = new Set([...telling, ...invokersOf(fn, graph).map(({ service }) => service)]);
  // Network interfaces are Lambda's business.
  if (graph.quietly(() => fn.subnets.state) !== 'absent') feeding.add('ec2');
  const rights = rightsOf({ of: role.resource }, graph, true);
  return rights === undefined ? [] : servicesIn(rights).filter(({ service }) => !feeding.has(service));
}

/** Many functions may have one role. */
const servicesIn = onceFor(({ held }: HeldRights) =>
  firstOfEach(writtenActions(held).map(({ service, action }) => ({ at: action.at, service }))),
);

/** The function of the template that answers a route, if no other route of the API leads to another one. */
export function onlyFunctionBehind(route: Route, graph: Graph): Resource<'function'> | undefined {
  const fn = functionBehind(route, graph);
  if (fn === undefined || route.api === undefined) return fn;
  for (const other of routesOf(route.api, graph)) {
    const beside = functionBehind(other, graph);
    if (beside !== undefined && beside !== fn) return undefined;
  }
  return fn;
}

function functionBehind(route: Route, graph: Graph): Resource<'function'> | undefined {
  return graph.quietly(() => {
    const resource = graph.resource(route.address);
    const uri = resource?.kind === 'httpRoute' ? targetUri(resource, graph) : integrationBehind(route, graph)?.uri;
    const named = uri?.state === 'known' ? resourcesIn(uri.value, graph) : [];
    const [called] = named.flatMap((each) => {
      if (each.kind === 'function') return [each];
      return each.kind === 'functionAlias' && each.of.state === 'known' ? [each.of.resource] : [];
    });
    return called;
  });
}

function targetUri({ target }: Resource<'httpRoute'>, graph: Graph): Resource<'httpIntegration'>['uri'] | undefined {
  if (target.state !== 'known') return undefined;
  return resourcesIn(target.value, graph).find((each) => each.kind === 'httpIntegration')?.uri;
}

const resourcesIn = ({ parts }: Text, graph: Graph) =>
  parts.flatMap((part) => {
    const named = typeof part === 'object' ? part.resource : undefined;
    return (named && graph.resource(named.address)) ?? [];
  });
