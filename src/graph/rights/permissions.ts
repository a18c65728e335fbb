import { arnSegments } from '../../iam/resources.js';
import type { Kind } from '../../resources/index.js';
import { type Text, wholeText } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import { aliasesOf } from '../functions/triggers.js';
import { leadsTo, leadsToFunction } from '../naming.js';
import { spellLink } from '../phrases.js';
import type { Link, Resource } from '../resource.js';

/** What a permission is for, in words. */
export function targetOf(permission: Resource<'permission'>, graph: Graph): string {
  const target = graph.quietly(() => permission.function);
  if (target.state === 'known' && target.resource.kind === 'functionAlias') {
    const { of } = target.resource;
    if (of.state === 'known') return of.resource.name;
  }
  if (target.state === 'absent' || target.state === 'unknown') return 'the function';
  return namesake(target, graph)?.name ?? spellLink(target);
}

/** The permissions to invoke a function, an alias or a version of it. */
export function permissionsOf(fn: Resource<'function'>, graph: Graph): readonly Resource<'permission'>[] {
  return graph.quietly(() => {
    const found = [fn, ...aliasesOf(fn, graph)].flatMap((target) =>
      graph.naming('permission', target).filter((each) => leadsToFunction(each.function, target)),
    );
    return [...new Set(found)].filter((each) => graph.exists(each));
  });
}

/** The authorizers that call the function of a permission. */
export function authorizersOf(
  { function: called }: Resource<'permission'>,
  graph: Graph,
): readonly (Resource<'restAuthorizer'> | Resource<'httpAuthorizer'>)[] {
  if (called.state !== 'known') return [];
  const { address } = called.resource;
  return [...graph.mentioning('restAuthorizer', address), ...graph.mentioning('httpAuthorizer', address)];
}

/**
 * All permissions for the function that one is for, where that is made elsewhere; none where another permission for it stands before
 * this one.
 */
export function permissionsBeside(permission: Resource<'permission'>, graph: Graph): readonly Resource<'permission'>[] {
  return graph.quietly(() => {
    const link = permission.function;
    if (link.state !== 'external' || namesake(link, graph) !== undefined) return [];
    const isSame = ({ function: other }: Resource<'permission'>): boolean =>
      other.state === 'external' && other.identity === link.identity;
    const { before, behind } = graph.mayAgree(permission, 'function');
    return Array.from(before).some(isSame) ? [] : [permission, ...Array.from(behind).filter(isSame)];
  });
}

/** The function whose name, put together as it is, a link spells again. */
function namesake(link: Link<Kind>, graph: Graph): Resource<'function'> | undefined {
  if (link.state !== 'external') return undefined;
  return graph.quietly(() => graph.all('function').find((fn) => leadsToFunction(link, fn)));
}

/** Whether a permission is about the URL of a function, or may be. */
export function isForUrl(permission: Resource<'permission'>, graph: Graph): boolean {
  return graph.quietly(() => {
    const { urlAuthType, viaUrl } = permission;
    return isGivenText(urlAuthType) || viaUrl.state === 'unknown' || (viaUrl.state === 'known' && viaUrl.value);
  });
}

/** The URL of the function that a permission is for: its callers need two permissions. */
export function urlBeside(permission: Resource<'permission'>, graph: Graph): Resource<'functionUrl'> | undefined {
  return graph.quietly(() => {
    const { function: fn } = permission;
    if (fn.state !== 'known') return undefined;
    return graph.all('functionUrl').find((url) => leadsTo(url.function, fn.resource) && graph.exists(url));
  });
}

/** Whether a text is given, be it one that only the deployment knows. */
export const isGivenText = (value: Value<Text>): boolean =>
  value.state === 'unknown' || (value.state === 'known' && value.value.parts.length > 0);

/** Whether an ARN or account is one of whoever likes: a star, or an ARN with stars for account and resource. */
export const isOfAnySource = (value: Value<Text>): boolean => value.state === 'known' && isAnybodys(value.value);

export function isAnybodys(text: Text): boolean {
  const literal = wholeText(text);
  if (literal !== undefined && /^\*[*:]*$/.test(literal)) return true;
  const [arn, , service = [], , account = [], resource] = arnSegments(text.parts);
  if (wholeText({ parts: arn ?? [] }) !== 'arn') return false;
  // The last star of an ARN that is cut short stands for the rest; `*@example.com` is none.
  if (resource === undefined) return literal?.endsWith('*') === true;
  const [whose, what] = [account, resource].map((parts) => wholeText({ parts }));
  if (whose === undefined || what === undefined || !/^\**$/.test(whose)) return false;
  // `rule/*` fixes no more than a type; an API has none, but an id.
  const isTyped = whose !== '' && wholeText({ parts: service }) !== 'execute-api';
  return (isTyped ? /^(?:[a-z-]+[:/])?[*:/]*$/ : /^[*:/]*$/).test(what);
}

/** Who or what gives the principal of a permission where nothing in the file tells who that is. */
export function giverOf(principal: Text, graph: Graph): string | undefined {
  const [only] = principal.parts;
  if (principal.parts.length !== 1 || only === undefined || typeof only === 'string' || only.word === true)
    return undefined;
  if (only.resource === undefined) return only.name;
  const kind = graph.resource(only.resource.address)?.kind;
  return kind === 'role' || kind === 'user' ? undefined : only.resource.address;
}

/** The service that a principal is, without what depends on region and partition; `undefined`: it is none. */
export function serviceOf(principal: Text): string | undefined {
  const spelled = principal.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.name === '${AWS::URLSuffix}' ? 'amazonaws.com' : part.word === true ? 'word' : '?';
    })
    .join('');
  return /^([\w.?-]+)\.(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/.exec(spelled)?.[1];
}
