import { defineRule } from './define.js';

/** What there is to log, each with all that is logged before it. */
const levels = ['FATAL', 'ERROR', 'ALL'] as const;

/** Why an execution failed last month is known only if it was written down: an express workflow keeps no history at all. */
export default defineRule({
  id: 'state-machine-logging',
  title: 'A state machine logs what its executions do',
  severity: 'info',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/cloudwatch-log-level.html',
  ],
  peers: {
    checkov: ['CKV_AWS_285'],
    'cdk-nag': ['AwsSolutions-SF1', 'StepFunctionStateMachineAllLogsToCloudWatch'],
    trivy: ['AVD-AWS-0119'],
    'Control Tower': ['CT.STEPFUNCTIONS.PR.1'],
    'Security Hub': ['StepFunctions.1'],
    'Serverless Lens': ['OPS1'],
  },
  options: {
    level: {
      type: 'string',
      enum: levels,
      default: 'FATAL',
      description: 'The least that is logged: `FATAL`, executions that fail; `ERROR`, all errors; `ALL`, every step.',
    },
  },

  on: 'stateMachine',
  check(machine, { graph, options, report }) {
    const { logLevel } = machine;
    if (logLevel.state !== 'known') return;
    const isOff = logLevel.value === 'OFF';
    const [set, least] = [logLevel.value, options.level].map((level) => levels.findIndex((each) => each === level));
    if (set === undefined || least === undefined || set >= least || (set < 0 && !isOff)) return;
    const workflow = graph.quietly(() => machine.workflow);
    const keepsHistory = workflow.state === 'known' && workflow.value === 'STANDARD';
    report({
      at: logLevel,
      message: isOff
        ? `${machine.name} logs nothing, so ${keepsHistory ? 'what an execution did is forgotten 90 days after it' : 'nobody can tell afterwards what an execution did'}`
        : `${machine.name} logs ${logLevel.value} only, less than the ${options.level} that is asked for`,
      help: `set ${logLevel.name} to ${options.level === 'ALL' ? 'ALL' : 'ERROR or ALL'}${isOff ? ', and name a log group for it' : ''}`,
      label: isOff ? 'logs nothing' : `less than ${options.level}`,
    });
  },
});
