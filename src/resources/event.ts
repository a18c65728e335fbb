import { defineResource, link, policy, records, terraformOnly, text } from './define.js';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventBus = defineResource({
  type: { cloudformation: 'AWS::Events::EventBus', terraform: 'aws_cloudwatch_event_bus' },
  noun: 'event bus',
  fields: {
    deadLetterQueue: link('DeadLetterConfig.Arn', { terraform: 'dead_letter_config.arn', to: 'queue' }),
    policy: policy('Policy'),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const eventRule = defineResource({
  type: { cloudformation: 'AWS::Events::Rule', terraform: 'aws_cloudwatch_event_rule' },
  noun: 'event rule',
  fields: {
    role: link('RoleArn', { terraform: 'role_arn', to: 'role' }),
    targets: records('Targets', {
      targetId: text('Id'),
      role: link('RoleArn', { to: 'role' }),
      target: link('Arn', { to: ['function', 'functionAlias'] }),
      arn: text('Arn'),
      deadLetterQueue: link('DeadLetterConfig.Arn', { to: 'queue' }),
    }),
  },
});

/** A target of an event rule, where that is a resource of its own. */
export const eventTarget = defineResource({
  type: { terraform: 'aws_cloudwatch_event_target' },
  noun: 'event target',
  fields: {
    role: link(terraformOnly, { terraform: 'role_arn', to: 'role' }),
    target: link(terraformOnly, { terraform: 'arn', to: ['function', 'functionAlias'] }),
    arn: text(terraformOnly, { terraform: 'arn' }),
    deadLetterQueue: link(terraformOnly, { terraform: 'dead_letter_config.arn', to: 'queue' }),
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-apidestination.html */
export const apiDestination = defineResource({
  type: { cloudformation: 'AWS::Events::ApiDestination', terraform: 'aws_cloudwatch_event_api_destination' },
  noun: 'API destination',
  fields: {},
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codebuild-project.html */
export const buildProject = defineResource({
  type: { cloudformation: 'AWS::CodeBuild::Project' },
  noun: 'build project',
  fields: {},
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskdefinition.html */
export const taskDefinition = defineResource({
  type: { cloudformation: 'AWS::ECS::TaskDefinition' },
  noun: 'task definition',
  fields: {},
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export const schedule = defineResource({
  type: { cloudformation: 'AWS::Scheduler::Schedule', terraform: 'aws_scheduler_schedule' },
  noun: 'schedule',
  fields: {
    role: link('Target.RoleArn', { terraform: 'target.role_arn', to: 'role' }),
    target: link('Target.Arn', { terraform: 'target.arn', to: ['function', 'functionAlias'] }),
    arn: text('Target.Arn', { terraform: 'target.arn' }),
    deadLetterQueue: link('Target.DeadLetterConfig.Arn', {
      sam: 'DeadLetterConfig.Arn',
      terraform: 'target.dead_letter_config.arn',
      to: 'queue',
    }),
  },
});
