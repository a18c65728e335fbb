import { anyOf, defineRule, here, spell } from './define.js';

/** Who called an API, when, and what came of it, is known afterwards only if it was written down. */
export default defineRule({
  id: 'api-access-log',
  title: 'Every stage of an API writes an access log',
  severity: 'warning',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html',
  ],
  peers: {
    checkov: ['CKV_AWS_76', 'CKV_AWS_95'],
    cfn_nag: ['W45', 'W46', 'W69'],
    'guard-rules-registry': ['API_GW_STAGE_ACCESS_LOGGING_RULE', 'API_GWV2_ACCESS_LOGS_ENABLED'],
    'cdk-nag': ['AwsSolutions-APIG1', 'APIGWAccessLogging'],
    'serverless-rules': ['ES2000', 'aws_apigateway_stage_logging_rule', 'aws_apigatewayv2_stage_logging_rule'],
    trivy: ['AVD-AWS-0001', 'AVD-AWS-0113', 'AVD-AWS-0116'],
    KICS: [
      'API Gateway Deployment Without Access Log Setting',
      'API Gateway V2 Stage Access Logging Settings Not Defined',
    ],
    'Control Tower': ['CT.APIGATEWAY.PR.4'],
    'Security Hub': ['APIGateway.9'],
    'Serverless Lens': ['OPS1'],
  },
  options: {
    destinations: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'ARN patterns of the log groups and streams that a log may go to; empty: any.',
    },
  },

  on: 'stage',
  check(stage, { graph, options, report, matches, undecided }) {
    // Of a stage that a deployment makes beside the one that is meant, only its users would care.
    if (!stage.isMade() || stage.beside !== undefined) return;
    const { destinations: allowed } = options;
    const { resource, name } = stage;
    const destination = graph.quietly(() => stage.logDestination());
    switch (destination.state) {
      case 'unknown':
        // A destination that only the deployment knows is one, too.
        if (allowed.length > 0) undecided(destination.why, destination);
        return;
      case 'known':
        if (destination.value.parts.length === 0) break;
        if (allowed.length === 0 || matches(destination.value, allowed) !== 'no') return;
        report({
          at: destination,
          message: `${name} writes its access log to ${spell(destination.value)}, which is not an approved place for it`,
          help: `set ${destination.name} to ${anyOf(allowed)}`,
          label: 'not approved',
          subject: 'access log',
        });
        return;
      case 'absent':
        break;
    }

    if (resource.kind === 'restDeployment') {
      report({
        at: destination,
        message: `${name} makes a stage of its own, which writes no access log, so nobody can tell afterwards who called what`,
        help:
          here(resource) === 'this plan'
            ? `leave ${stage.stageName.name} out, and write a stage of its own with an access log`
            : `set ${destination.name}, or leave ${stage.stageName.name} out and write a stage of its own`,
        label: 'no access log',
        subject: 'access log',
      });
      return;
    }
    report({
      at: destination,
      message: `${name} writes no access log, so nobody can tell afterwards who called what`,
      help: `set ${destination.name}${stage.place} to ${allowed.length > 0 ? anyOf(allowed) : 'the ARN of a log group'}, and a format`,
      label: 'no access log',
      subject: 'access log',
    });
  },
});
