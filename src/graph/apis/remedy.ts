import type { Field } from '../../resources/define.js';
import { kinds } from '../../resources/index.js';
import { isTerraform, wordFor } from '../../resources/spelling.js';
import type { Graph } from '../graph.js';
import type { Route } from './route.js';
import type { Gate, Open } from './security.js';

type Shut = Extract<Gate, Open | { readonly is: 'key' | 'dangling' }>;

/** What to write so that a route gets an authorizer, in the words of whoever wrote the route. */
export function remedyOf({ address, form, api }: Route, gate: Shut, graph: Graph): string {
  const says = gate.is === 'key' ? '' : gate.says;
  const resource = graph.resource(address);
  const { authorizationType, authorizer } = (resource?.kind === 'restMethod' ? kinds.restMethod : kinds.httpRoute)
    .fields;
  const language = resource?.language ?? api?.language ?? 'cloudformation';
  const word = ({ spelled }: Field): string => wordFor(spelled, language === 'sam' ? 'cloudformation' : language);
  if (gate.is === 'dangling') return `set ${word(authorizer)} to the authorizer of your organisation`;
  if (says.endsWith('Authorizer NONE')) return 'leave Authorizer out, so that the DefaultAuthorizer counts';
  if (says.startsWith('is made by ')) {
    const both = `${word(authorizationType)} and ${word(authorizer)}`;
    return isTerraform(language)
      ? `write a route of its own, with ${both}, instead of target`
      : `set ${both} of its route in ApiGatewayManagedOverrides`;
  }
  if (form === 'missing') {
    if (api?.language === 'sam')
      return `add $connect to Routes of ${api.name}, and an AuthType with an AuthArn to its Auth`;
    return `add a route $connect with ${word(authorizationType)} and ${word(authorizer)} to ${api?.name ?? 'it'}`;
  }
  if (form === 'operation') return 'give it a security list with a scheme that has x-amazon-apigateway-authorizer';
  if (form === 'resource' || api === undefined) {
    return `set ${word(authorizationType)}, and ${word(authorizer)} to the authorizer of your organisation`;
  }
  if (says.endsWith(' Auth')) return `set Auth of ${api.name} with an AuthType and an AuthArn`;
  const place = api.generated ? `Globals.${api.kind === 'restApi' ? 'Api' : 'HttpApi'}.Auth` : `Auth of ${api.name}`;
  return `make an authorizer the DefaultAuthorizer in ${place}, or name one in Auth of the event`;
}
