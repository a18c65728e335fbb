import type { Graph } from '../graph.js';
import { leadsTo } from '../naming.js';
import type { Link, Resource } from '../resource.js';
import type { Api } from './route.js';

/** A custom domain of API Gateway, in either of its versions. */
export type Domain = Resource<'restDomain'> | Resource<'httpDomain'>;
type Mapping = Resource<'basePathMapping'> | Resource<'apiMapping'>;

/** A custom domain under which an API answers, and what says so. */
export interface Front {
  readonly mapping: Mapping;
  /** A domain of the template, or one elsewhere. */
  readonly domain: Link<'restDomain' | 'httpDomain'>;
}

const kinds = ['basePathMapping', 'apiMapping'] as const;

/** The custom domains of an API. */
export function frontsOf(api: Api, graph: Graph): readonly Front[] {
  return kinds
    .flatMap((kind): readonly Mapping[] => graph.mentioning(kind, api.address))
    .filter((mapping) => graph.exists(mapping) && leadsTo(mapping.api, api))
    .map((mapping) => ({ mapping, domain: domainOf(mapping) }));
}

/** The APIs that answer at a custom domain; those elsewhere are left out. */
export function behind(domain: Domain, graph: Graph): readonly Api[] {
  return kinds
    .flatMap((kind): readonly Mapping[] => graph.mentioning(kind, domain.address))
    .filter((mapping) => graph.exists(mapping) && leadsTo(domainOf(mapping), domain))
    .flatMap(({ api }) => (api.state === 'known' ? [api.resource] : []));
}

/** The domain that a mapping is for. */
export function domainOf(mapping: Mapping): Front['domain'] {
  return mapping.kind === 'basePathMapping' && mapping.domain.state === 'absent' ? mapping.domainArn : mapping.domain;
}
