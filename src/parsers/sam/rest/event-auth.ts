import type { Entry, MapNode, Node } from '../../../template/node.js';
import type { ApiAuth } from '../apis/authorizers.js';
import type { ApiEvent } from '../apis/events.js';
import { field, isSet } from '../apis/nodes.js';
import { editSecurity, requirement, undecidedSecurity } from '../apis/security.js';
import type { SamContext } from '../context.js';
import { entryOf, textOf, truthy } from '../resource.js';
import { builtIn } from './schemes.js';

/** What the Auth of one Api event does to its method, and which schemes it needs in the document. */
export interface EventAuth {
  readonly apply: (operation: MapNode) => MapNode;
  readonly schemes: ReadonlyMap<string, Entry>;
}

/**
 * Reads the Auth of an Api event of a function or a state machine.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html
 */
export function restEventAuth(
  context: SamContext,
  event: ApiEvent,
  api: { address: string; auth: ApiAuth },
): EventAuth {
  const changes: ((operation: MapNode) => MapNode)[] = [];
  const schemes = new Map<string, Entry>();
  const { auth } = api;
  const settings = field(event.properties, 'Auth');
  if (settings !== undefined && settings.is !== 'map') {
    const why = `Auth of event ${event.name} is not a map`;
    context.problem(settings.at, why, 'Write Auth as a map; SAM takes no function there');
    changes.push((operation) => undecidedSecurity(operation, why, settings.at));
  }

  const authorizer = entryOf(settings, 'Authorizer')?.value;
  const scopes = field(settings, 'AuthorizationScopes');
  if (authorizer !== undefined && truthy(authorizer)) {
    const refused = refusal(event, authorizer, api);
    if (refused === undefined) {
      const name = textOf(authorizer) ?? '';
      const own = name === 'NONE' ? undefined : field(auth.declared.get(name)?.value, 'AuthorizationScopes');
      const asked = { name, at: authorizer.at, property: 'Authorizer' };
      const wanted = auth.declared.has(name) ? (scopes ?? own) : undefined;
      changes.push((operation) =>
        editSecurity(operation, asked.at, asked.property, (items) => [...items, requirement(asked, wanted)]),
      );
      if (name === 'AWS_IAM') for (const [key, entry] of builtIn('AWS_IAM', authorizer.at)) schemes.set(key, entry);
    } else {
      if (refused.help !== undefined) context.problem(authorizer.at, refused.why, refused.help);
      changes.push((operation) => undecidedSecurity(operation, refused.why, authorizer.at));
    }
  } else if (scopes !== undefined && truthy(scopes)) {
    context.problem(
      scopes.at,
      `AuthorizationScopes of event ${event.name} does nothing without Authorizer`,
      'Name an Authorizer beside it',
    );
  }

  const keys = field(settings, 'ApiKeyRequired');
  if (keys !== undefined) addKeys(context, event, api, keys, { changes, schemes });
  return { apply: (operation) => changes.reduce((changed, change) => change(changed), operation), schemes };
}

function addKeys(
  context: SamContext,
  event: ApiEvent,
  api: { address: string; auth: ApiAuth },
  keys: Node,
  { changes, schemes }: { changes: ((operation: MapNode) => MapNode)[]; schemes: Map<string, Entry> },
): void {
  const required = truthy(keys);
  if (!required && !isSet(context, field(api.auth.settings, 'ApiKeyRequired'))) {
    context.problem(
      keys.at,
      `ApiKeyRequired of event ${event.name} is false, but ${api.address} requires no key`,
      'Leave it out',
    );
    return;
  }
  if (required) for (const [name, entry] of builtIn('api_key', keys.at)) schemes.set(name, entry);
  const asked = { name: required ? 'api_key' : 'api_key_false', at: keys.at, property: 'ApiKeyRequired' };
  changes.push((operation) =>
    editSecurity(operation, asked.at, asked.property, (items) => [...items, requirement(asked)]),
  );
}

/** Why SAM does not take the Authorizer of an event; without `help` the user has been told already. */
function refusal(
  event: ApiEvent,
  authorizer: Node,
  { address, auth }: { address: string; auth: ApiAuth },
): { why: string; help?: string } | undefined {
  const name = textOf(authorizer);
  if (name === 'AWS_IAM') return undefined;
  if (auth.settings === undefined && auth.doubt !== undefined) return { why: auth.doubt.why };
  if (name === undefined) {
    return { why: `Authorizer of event ${event.name} is not a string`, help: 'Write the name of an authorizer' };
  }
  if (name === 'NONE') {
    if (truthy(field(auth.settings, 'DefaultAuthorizer'))) return undefined;
    const why = `Authorizer NONE of event ${event.name} needs a DefaultAuthorizer in ${address}`;
    return { why, help: 'Leave Authorizer out: the route is open anyway' };
  }
  const declared = auth.declared.get(name);
  if (declared !== undefined && truthy(declared.value)) return undefined;
  const names = [...auth.declared.keys()];
  return {
    why: `Authorizer ${name} of event ${event.name} is not defined in ${address}`,
    help: names.length === 0 ? `Define ${name} in Auth.Authorizers` : `Name one of ${names.join(', ')}`,
  };
}
