import { defineRule } from './define.js';

/** One request runs many resolvers; without a trace, which of them is slow is a guess. */
export default defineRule({
  id: 'graphql-tracing',
  title: 'A GraphQL API is traced with X-Ray',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html'],
  peers: {
    'cdk-nag': ['AppSyncTracing'],
    'serverless-rules': ['WS3000', 'aws_appsync_graphql_api_tracing_rule'],
    'Serverless Lens': ['OPS1'],
  },
  presets: { strict: 'info' },

  on: 'graphqlApi',
  check({ name, tracing }, { report }) {
    if (tracing.state !== 'known' || tracing.value) return;
    report({
      at: tracing,
      message: `${name} is not traced, so which of its resolvers makes a request slow has to be guessed`,
      help: `set ${tracing.name} to true`,
      label: 'not traced',
    });
  },
});
