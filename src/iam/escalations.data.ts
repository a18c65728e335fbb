/**
 * Sets of actions with which code can get rights that it was not given. A statement limits each action on its own, and so a set may
 * be spread over several policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSAppRunnerFullAccess.html what a role is passed to there
 */
export interface Escalation {
  /** All of them. */
  readonly needs: readonly Need[];
  /** What whoever has them can do. */
  readonly gives: string;
  /** The resources of those needs that have no `on` are of one type, and have to be able to be the same. */
  readonly together?: true;
  /** Only for who has a boundary. */
  readonly bounded?: true;
}

/** An action that a set needs, or one of several that do. */
export interface Need {
  /** One of them. */
  readonly actions: readonly string[];
  /** It counts only if granted on all that there are of a type, or on what the role itself has: see `holdsEvery`. */
  readonly on?: string;
  /** The service that a role is passed to. */
  readonly to?: string;
}

const on = (action: string, type: string): Need => ({ actions: [action], on: type });
const any = (...actions: string[]): Need => ({ actions });
const pass = (to: string): Need => ({ actions: ['iam:PassRole'], on: 'iam:role/', to: `${to}.amazonaws.com` });
const alone = (action: string, type: string, gives: string): Escalation => ({ needs: [on(action, type)], gives });

const itself = 'give itself any right';
const anyUser = 'become any user of the account';
const deploys = 'deploy anything with any role that CloudFormation may take';

/** The gravest first. */
export const escalations: readonly Escalation[] = [
  alone('iam:PutRolePolicy', 'iam:role/', itself),
  alone('iam:AttachRolePolicy', 'iam:role/', itself),
  alone('iam:CreatePolicyVersion', 'iam:policy/', itself),
  alone('iam:SetDefaultPolicyVersion', 'iam:policy/', 'go back to versions of its policies that granted more'),
  alone('iam:UpdateAssumeRolePolicy', 'iam:role/', 'let itself assume any role'),
  {
    ...alone('iam:DeleteRolePermissionsBoundary', 'iam:role/', 'take off the boundary that limits it'),
    bounded: true,
  },
  { ...alone('iam:PutRolePermissionsBoundary', 'iam:role/', 'choose another boundary for itself'), bounded: true },
  alone('iam:CreateAccessKey', 'iam:user/', anyUser),
  alone('iam:CreateLoginProfile', 'iam:user/', anyUser),
  alone('iam:UpdateLoginProfile', 'iam:user/', anyUser),
  alone('iam:AttachUserPolicy', 'iam:user/', 'give any right to a user'),
  alone('iam:PutUserPolicy', 'iam:user/', 'give any right to a user'),
  alone('iam:AddUserToGroup', 'iam:group/', 'give a user the rights of any group'),
  alone('iam:AttachGroupPolicy', 'iam:group/', 'give any right to a group of users'),
  alone('iam:PutGroupPolicy', 'iam:group/', 'give any right to a group of users'),
  {
    needs: [
      pass('lambda'),
      any('lambda:CreateFunction'),
      any('lambda:InvokeFunction', 'lambda:AddPermission', 'lambda:CreateEventSourceMapping'),
    ],
    gives: 'run code of its own with any role that Lambda may take',
  },
  {
    needs: [pass('lambda'), any('lambda:UpdateFunctionConfiguration'), any('lambda:UpdateFunctionCode')],
    gives: 'run code of its own with any role that Lambda may take',
    together: true,
  },
  alone('lambda:UpdateFunctionCode', 'lambda:function:', 'run code of its own with the role of any function'),
  alone(
    'lambda:UpdateFunctionConfiguration',
    'lambda:function:',
    'run code of its own, by an environment variable or as a layer, with the role of any function',
  ),
  {
    needs: [pass('ec2'), any('ec2:RunInstances')],
    gives: 'start an instance with any role that EC2 may take',
  },
  {
    needs: [pass('cloudformation'), any('cloudformation:CreateStack', 'cloudformation:UpdateStack')],
    gives: deploys,
  },
  {
    needs: [pass('cloudformation'), any('cloudformation:CreateChangeSet'), any('cloudformation:ExecuteChangeSet')],
    gives: deploys,
  },
  {
    needs: [pass('codebuild'), any('codebuild:CreateProject', 'codebuild:UpdateProject'), any('codebuild:StartBuild')],
    gives: 'run commands of its own with any role that CodeBuild may take',
    together: true,
  },
  {
    needs: [
      pass('ecs-tasks'),
      any('ecs:RegisterTaskDefinition'),
      any('ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService', 'ecs:UpdateService'),
    ],
    gives: 'run a container of its own with any role that ECS may take',
  },
  {
    needs: [
      pass('states'),
      any('states:CreateStateMachine', 'states:UpdateStateMachine'),
      any('states:StartExecution'),
    ],
    gives: 'call any API with any role that Step Functions may take',
  },
  {
    needs: [pass('scheduler'), any('scheduler:CreateSchedule', 'scheduler:UpdateSchedule')],
    gives: 'call any API with any role that EventBridge Scheduler may take',
  },
  {
    needs: [pass('ssm'), any('ssm:StartAutomationExecution')],
    gives: 'run automations with any role that Systems Manager may take',
  },
  alone('ssm:SendCommand', 'ec2:instance/', 'run commands with the role of any managed instance'),
  {
    needs: [pass('glue'), any('glue:CreateJob', 'glue:UpdateJob'), any('glue:StartJobRun', 'glue:CreateTrigger')],
    gives: 'run code of its own with any role that Glue may take',
  },
  {
    needs: [pass('glue'), any('glue:CreateDevEndpoint')],
    gives: 'run code of its own with any role that Glue may take',
  },
  alone('glue:UpdateDevEndpoint', 'glue:devEndpoint/', 'run code of its own with the role of any Glue endpoint'),
  {
    needs: [
      pass('sagemaker'),
      any('sagemaker:CreateNotebookInstance'),
      any('sagemaker:CreatePresignedNotebookInstanceUrl'),
    ],
    gives: 'run code of its own with any role that SageMaker may take',
    together: true,
  },
  {
    needs: [pass('sagemaker'), any('sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob')],
    gives: 'run code of its own with any role that SageMaker may take',
  },
  alone(
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    'sagemaker:notebook-instance/',
    'run code of its own with the role of any notebook',
  ),
  {
    needs: [pass('ecs-tasks'), any('batch:RegisterJobDefinition'), any('batch:SubmitJob')],
    gives: 'run a container of its own with any role that Batch may take',
  },
  {
    // A cluster takes two roles: one for EMR, and one for its instances, where the code runs.
    needs: [pass('elasticmapreduce'), pass('ec2'), any('elasticmapreduce:RunJobFlow')],
    gives: 'run code of its own, on a cluster of EMR, with any role that EC2 may take',
  },
  {
    needs: [
      pass('datapipeline'),
      any('datapipeline:CreatePipeline'),
      any('datapipeline:PutPipelineDefinition'),
      any('datapipeline:ActivatePipeline'),
    ],
    gives: 'run commands of its own with any role that Data Pipeline may take',
  },
  {
    needs: [pass('apprunner'), any('apprunner:CreateService')],
    gives: 'run code of its own with any role that App Runner may take',
  },
  {
    needs: [
      pass('bedrock-agentcore'),
      any('bedrock-agentcore:CreateCodeInterpreter'),
      any('bedrock-agentcore:StartCodeInterpreterSession'),
      any('bedrock-agentcore:InvokeCodeInterpreter'),
    ],
    gives: 'run code of its own with any role that Bedrock AgentCore may take',
  },
];

/** What a set is called in options and documentation: its actions with `+` between them, of alternatives the first. */
export const nameOf = ({ needs }: Escalation): string =>
  [...new Set(needs.map(({ actions }) => actions[0] ?? ''))].join('+');
