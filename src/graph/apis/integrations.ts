import type { Node } from '../../template/node.js';
import { type Text, matchesGlob } from '../../values/text.js';
import { type Value, absent, known, unknown } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { wordOf } from '../phrases.js';
import { textValue } from '../read.js';
import type { Resource } from '../resource.js';
import { integrationOf } from './answer.js';
import { read, textIn } from './openapi.js';
import { type Route, protocolOf } from './route.js';

/** What an integration says of the backend that an API hands requests on to, be it a resource or a part of another. */
export interface Integration {
  readonly type: Value<string>;
  /** A URL or an ARN. */
  readonly uri: Value<Text>;
  /** `INTERNET` or `VPC_LINK`. */
  readonly connectionType: Value<string>;
  /** What asks for TLS at the end of a VPC link; only HTTP APIs have it, as their URI is an ARN then. */
  readonly tls: { readonly is: 'set' | 'unset' | 'unknown'; readonly name: string } | undefined;
}

/** How requests travel from an API to its backend; `none`: not by HTTP of either kind. */
export type Transport = 'plain' | 'tls' | 'none' | 'unknown';

/** The integration that is written with a route; `undefined` where a resource of its own says it, or nothing does. */
export function integrationAt(route: Route, graph: Graph): Integration | undefined {
  const { operation, api, address } = route;
  if (operation !== undefined) return graph.quietly(() => inBody(operation.node, route, graph));
  const resource = graph.resource(address);
  if (resource?.kind === 'restMethod') {
    const { integrationType: type, integrationUri: uri, connectionType } = resource;
    return { type, uri, connectionType, tls: undefined };
  }
  if (resource?.kind !== 'httpApi' || api === undefined || route.form === 'missing') return undefined;
  const { target } = resource;
  const told = { name: wordOf('httpIntegration', 'integrationType', resource), at: resource.at };
  return { type: absent(told), uri: target, connectionType: known(told, 'INTERNET', false), tls: undefined };
}

/** The integration that is a resource of its own. */
export function integrationIn(
  integration: Resource<'restIntegration'> | Resource<'httpIntegration'>,
  graph: Graph,
): Integration {
  const { integrationType: type, uri, connectionType } = integration;
  if (integration.kind === 'restIntegration') return { type, uri, connectionType, tls: undefined };
  const { api, tls } = integration;
  const isHttp = api.state !== 'known' || protocolOf(api.resource, graph) === 'HTTP';
  return {
    type,
    uri,
    connectionType,
    tls: isHttp ? tlsOf(tls, wordOf('httpIntegration', 'tls', integration), graph) : undefined,
  };
}

/** The integration of a route, be it written with it or beside it. */
export function integrationBehind(route: Route, graph: Graph): Integration | undefined {
  const method = graph.resource(route.address);
  const beside = method?.kind === 'restMethod' ? graph.quietly(() => integrationOf(method, graph)) : undefined;
  return beside === undefined ? integrationAt(route, graph) : integrationIn(beside, graph);
}

function inBody(operation: Node, { api, at }: Route, graph: Graph): Integration | undefined {
  const integration = read(operation, 'x-amazon-apigateway-integration', graph);
  if (integration === undefined) return undefined;
  const { entry } = integration;
  const told = (key: string) => {
    const found = read(entry.value, key, graph);
    return { found, told: { name: found?.value.word ?? key, at: found?.value.at ?? at } };
  };
  const word = (key: string): Value<string> => {
    const { found, told: where } = told(key);
    if (found === undefined) return absent(where);
    const text = textIn(found.value);
    return text === undefined ? unknown(where, `${where.name} is known only at deployment`) : known(where, text);
  };
  const { found, told: where } = told('uri');
  const isHttp = api !== undefined && protocolOf(api, graph) === 'HTTP';
  return {
    type: word('type'),
    uri: found === undefined ? absent(where) : textValue(found.value, where, graph),
    connectionType: word('connectionType'),
    tls: isHttp ? tlsOf(told('tlsConfig').found?.entry.value, 'tlsConfig', graph) : undefined,
  };
}

function tlsOf(node: Node | undefined, name: string, graph: Graph): Integration['tls'] {
  const value = node && graph.resolve(node);
  if (value?.is === 'unknown') return { is: 'unknown', name };
  const isUnset = value === undefined || value.is === 'absent' || (value.is === 'list' && value.items.length === 0);
  return { is: isUnset ? 'unset' : 'set', name };
}

/** Whether requests go through a VPC link. */
export const usesVpcLink = ({ connectionType }: Pick<Integration, 'connectionType'>): boolean =>
  connectionType.state === 'known' && connectionType.value.toUpperCase() === 'VPC_LINK';

/**
 * How requests travel to a backend: the URL says it, or, where an HTTP API reaches into a VPC, a setting of its own.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigatewayv2-integration-tlsconfig.html
 */
export function transportOf(integration: Integration): Transport {
  const { type, uri, connectionType, tls } = integration;
  if (type.state === 'known' && !/^http(?:_proxy)?$/i.test(type.value)) return 'none';
  if (uri.state === 'absent') return 'none';
  if (tls !== undefined && connectionType.state === 'unknown') return 'unknown';
  if (tls !== undefined && usesVpcLink(integration)) {
    return tls.is === 'unset' ? 'plain' : tls.is === 'set' ? 'tls' : 'unknown';
  }
  if (uri.state === 'unknown') return 'unknown';
  // The ARN of a function is no URL, whatever it will be.
  const [first] = uri.value.parts;
  if (typeof first === 'object' && /arn$/i.test(first.resource?.attribute ?? '')) return 'none';
  const [plain, secure] = ['http://*', 'https://*'].map((glob) => matchesGlob(uri.value, glob, { fold: true }));
  if (plain === 'yes') return 'plain';
  if (secure === 'yes') return 'tls';
  return plain === 'maybe' || secure === 'maybe' ? 'unknown' : 'none';
}
