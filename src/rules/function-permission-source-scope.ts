import {
  type Text,
  authorizersOf,
  defineRule,
  isForUrl,
  isGivenText,
  isOfAnySource,
  listOf,
  printText,
  routeArnSegments,
  routesOf,
  serviceOf,
  spellNamed,
  takesAll,
  targetOf,
  whyOpen,
  wholeText,
} from './define.js';

/** A permission for all of an API lets each route that somebody adds to it invoke the function, also one without an authorizer. */
export default defineRule({
  id: 'function-permission-source-scope',
  title: 'A permission for API Gateway names the route that may invoke the function',
  severity: 'info',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html',
  ],
  peers: { KICS: ['Public Lambda via API Gateway'], 'Serverless Lens': ['SEC2'] },
  options: {
    segments: {
      type: 'array',
      items: { type: 'string', enum: ['stage', 'method', 'path'] },
      default: ['method', 'path'],
      description: 'The parts of the source behind the id of the API that count.',
    },
    maxWildcards: {
      type: 'integer',
      minimum: 0,
      default: 1,
      description: 'How many of these parts may be a star.',
    },
  },

  on: 'permission',
  check(permission, { graph, options, report, undecided }) {
    // SAM writes those of its events itself.
    if (permission.generated || isForUrl(permission, graph)) return;
    const { principal } = permission;
    if (principal.state !== 'known' || serviceOf(principal.value) !== 'apigateway') return;
    const { sourceArn } = permission;
    if (sourceArn.state !== 'known') return;
    const isOwned = graph.quietly(() => isGivenText(permission.sourceAccount) || isGivenText(permission.organization));
    // Where it may be anybody's API, that is function-permission-source's.
    if (!isOwned && isOfAnySource(sourceArn)) return;
    const [api, stage, ...rest] = routeArnSegments(sourceArn.value) ?? [];
    if (api === undefined && typeof sourceArn.value.parts[0] === 'object')
      undecided(whyOpen(sourceArn.value), sourceArn);
    if (api === undefined || wholeText({ parts: stage ?? [] }) === 'authorizers') return;

    const what = targetOf(permission, graph);
    if (isStar(api)) {
      report({
        at: sourceArn,
        message: `${permission.name} lets every API of the account invoke ${what}, as its ${sourceArn.name} names none`,
        help: `write the id of the API into ${sourceArn.name}, and stage, method and path of the route behind it`,
        label: 'any API',
        subject: 'scope',
      });
      return;
    }
    const named = spellNamed({ parts: api, at: sourceArn.value.at }, graph);
    const address = api.flatMap((part) => (typeof part === 'object' && part.resource ? part.resource.address : []))[0];
    const made = address === undefined ? undefined : graph.resource(address);
    const routes = made === undefined ? [] : [...routesOf(made, graph)];
    // What takes every request to an API can't be named more narrowly.
    if (routes.some(takesAll)) return;
    if (sourceArn.value.parts.some((part) => typeof part === 'object' && part.partly === true)) {
      undecided(whyOpen(sourceArn.value), sourceArn);
      return;
    }
    const unread = routes.find(({ key }) => wholeText(key) === undefined);

    const last = [api, stage, ...rest].at(-1) ?? [];
    const isOpen = {
      stage: isStar(stage ?? last),
      method: isStar(rest[0] ?? last),
      path: rest.length > 1 ? rest.slice(1).every(isStar) : isStar(last),
    };
    const open = options.segments.filter((segment) => isOpen[segment]);
    if (open.length <= options.maxWildcards) return;
    if (unread !== undefined) {
      undecided(`it can't be told whether ${named} has a route that takes all requests`, unread);
      return;
    }

    const authorizer = graph.quietly(() => authorizersOf(permission, graph)[0]);
    const route = routes[0]?.protocol() === 'WEBSOCKET' ? '$connect' : 'GET/orders';
    const example = `/${options.segments.includes('stage') ? 'prod' : '*'}/${route}`;
    const end = [stage ?? [], ...rest].map((parts) => `/${printText({ parts })}`).join('');
    const takes = isOpen.method && isOpen.path;
    report({
      at: sourceArn,
      message: `${permission.name} lets ${takes ? `every route of ${named}` : named} invoke ${what}${takes ? ', also those that are added later' : ` at any ${listOf(open)}`}, as its ${sourceArn.name} ends in ${end}`,
      help:
        authorizer === undefined
          ? `let ${sourceArn.name} end in the route that invokes it, as in ${example}`
          : `let ${sourceArn.name} end in /authorizers/ and the id of ${authorizer.name}`,
      label: takes ? 'any route' : `any ${listOf(open)}`,
      subject: 'scope',
    });
  },
});

type Parts = Text['parts'];

/** Nothing but stars. */
const isStar = (parts: Parts): boolean => /^\*+$/.test(wholeText({ parts }) ?? '');
