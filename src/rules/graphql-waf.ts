import { defineRule, hasWebAcl } from './define.js';

/** One address takes all queries, and a single one may ask for a great deal: a web ACL turns away what should not be answered at all. */
export default defineRule({
  id: 'graphql-waf',
  title: 'A public GraphQL API has a web ACL',
  severity: 'warning',
  confidence: 'medium',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html',
    'https://docs.aws.amazon.com/appsync/latest/devguide/using-private-apis.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html',
  ],
  peers: {
    checkov: ['CKV2_AWS_33'],
    'AWS Config': ['APPSYNC_ASSOCIATED_WITH_WAF'],
    'Serverless Lens': ['SEC2'],
  },

  on: 'graphqlApi',
  check(api, { graph, report, undecided }) {
    const visibility = graph.quietly(() => api.visibility);
    if (visibility.state === 'known' && visibility.value.toUpperCase() === 'PRIVATE') return;
    const verdict = hasWebAcl(api, graph);
    if (verdict === 'yes') return;
    if (verdict === 'maybe') {
      undecided('which API a web ACL is associated with is known only at deployment', api);
      return;
    }
    if (visibility.state === 'unknown') {
      undecided(visibility.why, visibility);
      return;
    }
    report({
      at: api,
      message: `${api.name} has no web ACL, so nothing turns floods and known attacks away before they reach its resolvers`,
      help: `associate a web ACL with the ARN of ${api.name}`,
      label: 'no web ACL',
    });
  },
});
