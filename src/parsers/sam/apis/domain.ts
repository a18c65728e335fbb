import { list, reference, scalar, unaliased } from '../../../template/node.js';
import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { RawResource } from '../../../template/template.js';
import { build, shape, worded } from '../build.js';
import type { Value } from '../build.js';
import type { SamContext } from '../context.js';
import { entryOf, generate, tagList, textOf, truthy } from '../resource.js';
import { putRecordSets, type Zones } from './domain-records.js';
import { alphanumeric, copied, field } from './nodes.js';

/** Domains and hosted zones that several APIs of a template may share: the first one's id, by the name's shape. */
export interface Domains {
  readonly names: Map<string, string>;
  readonly zones: Zones;
}

export interface DomainOwner {
  readonly api: RawResource;
  readonly stage: string;
  /** Tags go to the domain too. */
  readonly tagged: boolean;
}

interface Domain {
  readonly entry: Entry;
  readonly settings: MapNode;
  readonly name: Node;
  readonly certificate: Node;
  readonly endpoint: { readonly type: string; readonly at: Node };
}

/** The settings of Domain; nothing where there are none, or SAM refuses them. */
function domainOf(context: SamContext, api: RawResource, endpoints: readonly string[]): Domain | undefined {
  const entry = entryOf(api.properties, 'Domain');
  if (entry === undefined) return undefined;
  const settings = unaliased(entry.value);
  const refuse = (at: Node, what: string, help: string): void => {
    context.problem(at.at, `Domain of ${api.address} ${what}`, help);
  };
  if (settings.is !== 'map') {
    refuse(settings, 'is not a map', 'Write its properties as a map');
    return undefined;
  }
  const name = field(settings, 'DomainName');
  const certificate = field(settings, 'CertificateArn');
  if (name === undefined || certificate === undefined) {
    refuse(settings, 'needs both DomainName and CertificateArn', 'Add the missing one');
    return undefined;
  }
  const written = field(settings, 'EndpointConfiguration');
  const type = written === undefined ? 'REGIONAL' : context.staticText(unaliased(written));
  if (type === undefined || !endpoints.includes(type)) {
    refuse(
      written ?? settings,
      `has an EndpointConfiguration that is not ${endpoints.join(' or ')}`,
      'Write one of them',
    );
    return undefined;
  }
  const at = written === undefined ? scalar(type, entry.key) : written;
  return { entry, settings, name, certificate, endpoint: { type, at: worded(at, 'EndpointConfiguration') } };
}

/** Settings of mutual TLS that say something: an empty one is not handed on. */
function mutualTls(context: SamContext, settings: MapNode): Value | undefined {
  const tls = field(settings, 'MutualTlsAuthentication');
  if (tls?.is !== 'map') return tls;
  for (const [key, { key: at }] of tls.entries) {
    if (key === 'TruststoreUri' || key === 'TruststoreVersion') continue;
    context.problem(at, `MutualTlsAuthentication has no property ${key}`, 'Use TruststoreUri and TruststoreVersion');
  }
  return { ...tls, entries: new Map([...tls.entries].filter(([, { value }]) => truthy(value))) };
}

/** Base paths as they are written, each with the place that says so. */
function basePaths(settings: MapNode): { text: string; node: Node }[] {
  const written = field(settings, 'BasePath');
  if (written === undefined || !truthy(written)) return [];
  const nodes = written.is === 'list' ? written.items : [written];
  return nodes.flatMap((node) => {
    const text = textOf(node);
    return text === undefined ? [] : [{ text, node }];
  });
}

function put(
  context: SamContext,
  { api }: DomainOwner,
  domain: Domain,
  made: { id: string; type: string; properties: Record<string, Value | undefined> },
): void {
  const label = `the ${made.type.slice(made.type.lastIndexOf(':') + 1)} of ${api.address}`;
  generate(context, api, { ...made, at: domain.entry.key, label });
}

/** The id of a domain, and whether this API is the first to name it. */
function idOf(domains: Domains, domain: Domain, owner: DomainOwner, suffix: string): { id: string; isNew: boolean } {
  const key = `${suffix} ${shape(domain.name)}`;
  const known = domains.names.get(key);
  if (known !== undefined) return { id: known, isNew: false };
  const id = `${owner.api.address}${suffix}`;
  domains.names.set(key, id);
  return { id, isNew: true };
}

/**
 * The custom domain of a REST API, its mappings and records.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-domainconfiguration.html
 */
export function putRestDomain(context: SamContext, domains: Domains, owner: DomainOwner): void {
  const domain = domainOf(context, owner.api, ['EDGE', 'REGIONAL', 'PRIVATE']);
  if (domain === undefined) return;
  const { settings, endpoint, entry } = domain;
  const isPrivate = endpoint.type === 'PRIVATE';
  const suffix = isPrivate ? 'DomainNameV2' : 'DomainName';
  const { id, isNew } = idOf(domains, domain, owner, suffix);
  context.aliases.set(`${owner.api.address}.${suffix}`, id);
  const policy = field(settings, 'Policy');
  if (policy !== undefined && !isPrivate) {
    context.problem(policy.at, `Domain of ${owner.api.address} has a Policy but is not PRIVATE`, 'Leave Policy out');
  }
  const ownership = field(settings, 'OwnershipVerificationCertificateArn');
  if (ownership !== undefined && isPrivate) {
    const message = `Domain of ${owner.api.address} is PRIVATE and has an OwnershipVerificationCertificateArn`;
    context.problem(ownership.at, message, 'Leave it out');
  }
  if (isNew) {
    put(context, owner, domain, {
      id,
      type: `AWS::ApiGateway::${suffix}`,
      properties: {
        DomainName: domain.name,
        [endpoint.type === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn']: worded(
          domain.certificate,
          'CertificateArn',
        ),
        EndpointConfiguration: { Types: [endpoint.at], IpAddressType: field(settings, 'IpAddressType') },
        ...copied(settings, ['SecurityPolicy', 'EndpointAccessMode']),
        ...(isPrivate
          ? { Policy: policy }
          : {
              MutualTlsAuthentication: mutualTls(context, settings),
              ...copied(settings, ['OwnershipVerificationCertificateArn']),
            }),
        Tags: owner.tagged ? tagList(field(owner.api.properties, 'Tags')) : undefined,
      },
    });
  }
  const at = entry.key;
  const normal = settings.entries.get('NormalizeBasePath')?.value;
  const keeps = normal?.is === 'scalar' && normal.value === false;
  const paths = basePaths(settings);
  for (const path of paths.length === 0 ? [undefined] : paths) {
    const plain = path === undefined ? '' : alphanumeric(path.text);
    put(context, owner, domain, {
      id: `${owner.api.address}${plain}BasePathMapping`,
      type: `AWS::ApiGateway::BasePathMapping${isPrivate ? 'V2' : ''}`,
      properties: {
        [isPrivate ? 'DomainNameArn' : 'DomainName']: reference(id, undefined, at),
        RestApiId: reference(owner.api.address, undefined, at),
        Stage: reference(owner.stage, undefined, at),
        BasePath: path === undefined ? undefined : keeps ? path.node : scalar(plain, path.node.at),
      },
    });
  }
  const association = field(settings, 'AccessAssociation');
  if (isPrivate && association !== undefined) {
    put(context, owner, domain, {
      id: `${owner.api.address}DomainNameAccessAssociation`,
      type: 'AWS::ApiGateway::DomainNameAccessAssociation',
      properties: {
        DomainNameArn: reference(id, undefined, at),
        AccessAssociationSourceType: 'VPCE',
        AccessAssociationSource: field(association, 'VpcEndpointId'),
      },
    });
  }
  putRecordSets(context, domains.zones, owner.api, { ...domain, id });
}

/**
 * The custom domain of an HTTP or WebSocket API, its mappings and records.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapidomainconfiguration.html
 */
export function putHttpDomain(
  context: SamContext,
  domains: Domains,
  owner: DomainOwner,
  tags: Value | undefined,
): void {
  const domain = domainOf(context, owner.api, ['REGIONAL']);
  if (domain === undefined) return;
  const { settings, endpoint, entry } = domain;
  const { id, isNew } = idOf(domains, domain, owner, 'HttpDomainName');
  context.aliases.set(`${owner.api.address}.DomainName`, id);
  const at = entry.key;
  if (isNew) {
    const configuration = build(
      {
        CertificateArn: domain.certificate,
        EndpointType: endpoint.at,
        ...copied(settings, ['OwnershipVerificationCertificateArn', 'SecurityPolicy']),
      },
      at,
    );
    put(context, owner, domain, {
      id,
      type: 'AWS::ApiGatewayV2::DomainName',
      properties: {
        DomainName: domain.name,
        DomainNameConfigurations: list([configuration], at),
        MutualTlsAuthentication: mutualTls(context, settings),
        Tags: tags,
      },
    });
  }
  const paths = basePaths(settings);
  for (const path of paths.length === 0 ? [undefined] : paths) {
    const plain = path === undefined ? '' : path.text.replace(/[-_/]+/g, '');
    put(context, owner, domain, {
      id: `${owner.api.address}${plain}ApiMapping`,
      type: 'AWS::ApiGatewayV2::ApiMapping',
      properties: {
        DomainName: reference(id, undefined, at),
        ApiId: reference(owner.api.address, undefined, at),
        Stage: reference(owner.stage, undefined, at),
        ApiMappingKey: path === undefined ? undefined : scalar(path.text.replace(/^\/+|\/+$/g, ''), path.node.at),
      },
    });
  }
  putRecordSets(context, domains.zones, owner.api, { ...domain, id });
}
