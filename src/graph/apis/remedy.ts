import type { Field } from '../../resources/define.js';
import { kinds } from '../../resources/index.js';
import { type Language, isTerraform, wordFor } from '../../resources/spelling.js';
import type { Graph } from '../graph.js';
import type { Api, Route } from './route.js';
import type { Gate, Open } from './security.js';

type Shut = Extract<Gate, Open | { readonly is: 'key' | 'dangling' }>;

/** What to write so that a route gets an authorizer, in the words of whoever wrote the route. */
export function remedyOf({ address, form, api }: Route, gate: Shut, graph: Graph): string {
  const says = gate.is === 'key' ? '' : gate.says;
  const { language, authorizationType, authorizer } = wordsOf({ address, api }, graph);
  if (gate.is === 'dangling') return `set ${authorizer} to the authorizer of your organisation`;
  if (says.endsWith('Authorizer NONE')) return 'leave Authorizer out, so that the DefaultAuthorizer counts';
  if (says.startsWith('is made by ')) {
    const both = `${authorizationType} and ${authorizer}`;
    return isTerraform(language)
      ? `write a route of its own, with ${both}, instead of target`
      : `set ${both} of its route in ApiGatewayManagedOverrides`;
  }
  if (form === 'missing') {
    if (api?.language === 'sam')
      return `add $connect to Routes of ${api.name}, and an AuthType with an AuthArn to its Auth`;
    return `add a route $connect with ${authorizationType} and ${authorizer} to ${api?.name ?? 'it'}`;
  }
  if (form === 'operation') return 'give it a security list with a scheme that has x-amazon-apigateway-authorizer';
  if (form === 'resource' || api === undefined) {
    return `set ${authorizationType}, and ${authorizer} to the authorizer of your organisation`;
  }
  if (says.endsWith(' Auth')) return `set Auth of ${api.name} with an AuthType and an AuthArn`;
  return `make an authorizer the DefaultAuthorizer in ${authOf(api)}, or name one in Auth of the event`;
}

/** What to write so that a route asks for the signature of an IAM role or user, in the words of whoever wrote the route. */
export function iamRemedyOf(route: Route, graph: Graph): string {
  const { form, api } = route;
  const { authorizationType } = wordsOf(route, graph);
  if (form === 'operation') return 'give it an x-amazon-apigateway-auth with the type AWS_IAM';
  if (form === 'resource' || api === undefined) return `set ${authorizationType} to AWS_IAM`;
  if (route.protocol() === 'WEBSOCKET') {
    return api.language === 'sam'
      ? `set AuthType in Auth of ${api.name} to AWS_IAM`
      : `add a route $connect with ${authorizationType} AWS_IAM to ${api.name}`;
  }
  const place = authOf(api);
  const enabled = api.kind === 'httpApi' ? `, with EnableIamAuthorizer in ${place}` : '';
  return `set DefaultAuthorizer in ${place}, or Authorizer in Auth of the event, to AWS_IAM${enabled}`;
}

/** Where SAM takes the authorizers of an API from. */
const authOf = ({ generated, kind, name }: Api): string =>
  generated ? `Globals.${kind === 'restApi' ? 'Api' : 'HttpApi'}.Auth` : `Auth of ${name}`;

interface Words {
  readonly language: Language;
  readonly authorizationType: string;
  readonly authorizer: string;
}

/** How the resource of a route spells what guards it. */
function wordsOf({ address, api }: Pick<Route, 'address' | 'api'>, graph: Graph): Words {
  const resource = graph.resource(address);
  const { fields } = resource?.kind === 'restMethod' ? kinds.restMethod : kinds.httpRoute;
  const language = resource?.language ?? api?.language ?? 'cloudformation';
  const word = ({ spelled }: Field): string => wordFor(spelled, language === 'sam' ? 'cloudformation' : language);
  return { language, authorizationType: word(fields.authorizationType), authorizer: word(fields.authorizer) };
}
