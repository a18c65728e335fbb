import type { RawResource } from '../../../template/template.js';
import type { Target } from '../alias.js';
import type { SamContext } from '../context.js';
import type { RolePermissions } from '../roles/policies.js';
import { lowerCognito, lowerS3 } from './amending.js';
import { eventsOf, type FunctionEvent } from './event.js';
import { lowerAlexa, lowerIot, lowerLogs, lowerSns } from './push.js';
import { busRule, schedule, scheduleV2 } from './rules.js';
import { lowerSource, sourceTypes } from './sources.js';

/** What becomes of each type of event. */
const lowerings: ReadonlyMap<string, (event: FunctionEvent) => void> = new Map([
  ...sourceTypes.map((type) => [type, lowerSource] as const),
  ['Schedule', (event) => schedule(event, 'function')],
  ['ScheduleV2', (event) => scheduleV2(event, 'function')],
  ['CloudWatchEvent', (event) => busRule(event, 'function')],
  ['EventBridgeRule', (event) => busRule(event, 'function')],
  ['S3', lowerS3],
  ['SNS', lowerSns],
  ['CloudWatchLogs', lowerLogs],
  ['IoTRule', lowerIot],
  ['AlexaSkill', lowerAlexa],
  ['Cognito', lowerCognito],
]);

/** Types of events that a function may have; those of APIs are lowered together with the APIs. */
const types = new Set([...lowerings.keys(), 'Api', 'HttpApi']);

/**
 * The events of a function, but for those of APIs.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html
 */
export function lowerFunctionEvents(
  context: SamContext,
  owner: RawResource,
  target: Target,
  permissions: RolePermissions,
): void {
  for (const event of eventsOf(context, owner, target, types)) lowerings.get(event.type)?.({ ...event, permissions });
}
