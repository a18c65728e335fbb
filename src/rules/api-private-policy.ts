import { type Narrowing, defineRule, isOpen, isPrivate, narrowsBy, policyOf, spell, statementsOf } from './define.js';

/** A private API is private to all VPCs of all accounts, if its resource policy does not name those that it is for. */
export default defineRule({
  id: 'api-private-policy',
  title: 'A private API has a resource policy that names its VPCs or VPC endpoints',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html',
  ],
  peers: { 'aws-config-rules': ['API_GW_PRIVATE_RESTRICTED'], 'Serverless Lens': ['SEC1', 'SEC2'] },
  options: {
    vpceIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'VPC endpoints that may be named, as patterns; empty: any.',
    },
    vpcIds: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'VPCs that may be named, as patterns; empty: any.',
    },
  },

  on: 'restApi',
  check(api, { graph, options, report, matches, undecided }) {
    if (isPrivate(api, graph) !== true) return;
    const { name } = api;
    const policy = policyOf(api, graph);
    const statements = statementsOf(policy);
    const open = statements.filter((statement) => isOpen(statement, statements, tied) === 'yes');
    for (const statement of open.slice(0, 1)) {
      report({
        at: statement,
        message: `${name} is private, but its resource policy lets in anybody without naming a VPC or a VPC endpoint, so every VPC of every account can call it`,
        help: 'add a Deny with StringNotEquals on aws:SourceVpce or aws:SourceVpc, or a condition on it to this statement',
        label: 'from every VPC',
        subject: 'policy',
      });
    }
    if (open.length > 0) return;

    const doubtful = statements.find((statement) => isOpen(statement, statements, tied) === 'maybe');
    const unknown =
      policy.unknown ?? (doubtful && { why: "it can't be told whom its resource policy lets in", at: doubtful.at });
    if (unknown !== undefined) {
      undecided(unknown.why, unknown);
      return;
    }
    if (!statements.some(({ effect }) => effect !== 'Deny')) {
      const own = graph.quietly(() => api.policy);
      const [first] = policy.documents;
      report({
        at: first ?? own,
        message: `${name} is private and ${first === undefined ? 'has no resource policy' : 'its resource policy allows nothing'}, so it answers nobody`,
        help: `set ${own.name} so that it allows execute-api:Invoke from your VPC endpoints alone, by aws:SourceVpce`,
        label: first === undefined ? 'no resource policy' : 'allows nothing',
        subject: 'policy',
      });
      return;
    }
    const lists = { 'aws:sourcevpce': options.vpceIds, 'aws:sourcevpc': options.vpcIds };
    for (const statement of statements) {
      for (const condition of statement.conditions) {
        const allowed = lists[condition.key.toLowerCase() as keyof typeof lists] as readonly string[] | undefined;
        if (allowed === undefined || allowed.length === 0 || statement.effect === undefined) continue;
        if (narrowsBy(condition, statement.effect) !== 'vpc') continue;
        const foreign = condition.values.find((value) => matches(value, allowed) === 'no');
        if (foreign === undefined) continue;
        report({
          at: foreign,
          message: `${name} lets in ${spell(foreign)}, which is not an approved ${condition.key.toLowerCase().endsWith('e') ? 'VPC endpoint' : 'VPC'}`,
          help: `name only ${allowed.join(', ')} in ${condition.key}`,
          label: 'not approved',
          subject: spell(foreign),
        });
      }
    }
  },
});

/** What ties an Allow to some callers: a network that others have no part in, or who they are. */
const tied: readonly Narrowing[] = ['vpc', 'caller'];
