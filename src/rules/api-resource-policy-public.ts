import {
  covers,
  defineRule,
  isNamed,
  isOpen,
  isPrivate,
  listOf,
  matchesRoute,
  networkLimit,
  policyOf,
  statementsOf,
} from './define.js';

/** A resource policy that allows everything to everybody looks like a gate and is none. */
export default defineRule({
  id: 'api-resource-policy-public',
  title: 'The resource policy of an API does not let everybody in where nothing else asks who calls',
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html',
  ],
  peers: {
    checkov: ['CKV2_AWS_70'],
    KICS: ['REST API With Vulnerable Policy'],
    'aws-config-rules': ['API_GW_RESTRICTED_IP'],
    'Serverless Lens': ['SEC1'],
  },
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of APIs that are meant to be public; `*` matches any text.',
    },
  },

  on: 'restApi',
  check(api, { graph, options, report, undecided }) {
    if (isNamed(api, options.allow)) return;
    const policy = policyOf(api, graph);
    const statements = statementsOf(policy);
    const verdicts = statements.map((statement) => isOpen(statement, statements, ['vpc', 'network', 'caller']));
    const open = statements.filter((_, index) => verdicts[index] === 'yes');
    if (open.length === 0) {
      const doubtful = statements[verdicts.indexOf('maybe')];
      if (policy.unknown !== undefined && policy.documents.length > 0) undecided(policy.unknown.why, policy.unknown);
      else if (doubtful !== undefined) undecided("it can't be told whom its resource policy lets in", doubtful);
      return;
    }
    // Who may call a private API is another rule's business.
    const shut = isPrivate(api, graph);
    if (shut !== false) return;

    const routes = graph
      .all('route')
      .filter((route) => route.api?.address === api.address && graph.exists(route))
      .filter((route) => matchesRoute(route, ['OPTIONS *']) !== 'yes' && networkLimit(route, graph) === undefined)
      .map((route) => ({ route, gate: route.gate() }));
    for (const statement of open) {
      const bare = routes.filter(
        ({ route, gate }) => ['open', 'dangling'].includes(gate.is) && covers(statement, route),
      );
      const [first] = bare;
      if (first === undefined) {
        const hidden = routes.map(({ gate }) => gate).find(({ is }) => is === 'unknown');
        if (hidden?.is === 'unknown') undecided(hidden.why, hidden);
        continue;
      }
      const names = bare.map(({ route }) => route);
      report({
        at: statement,
        message: `the resource policy of ${api.name} lets in everybody${statements.some(({ effect }) => effect === 'Deny') ? ' whom it does not deny' : ''}, and ${listOf(names)} ${names.length === 1 ? 'has' : 'have'} no authorizer, so anybody can call ${names.length === 1 ? 'it' : 'them'}`,
        help: 'add a condition that names who may call, such as aws:SourceIp, aws:SourceVpce or aws:PrincipalOrgID, or an authorizer',
        label: 'everybody',
        related: names.slice(0, 3).map((route) => ({ at: route, message: `${route.name} has no authorizer` })),
        subject: statement.sid ?? 'policy',
      });
      return;
    }
  },
});
