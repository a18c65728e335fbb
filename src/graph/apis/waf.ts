import { anyVerdict } from '../../iam/patterns.js';
import { isTerraform } from '../../resources/spelling.js';
import {
  type Hole,
  type Parts,
  type Text,
  type Verdict,
  holeName,
  identityOf,
  matchesGlob,
  printText,
  textOf,
} from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import type { Link, Resource } from '../resource.js';
import type { Stage } from './stages.js';

type Association = Resource<'webAclAssociation'> | Resource<'classicAclAssociation'>;

/** The web ACLs of a stage: those that certainly are for it, and associations that may be. */
export interface Protection {
  readonly acls: readonly { readonly association: Association; readonly acl: Link<'webAcl'> }[];
  readonly maybe: readonly Association[];
}

/** What protects a stage of a REST API, by an association that names it. */
export function protectionOf(stage: Stage, graph: Graph): Protection {
  const all: readonly Association[] = [...graph.all('webAclAssociation'), ...graph.all('classicAclAssociation')];
  const found = all
    .filter((association) => graph.exists(association))
    .map((association) => ({ association, verdict: graph.quietly(() => namesStage(association.resourceArn, stage)) }));
  return {
    acls: found
      .filter(({ verdict }) => verdict === 'yes')
      .map(({ association }) => ({ association, acl: graph.quietly(() => association.acl) })),
    maybe: found.filter(({ verdict }) => verdict === 'maybe').map(({ association }) => association),
  };
}

/** Whether a web ACL is associated with a GraphQL API; AWS WAF Classic knows none. */
export function hasWebAcl(api: Resource<'graphqlApi'>, graph: Graph): Verdict {
  const verdicts = graph
    .all('webAclAssociation')
    .filter((association) => graph.exists(association))
    .map((association) => graph.quietly(() => namesGraphqlApi(association.resourceArn, api)));
  return anyVerdict(verdicts);
}

/** Whether an ARN is that of a GraphQL API: `arn:aws:appsync:eu-central-1:111122223333:apis/a1b2c3`. */
function namesGraphqlApi(arn: Value<Text>, api: Resource<'graphqlApi'>): Verdict {
  if (arn.state !== 'known') return arn.state === 'unknown' ? 'maybe' : 'no';
  const holes = arn.value.parts.filter((part) => typeof part !== 'string');
  if (holes.some(({ resource }) => resource?.address === api.address)) return 'yes';
  // A literal id is that of an API which is there already, and another resource's is not this one's.
  const isOpen = holes.some(({ resource, word }) => resource === undefined && word !== true);
  return isOpen && matchesGlob(arn.value, 'arn:*:appsync:*:apis/*') !== 'no' ? 'maybe' : 'no';
}

/** The distributions of the template that have a web ACL and lead to an API. */
export function distributionsBefore(stage: Stage, graph: Graph): readonly Resource<'distribution'>[] {
  const { api, resource } = stage;
  return [api?.address, resource.address].flatMap((address) =>
    (address === undefined ? [] : graph.mentioning('distribution', address)).filter(
      (each) => graph.exists(each) && graph.quietly(() => each.acl.state !== 'absent'),
    ),
  );
}

/** The ARN of a stage as its user would write it. */
export function arnOf({ api, resource, stageName }: Stage): string {
  if (isTerraform(resource.language)) return `${resource.address}.arn`;
  // A parameter may give another name in each deployment.
  const stage =
    resource.kind === 'restDeployment'
      ? stageName.state === 'known' && stageName.via === undefined
        ? printText(stageName.value)
        : 'STAGE'
      : `\${${resource.generated ? `${api?.address ?? ''}.Stage` : resource.address}}`;
  return `arn:aws:apigateway:REGION::/restapis/\${${api?.address ?? 'API'}}/stages/${stage}`;
}

/** Whether an ARN is that of a stage: `arn:aws:apigateway:eu-central-1::/restapis/a1b2c3/stages/prod`. */
function namesStage(arn: Value<Text>, stage: Stage): Verdict {
  if (arn.state === 'unknown') return 'maybe';
  if (arn.state === 'absent') return 'no';
  const { parts } = arn.value;
  const at = parts.findIndex((part) => typeof part === 'string' && part.includes('/stages/'));
  const middle = parts[at];
  if (typeof middle !== 'string') return alone(parts, stage);
  const [before = '', after = ''] = middle.split('/stages/');
  const api = isApi([...parts.slice(0, at), before], stage);
  if (api === 'no') return 'no';
  const name = isName(after === '' ? parts.slice(at + 1) : [after, ...parts.slice(at + 1)], arn.value, stage);
  return name === 'no' ? 'no' : api === 'yes' && name === 'yes' ? 'yes' : 'maybe';
}

/** An ARN that is given as a whole. */
function alone(parts: Parts, { api, resource }: Stage): Verdict {
  const holes = parts.filter((part) => typeof part !== 'string' && part.word !== true) as readonly Hole[];
  if (holes.some((hole) => hole.resource?.address === resource.address)) return 'yes';
  // Of a text that waits for the apply, a plan may keep only the API in it.
  const isOpen = ({ resource: to }: Hole): boolean =>
    to === undefined || (isTerraform(resource.language) && to.address === api?.address);
  return holes.some(isOpen) ? 'maybe' : 'no';
}

/** Whether the part of an ARN before `/stages/` ends in the API of a stage. */
function isApi(parts: Parts, { api }: Stage): Verdict {
  const last = parts.at(-1);
  const hole = last === '' || last === '/' ? parts.at(-2) : last;
  // A literal id is that of an API which is there already.
  if (typeof hole === 'string' || hole === undefined) return api === undefined ? 'maybe' : 'no';
  if (hole.resource !== undefined && api !== undefined) return hole.resource.address === api.address ? 'yes' : 'no';
  return 'maybe';
}

/** Whether the part after `/stages/` is the name of a stage. */
function isName(parts: Parts, { at }: Text, { resource, stageName }: Stage): Verdict {
  const [first] = parts;
  if (typeof first === 'object' && first.resource !== undefined) {
    return first.resource.address === resource.address ? 'yes' : 'no';
  }
  const name = textOf(parts, at);
  if (stageName.state === 'unknown') {
    // The same parameter gives both.
    const [hole] = name.parts;
    const same = name.parts.length === 1 && typeof hole === 'object' && hole.name === holeName(stageName.key ?? '');
    return same ? 'yes' : 'maybe';
  }
  if (stageName.state === 'absent') return 'maybe';
  if (identityOf(name) === identityOf(stageName.value)) return 'yes';
  return [name, stageName.value].every((text) => text.parts.every((part) => typeof part === 'string')) ? 'no' : 'maybe';
}
