import { type Text, wholeText } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Link, Resource } from '../resource.js';

/** One way in which a GraphQL API takes requests. */
export interface GraphqlAuth {
  /** What applies to everything that the schema does not open in another way. */
  readonly isDefault: boolean;
  readonly type: Value<string>;
  readonly userPool: Link<'userPool'>;
  readonly issuer: Value<Text>;
}

/** All ways into a GraphQL API, the default first. */
export function waysInto(api: Resource<'graphqlApi'>): readonly GraphqlAuth[] {
  const { additional } = api;
  const others = additional.state === 'known' ? additional.value : [];
  return [api, ...others].map((each) => ({
    isDefault: each === api,
    get type() {
      return each.authenticationType;
    },
    get userPool() {
      return each.userPool;
    },
    get issuer() {
      return each.issuer;
    },
  }));
}

/** Whether a schema opens anything to API keys; `undefined` where there is no telling. */
export function opensToKeys(api: Resource<'graphqlApi'>, graph: Graph): boolean | undefined {
  return graph.quietly(() => {
    const schemas = graph
      .mentioning('graphqlSchema', api.address)
      .filter((each) => graph.exists(each) && leadsTo(each.api, api))
      .map(({ definition }) => definition);
    const texts = [...schemas, api.schema].flatMap((text) => (text.state === 'known' ? [wholeText(text.value)] : []));
    if (texts.some((text) => text !== undefined && /@aws_api_key\b/.test(text.replaceAll(/#.*$/gm, '')))) return true;
    return texts.length === 0 || texts.includes(undefined) ? undefined : false;
  });
}
