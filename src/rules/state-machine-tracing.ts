import { defineRule } from './define.js';

/** A workflow crosses many services; without a trace, which of them took its time is a guess. */
export default defineRule({
  id: 'state-machine-tracing',
  title: 'A state machine is traced with X-Ray',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html'],
  peers: {
    checkov: ['CKV_AWS_284'],
    'cdk-nag': ['AwsSolutions-SF2', 'StepFunctionStateMachineXray'],
    'serverless-rules': ['WS5000', 'aws_sfn_state_machine_tracing'],
    trivy: ['AVD-AWS-0117'],
    'Control Tower': ['CT.STEPFUNCTIONS.PR.2'],
    'Serverless Lens': ['OPS1'],
  },
  presets: { strict: 'info' },

  on: 'stateMachine',
  check({ name, tracing }, { report }) {
    if (tracing.state !== 'known' || tracing.value) return;
    report({
      at: tracing,
      message: `${name} is not traced, so where the time of a slow execution goes has to be guessed`,
      help: `set ${tracing.name} to true`,
      label: 'not traced',
    });
  },
});
