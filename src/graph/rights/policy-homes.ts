import { type PolicyDocument, type Statement, readDocument } from '../../iam/document.js';
import type { PolicyFault, PolicyReader, PolicyUse } from '../../iam/policy-elements.js';
import { faultsIn, lengthOf } from '../../iam/policy-syntax.js';
import type { Definition } from '../../resources/define.js';
import { type Kind, kinds } from '../../resources/index.js';
import { type Value, known } from '../../values/value.js';
import { read } from '../apis/openapi.js';
import type { Graph } from '../graph.js';
import type { AnyResource, Resource, ResourceBase, Spot, SubjectBase } from '../resource.js';
import { busDocument } from './bus-statements.js';
import { isNoArn } from './own-arns.js';
import { isOfTemplate } from './policy-templates.js';

/** A place of a resource where a policy document stands, or several as a list. */
export interface PolicyHome extends SubjectBase<'policyHome'> {
  /** How to speak of it: `Policy`, `the trust policy of Role`. */
  readonly name: string;
  readonly use: PolicyUse;
  /** Its user has not written it. */
  readonly generated: boolean;
  readonly holder: AnyResource;
  /** The documents in the graph's world. */
  documents(): readonly Value<PolicyDocument>[];
}

/** Kinds whose policies grant rights to who has them. */
const identities: ReadonlySet<string> = new Set<Kind>(['role', 'user', 'attachedPolicy', 'managedPolicy']);

/** Every policy document of the template: wherever the dictionary has one. */
export function policyHomes(graph: Graph): readonly PolicyHome[] {
  places ??= placesOf();
  const homes = places.flatMap((place) => graph.ofKind(place.kind).map((resource) => homeOf(resource, place)));
  return [
    ...homes,
    ...graph.all('eventBusStatement').map((statement) => onBus(statement, graph)),
    ...graph.all('restApi').map((api) => inBody(api, graph)),
  ];
}

interface PlaceOf {
  readonly kind: Kind;
  /** What the kind is called. */
  readonly noun: string;
  readonly field: string;
  /** The field of each of a list of blocks. */
  readonly inner?: string;
}

let places: readonly PlaceOf[] | undefined;

/** Where the dictionary has policies. */
function placesOf(): readonly PlaceOf[] {
  return Object.entries<Definition>(kinds).flatMap(([name, { fields, noun }]) => {
    const kind = { kind: name as Kind, noun };
    return Object.entries(fields).flatMap(([field, type]): PlaceOf[] => {
      if (type.field === 'policy') return [{ ...kind, field }];
      if (type.field !== 'records') return [];
      const inner = Object.entries(type.fields).filter(([, each]) => each.field === 'policy');
      return inner.map(([each]) => ({ ...kind, field, inner: each }));
    });
  });
}

function homeOf(resource: AnyResource, { field, inner, noun }: PlaceOf): PolicyHome {
  if (resource.kind === 'organizationPolicy') return ofOrganization(resource);
  const use = field === 'trust' ? 'trust' : identities.has(resource.kind) ? 'identity' : 'resource';
  const manner = use === 'trust' ? 'trust' : use === 'identity' ? 'inline' : 'resource';
  return {
    ...base(resource),
    name: noun.endsWith('policy') ? resource.name : `the ${manner} policy of ${resource.name}`,
    use,
    documents: () => {
      const value = (resource as unknown as Record<string, Value<unknown>>)[field];
      if (value === undefined) return [];
      if (inner === undefined) return [value as Value<PolicyDocument>];
      if (value.state !== 'known') return [];
      return (value.value as readonly Record<string, Value<PolicyDocument>>[]).flatMap((block) => block[inner] ?? []);
    },
    // What is in a role that SAM makes may be its user's.
    generated: resource.generated && resource.kind !== 'role',
  };
}

/** Which of the types of an organisation's policies are documents of IAM's, and what for. */
const organizationUses: ReadonlyMap<string, PolicyUse> = new Map([
  ['SERVICE_CONTROL_POLICY', 'service-control'],
  ['RESOURCE_CONTROL_POLICY', 'resource-control'],
]);

function ofOrganization(resource: Resource<'organizationPolicy'>): PolicyHome {
  const useOf = (type: Value<string>): PolicyUse | undefined =>
    type.state === 'known' ? organizationUses.get(type.value) : undefined;
  return {
    ...base(resource),
    name: resource.name,
    get use() {
      return useOf(resource.policyType) ?? 'service-control';
    },
    generated: false,
    documents: () => {
      const { policyType } = resource;
      if (policyType.state === 'unknown') return [policyType];
      return useOf(policyType) === undefined ? [] : [resource.document];
    },
  };
}

const base = (resource: AnyResource): Omit<PolicyHome, 'name' | 'use' | 'documents' | 'generated'> => ({
  kind: 'policyHome',
  address: resource.address,
  owner: resource.owner,
  condition: resource.condition,
  holder: resource,
  at: resource.at,
});

function onBus(resource: Extract<AnyResource, { kind: 'eventBusStatement' }>, graph: Graph): PolicyHome {
  const documents = (): readonly Value<PolicyDocument>[] => [busDocument(resource, graph)];
  return { ...base(resource), name: resource.name, use: 'resource', generated: false, documents };
}

/** A REST API's policy within its OpenAPI document. */
function inBody(api: Extract<AnyResource, { kind: 'restApi' }>, graph: Graph): PolicyHome {
  return {
    ...base(api),
    name: `the resource policy of ${api.name}`,
    use: 'resource',
    generated: false,
    documents: () => {
      const found = read(api.body, 'x-amazon-apigateway-policy', graph);
      if (found === undefined) return [];
      const { value } = found;
      return [known({ name: 'x-amazon-apigateway-policy', at: value.at }, readDocument(value, graph))];
    },
  };
}

/** What is wrong with how the documents of a home are written. */
export function policyFaults(home: PolicyHome, graph: Graph): readonly PolicyFault[] {
  const known = home.documents().flatMap((document) => (document.state === 'known' ? [document] : []));
  const reader: PolicyReader = {
    resolve: (node) => graph.resolve(node),
    textOf: (resolved) => graph.textOf(resolved),
    isNoArn: (hole) => isNoArn(hole, graph),
  };
  return [
    ...known.flatMap(({ value }) => faultsIn(value, home.use, reader)),
    ...tooLong(
      home,
      known.reduce((sum, { value }) => sum + lengthOf(value, graph), 0),
      known[0] ?? home,
    ),
  ];
}

/**
 * White space apart.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length
 */
const limits = {
  managed: { most: 6_144, of: 'a managed policy' },
  role: { most: 10_240, of: 'all inline policies of a role together' },
  user: { most: 2_048, of: 'all inline policies of a user together' },
  group: { most: 5_120, of: 'all inline policies of a group together' },
  trust: { most: 4_096, of: 'a trust policy' },
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
  'service-control': { most: 10_240, of: 'a service control policy' },
  'resource-control': { most: 5_120, of: 'a resource control policy' },
} as const;

function tooLong(home: PolicyHome, length: number, { at }: Spot): PolicyFault[] {
  const limit = limitOf(home);
  if (limit === undefined || length <= limit.most) return [];
  return [
    {
      at,
      says: `has at least ${String(length)} characters, more than the ${String(limit.most)} that ${limit.of} may have`,
      so: 'so AWS refuses it',
      label: 'too long',
      help:
        home.use === 'trust'
          ? 'trust fewer principals'
          : home.use === 'identity'
            ? 'split it into managed policies, or name fewer things'
            : 'split it into several policies, or name fewer things',
      gravity: 'error',
    },
  ];
}

function limitOf({ use, holder }: PolicyHome): { readonly most: number; readonly of: string } | undefined {
  if (use === 'resource') return undefined;
  if (use !== 'identity') return limits[use];
  switch (holder.kind) {
    case 'managedPolicy':
      return limits.managed;
    case 'user':
      return isGroup(holder) ? limits.group : limits.user;
    case 'attachedPolicy':
      return holder.user.state === 'absent' && holder.users.state === 'absent' ? limits.role : limits.user;
    default:
      return limits.role;
  }
}

/** Groups are of the kind of users. */
export const isGroup = ({ type }: ResourceBase): boolean => /group$/i.test(type);

/** The documents that the user of a policy has written, for what only they can mend; what can't be told of them goes to `undecided`. */
export function writtenDocuments(
  home: PolicyHome,
  undecided: (why: string, at: Spot) => void,
): readonly PolicyDocument[] {
  if (home.generated) return [];
  return home.documents().flatMap((document) => {
    // A policy template is AWS's own.
    if (document.state !== 'known' || (home.use === 'identity' && isOfTemplate(document))) return [];
    for (const { why, at } of document.value.unknowns) undecided(why, { at });
    return [document.value];
  });
}

/** The statements of {@link writtenDocuments}. */
export const writtenStatements = (home: PolicyHome, undecided: (why: string, at: Spot) => void): readonly Statement[] =>
  writtenDocuments(home, undecided).flatMap(({ statements }) => statements);
