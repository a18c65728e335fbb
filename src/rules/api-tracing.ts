import { defineRule, spellStage, whatCannotSet, wordOf } from './define.js';

/** A trace that begins behind the API leaves out the authorizer, the mapping and the waiting. */
export default defineRule({
  id: 'api-tracing',
  title: 'Every stage of a REST API is traced with X-Ray',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enabling-xray.html',
    'https://docs.aws.amazon.com/xray/latest/devguide/xray-services-apigateway.html',
  ],
  peers: {
    checkov: ['CKV_AWS_73'],
    'cdk-nag': ['APIGWXrayEnabled'],
    'serverless-rules': ['WS2002', 'aws_apigateway_stage_tracing_rule'],
    trivy: ['AVD-AWS-0003', 'AVD-AWS-0111'],
    KICS: ['API Gateway X-Ray Disabled'],
    'AWS Config': ['API_GW_XRAY_ENABLED'],
    'Control Tower': ['CT.APIGATEWAY.PR.2'],
    'Security Hub': ['APIGateway.3'],
    'Serverless Lens': ['OPS1'],
  },
  presets: { strict: 'info', 'config-parity': 'error' },
  options: {},

  on: 'stage',
  check(stage, { report }) {
    const { resource } = stage;
    if (resource.kind !== 'restStage' && resource.kind !== 'restDeployment') return;
    if (!stage.isMade() || stage.beside !== undefined) return;
    const { tracing } = resource;
    if (tracing.state === 'unknown' || (tracing.state === 'known' && tracing.value)) return;
    const mustMove = whatCannotSet('tracing', stage) !== undefined;
    const name = mustMove ? wordOf('restStage', 'tracing', resource) : tracing.name;
    report({
      at: tracing,
      message: `${spellStage(stage)} is not traced, so that its requests leave no trace unless their clients ask for one`,
      help: mustMove
        ? `leave ${stage.stageName.name} out, and write a stage of its own with ${name}`
        : `set ${name}${stage.place} to true`,
      label: tracing.state === 'known' ? 'not traced' : `no ${name}`,
      subject: 'tracing',
    });
  },
});
