import { boolean, defineResource, link, string, tree } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stateMachine = defineResource({
  type: { cloudformation: 'AWS::StepFunctions::StateMachine', terraform: 'aws_sfn_state_machine' },
  noun: 'state machine',
  fields: {
    role: link('RoleArn', { sam: 'Role', terraform: 'role_arn', to: 'role' }),
    workflow: string('StateMachineType', { sam: 'Type', terraform: 'type', default: 'STANDARD' }),
    logLevel: string('LoggingConfiguration.Level', {
      sam: 'Logging.Level',
      terraform: 'logging_configuration.level',
      default: 'OFF',
    }),
    definition: tree('Definition', { terraform: 'definition' }),
    definitionText: tree('DefinitionString'),
    definitionLocation: tree('DefinitionS3Location', { sam: 'DefinitionUri' }),
    substitutions: tree('DefinitionSubstitutions'),
    tracing: boolean('TracingConfiguration.Enabled', {
      sam: 'Tracing.Enabled',
      terraform: 'tracing_configuration.enabled',
      default: false,
    }),
  },
});
