import { defineRule } from './define.js';

/** One request runs many resolvers, and answers with a success even where some of them fail: only the log tells which. */
export default defineRule({
  id: 'graphql-logging',
  title: 'A GraphQL API logs its requests and their fields',
  severity: 'info',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html',
    'https://docs.aws.amazon.com/appsync/latest/APIReference/API_LogConfig.html',
  ],
  peers: {
    checkov: ['CKV_AWS_193', 'CKV_AWS_194'],
    'cdk-nag': ['AwsSolutions-ASC3', 'AppSyncGraphQLRequestLogging'],
    'Control Tower': ['CT.APPSYNC.PR.1'],
    'Security Hub': ['AppSync.2'],
    'Serverless Lens': ['OPS1'],
  },

  on: 'graphqlApi',
  check({ name, logLevel }, { report }) {
    if (logLevel.state === 'unknown' || (logLevel.state === 'known' && logLevel.value !== 'NONE')) return;
    const isNone = logLevel.state === 'known';
    report({
      at: logLevel,
      message: isNone
        ? `${name} logs requests but no fields, so nobody can tell which resolver failed, or why`
        : `${name} writes no logs, so nobody can tell afterwards who asked for what, and which resolver failed`,
      help: `set ${logLevel.name} to ERROR or ALL${isNone ? '' : ', and name a role that may write logs'}`,
      label: isNone ? 'no fields' : 'no logs',
    });
  },
});
