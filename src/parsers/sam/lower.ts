import { addTo } from '../../source/groups.js';
import type { RawResource } from '../../template/template.js';
import { lowerApis } from './apis.js';
import { implicitApis, propagateTags, tagImplicitApis } from './apis/implicit.js';
import { embeddedConnectors, lowerConnector } from './connectors/connectors.js';
import { createContext, type SamContext, type SamInput } from './context.js';
import { lowerFunction } from './functions/function.js';
import { mergeGlobals } from './globals.js';
import { lowerGraphQl } from './graphql/api.js';
import { lowerApplication, lowerCapacityProvider, lowerLayer, lowerTable } from './small-resources.js';
import { lowerStateMachine } from './state-machine.js';

export type { SamInput } from './context.js';

/** What became of the resources of a SAM template. */
export interface SamOutput {
  readonly resources: RawResource[];
  readonly aliases: Map<string, string>;
}

type Lower = (context: SamContext, resource: RawResource) => void;

/** Types in the order in which they are worked on; APIs come between the first two and the rest. */
const first: readonly (readonly [string, Lower])[] = [
  ['AWS::Serverless::Function', lowerFunction],
  ['AWS::Serverless::StateMachine', lowerStateMachine],
];
const rest: readonly (readonly [string, Lower])[] = [
  ['AWS::Serverless::SimpleTable', lowerTable],
  ['AWS::Serverless::LayerVersion', lowerLayer],
  ['AWS::Serverless::Application', lowerApplication],
  ['AWS::Serverless::CapacityProvider', lowerCapacityProvider],
  ['AWS::Serverless::GraphQLApi', lowerGraphQl],
  ['AWS::Serverless::Connector', lowerConnector],
];

/**
 * The CloudFormation resources that deployment makes of a SAM template, as AWS's transform does. Every node keeps the
 * place of the text that caused it. Types that SAM does not know, and those of CloudFormation, stay as they are.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
 */
export function lowerSam(input: SamInput): SamOutput {
  const withApis = new Map([...input.resources, ...implicitApis(input)]);
  const merged = mergeGlobals(withApis, input.globals, (at, message, help) => {
    input.problems.push({ at, message, help });
  });
  for (const resource of withApis.values()) {
    for (const connector of embeddedConnectors(input, resource)) merged.set(connector.address, connector);
  }
  tagImplicitApis(merged, input.scope);
  const context = createContext(input, merged);
  const run = (steps: typeof first): void => {
    for (const [type, lower] of steps) {
      for (const resource of merged.values()) if (resource.type === type) lower(context, resource);
    }
  };
  run(first);
  lowerApis(context);
  propagateTags(context);
  run(rest);
  return { resources: inOrder(context), aliases: context.aliases };
}

/** The order of the template, each resource followed by what was made for it. */
function inOrder({ resources, made }: SamContext): RawResource[] {
  const following = new Map<string, RawResource[]>();
  for (const resource of made.values()) {
    const owner = resource.origin?.address;
    if (owner === undefined || owner === resource.address) continue;
    addTo(following, owner, resource);
  }
  const ordered = new Set<RawResource>();
  for (const [address, resource] of resources) {
    const own = made.get(address) ?? (disappears(resource) ? undefined : resource);
    if (own !== undefined) ordered.add(own);
    for (const next of following.get(address) ?? []) ordered.add(next);
  }
  for (const resource of made.values()) ordered.add(resource);
  return [...ordered];
}

const disappears = ({ type }: RawResource): boolean => type === 'AWS::Serverless::Connector';
