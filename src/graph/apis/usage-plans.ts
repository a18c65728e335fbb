import type { Verdict } from '../../values/text.js';
import type { Graph } from '../graph.js';
import { isGiven } from '../naming.js';
import { wordOf } from '../phrases.js';
import type { Resource } from '../resource.js';
import type { Route } from './route.js';
import { operationAsksForKey } from './security.js';
import { isForStage } from './settings.js';
import { type Stage } from './stages.js';

/** Whether a route of a REST API asks for an API key, be it alone or beside something else; `undefined`: it can't be told. */
export function asksForKey(route: Route, graph: Graph): boolean | undefined {
  const { address, operation, api, unread } = route;
  if (operation !== undefined && api !== undefined) return operationAsksForKey(operation, api, graph);
  if (unread !== undefined) return undefined;
  const method = graph.resource(address);
  if (method?.kind !== 'restMethod') return false;
  const required = graph.quietly(() => method.apiKeyRequired);
  return required.state === 'unknown' ? undefined : required.state === 'known' && required.value;
}

/** Whether a usage plan of the template is for a stage. */
export function isInUsagePlan(stage: Resource<'restStage'> | Resource<'restDeployment'>, graph: Graph): Verdict {
  let best: Verdict = 'no';
  for (const plan of graph.all('usagePlan')) {
    if (!graph.exists(plan)) continue;
    const stages = graph.quietly(() => plan.stages);
    if (stages.state === 'unknown') best = 'maybe';
    if (stages.state !== 'known') continue;
    for (const each of stages.value) {
      const verdict = graph.quietly(() => (isGiven(each.api) ? isForStage(each, stage, graph) : 'no'));
      if (verdict === 'yes') return 'yes';
      if (verdict === 'maybe') best = 'maybe';
    }
  }
  return best;
}

/** What to write so that a stage is in a usage plan, in the words of whoever wrote the stage. */
export function usagePlanRemedy({ resource, place }: Pick<Stage, 'resource' | 'place'>): string {
  const own = resource.language === 'sam' ? `set Auth.UsagePlan${place}, or ` : '';
  return `${own}add the stage to ${wordOf('usagePlan', 'stages', resource)} of a usage plan`;
}
