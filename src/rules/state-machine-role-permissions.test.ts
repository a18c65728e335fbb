import { describe, expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import { plan, ref } from '../../test/support/plan.js';
import rule from './state-machine-role-permissions.js';

const undecided = { undecided: true };
const task = (resource: string, more = '') => `{ Type: Task, Resource: ${resource}${more}, End: true }`;

/** A state machine with one state, and what its role has. */
const sam = (state: string, policies = '[]', more = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Policies: ${policies}
      Definition: { StartAt: Only, States: { Only: ${state} } }
${more}`;
const allow = (actions: string, resource = "'*'") =>
  `[{ Statement: [{ Effect: Allow, Action: [${actions}], Resource: ${resource} }] }]`;

const save = 'arn:aws:states:::dynamodb:putItem';

test('what its states call is allowed', () => {
  expect(lint(rule, sam(task(save), allow('dynamodb:PutItem')), undecided)).toBe('');
  expect(lint(rule, sam(task(save), '[DynamoDBWritePolicy: { TableName: orders }]'), undecided)).toBe('');
  expect(lint(rule, sam('{ Type: Succeed }'), undecided)).toBe('');
});

test('what its states call is not allowed', () => {
  expect(lint(rule, sam(task(save), allow('dynamodb:GetItem')))).toMatchInlineSnapshot(`
    "8:76 error Flow calls dynamodb:putItem in its state "Only", but the role that SAM makes for Flow does not allow dynamodb:PutItem, so each execution that comes there fails [state-machine-role-permissions]
              Definition: { StartAt: Only, States: { Only: { Type: Task, Resource: arn:aws:states:::dynamodb:putItem, End: true } } }
                                                                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needs dynamodb:PutItem
      help: under Policies, allow dynamodb:PutItem
      4:3 its role"
  `);
});

test('what its states call is denied', () => {
  const policies = `[{ Statement: [{ Effect: Allow, Action: 'dynamodb:*', Resource: '*' }, { Effect: Deny, Action: 'dynamodb:Put*', Resource: '*' }] }]`;
  expect(lint(rule, sam(task(save), policies))).toMatchInlineSnapshot(`
    "8:76 error Flow calls dynamodb:putItem in its state "Only", but the role that SAM makes for Flow denies dynamodb:PutItem, so each execution that comes there fails [state-machine-role-permissions]
              Definition: { StartAt: Only, States: { Only: { Type: Task, Resource: arn:aws:states:::dynamodb:putItem, End: true } } }
                                                                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needs dynamodb:PutItem
      help: take dynamodb:PutItem out of what the role that SAM makes for Flow denies
      4:3 its role"
  `);
});

test('several states that need the same', () => {
  const states = `{ Type: Parallel, End: true, Branches: [{ StartAt: A, States: { A: ${task(save)} } }, { StartAt: B, States: { B: ${task(save)} } }] }`;
  expect(lint(rule, sam(states))).toMatchInlineSnapshot(`
    "8:143 error Flow calls dynamodb:putItem in its state "A", but the role that SAM makes for Flow does not allow dynamodb:PutItem, so each execution that comes there fails [state-machine-role-permissions]
              Definition: { StartAt: Only, States: { Only: { Type: Parallel, End: true, Branches: [{ StartAt: A, States: { A: { Type: Task, Resource: arn:aws:states:::dynamodb:putItem, End: true } } }, { StartAt: B, States: { B: { Type: Task, Resource: arn:aws:states:::dynamodb:putItem, End: true } } }] } } }
                                                                                                                                                      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needs dynamodb:PutItem
      help: under Policies, allow dynamodb:PutItem
      4:3 its role
      8:246 needs it, too"
  `);
});

describe('a function', () => {
  const functions = ['Pay', 'Ship']
    .map(
      (id) =>
        `  ${id}: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: . } }`,
    )
    .join('\n');
  const invoke = (name: string) => task('arn:aws:states:::lambda:invoke', `, Parameters: { FunctionName: ${name} }`);
  const pay = '[LambdaInvokePolicy: { FunctionName: !Ref Pay }]';

  test.each([
    ['by its ARN', task('!GetAtt Pay.Arn')],
    ['by an alias of it', task("!Sub '${Pay.Arn}:live'")],
    ['by the integration', invoke('!GetAtt Pay.Arn')],
    ['by its name', invoke('!Ref Pay')],
  ])('that is allowed, %s', (_, state) => {
    expect(lint(rule, sam(state, pay, functions), undecided)).toBe('');
    expect(lint(rule, sam(state, allow('lambda:InvokeFunction'), functions), undecided)).toBe('');
  });

  test.each([
    ['behind its ARN', "!Sub '${Pay.Arn}:live'", ''],
    ['as a qualifier', '!Ref Pay', ', Qualifier: live'],
    ['as a qualifier of the input', '!Ref Pay', ', Qualifier.$: $.alias'],
    ['by itself', '!Ref Live', ''],
  ])('of which an alias is called and allowed, %s', (_, name, qualifier) => {
    const alias = `  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Pay, FunctionVersion: '1', Name: live } }`;
    const state = task('arn:aws:states:::lambda:invoke', `, Parameters: { FunctionName: ${name}${qualifier} }`);
    const more = `${functions}\n${alias}`;
    expect(lint(rule, sam(state, allow('lambda:InvokeFunction', '!Ref Live'), more))).toBe('');
    // The ARN of an alias does not let in who calls the function without it.
    const plain = task('arn:aws:states:::lambda:invoke', ', Parameters: { FunctionName: !GetAtt Pay.Arn }');
    expect(lint(rule, sam(plain, allow('lambda:InvokeFunction', '!Ref Live'), more))).toContain('on Pay');
  });

  test('of which an alias is called as the resource of a state', () => {
    const alias = `  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Pay, FunctionVersion: '1', Name: live } }`;
    expect(
      lint(rule, sam(task('!Ref Live'), allow('lambda:InvokeFunction'), `${functions}\n${alias}`), undecided),
    ).toBe('');
    expect(lint(rule, sam(task('!Ref Live'), '[]', `${functions}\n${alias}`))).toContain(
      'Flow calls Live in its state "Only", but the role that SAM makes for Flow does not allow lambda:InvokeFunction, so',
    );
  });

  test('another one than those that are allowed', () => {
    expect(lint(rule, sam(invoke('!GetAtt Ship.Arn'), pay, functions))).toMatchInlineSnapshot(`
      "8:76 error Flow calls lambda:invoke in its state "Only", but the role that SAM makes for Flow does not allow lambda:InvokeFunction on Ship, so each execution that comes there fails [state-machine-role-permissions]
                Definition: { StartAt: Only, States: { Only: { Type: Task, Resource: arn:aws:states:::lambda:invoke, Parameters: { FunctionName: !GetAtt Ship.Arn }, End: true } } }
                                                                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needs lambda:InvokeFunction
        help: under Policies, allow lambda:InvokeFunction on Ship
        4:3 its role"
    `);
    expect(lint(rule, sam(task('!GetAtt Ship.Arn'), pay, functions))).toContain('lambda:InvokeFunction on Ship');
  });

  test('of which only the action is known', () => {
    const state = task('arn:aws:lambda:eu-west-1:111122223333:function:pay');
    expect(lint(rule, sam(state, pay, functions), undecided)).toBe('');
    expect(lint(rule, sam(state))).toContain(
      'calls arn:aws:lambda:eu-west-1:111122223333:function:pay in its state "Only"',
    );
  });

  test('that lets somebody in by itself', () => {
    const permission = `  Permission: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Ship, Action: lambda:InvokeFunction, Principal: !GetAtt FlowRole.Arn } }`;
    expect(
      lint(rule, sam(task('!GetAtt Ship.Arn'), '[]', `${functions}\n${permission}`), undecided),
    ).toMatchInlineSnapshot(`"11:3 undecided Flow: Permission may allow it by itself"`);
  });
});

describe('what is sent, published or started', () => {
  const made = `
  Jobs: { Type: AWS::SQS::Queue }
  Others: { Type: AWS::SQS::Queue }
  News: { Type: AWS::SNS::Topic }
  Child: { Type: AWS::StepFunctions::StateMachine }
`.slice(1);
  const send = task('arn:aws:states:::sqs:sendMessage', ', Parameters: { QueueUrl: !Ref Jobs }');
  const publish = task('arn:aws:states:::aws-sdk:sns:publish', ', Parameters: { TopicArn: !Ref News }');
  const start = (child: string) =>
    task('arn:aws:states:::states:startExecution', `, Parameters: { StateMachineArn: ${child} }`);

  test.each([
    ['a queue', send, allow('sqs:SendMessage', '!GetAtt Jobs.Arn')],
    ['a queue by its policy template', send, '[SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName }]'],
    ['a topic', publish, allow('sns:Publish', '!Ref News')],
    ['a state machine', start('!Ref Child'), allow('states:StartExecution', '!Ref Child')],
    ['a version of one', start("!Sub '${Child}:1'"), allow('states:StartExecution', "!Sub '${Child}:*'")],
  ])('%s that is allowed', (_, state, policies) => {
    expect(lint(rule, sam(state, policies, made), undecided)).toBe('');
  });

  test('another one than those that are allowed', () => {
    expect(lint(rule, sam(send, allow('sqs:SendMessage', '!GetAtt Others.Arn'), made))).toMatchInlineSnapshot(`
      "8:76 error Flow calls sqs:sendMessage in its state "Only", but the role that SAM makes for Flow does not allow sqs:SendMessage on Jobs, so each execution that comes there fails [state-machine-role-permissions]
                Definition: { StartAt: Only, States: { Only: { Type: Task, Resource: arn:aws:states:::sqs:sendMessage, Parameters: { QueueUrl: !Ref Jobs }, End: true } } }
                                                                                     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needs sqs:SendMessage
        help: under Policies, allow sqs:SendMessage on Jobs
        4:3 its role"
    `);
    expect(lint(rule, sam(start('!Ref Child'), allow('states:StartExecution', "!Sub '${Jobs.Arn}'"), made))).toContain(
      'does not allow states:StartExecution on Child',
    );
  });

  test('a queue that lets it in by itself', () => {
    const policy = `${made}  Policy: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Jobs], PolicyDocument: { Statement: { Effect: Allow, Principal: { AWS: !GetAtt FlowRole.Arn }, Action: sqs:SendMessage, Resource: '*' } } } }
`;
    expect(lint(rule, sam(send, '[]', policy), undecided)).toMatchInlineSnapshot(
      `"13:3 undecided Flow: the policy of Jobs may allow it by itself"`,
    );
  });
});

test('calls of the SDK', () => {
  const query = task('arn:aws:states:::aws-sdk:dynamodb:query');
  expect(lint(rule, sam(query, allow('dynamodb:Query')), undecided)).toBe('');
  expect(lint(rule, sam(query))).toContain('calls aws-sdk:dynamodb:query in its state "Only"');
  expect(lint(rule, sam(task('arn:aws:states:::aws-sdk:s3:listObjectsV2')))).toContain('does not allow s3:ListBucket');
  expect(lint(rule, sam(task('arn:aws:states:::aws-sdk:textract:analyzeDocument')), undecided)).toMatchInlineSnapshot(
    `"8:76 undecided Flow: what aws-sdk:textract:analyzeDocument needs is not known"`,
  );
});

test('an activity, whose workers come by themselves', () => {
  const activity = `  Manual: { Type: AWS::StepFunctions::Activity, Properties: { Name: manual } }`;
  expect(lint(rule, sam(task('!Ref Manual'), '[]', activity), undecided)).toBe('');
  expect(lint(rule, sam(task('arn:aws:states:eu-west-1:111122223333:activity:manual')), undecided)).toBe('');
});

test('what waits makes a rule', () => {
  const child = task('arn:aws:states:::states:startExecution.sync:2');
  expect(lint(rule, sam(child, allow('states:StartExecution')))).toMatchInlineSnapshot(`
    "8:76 error Flow waits for states:startExecution in its state "Only", but the role that SAM makes for Flow does not allow events:PutRule, events:PutTargets and events:DescribeRule, so the deployment fails [state-machine-role-permissions]
              Definition: { StartAt: Only, States: { Only: { Type: Task, Resource: arn:aws:states:::states:startExecution.sync:2, End: true } } }
                                                                                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needs events:PutRule, events:PutTargets and events:DescribeRule
      help: under Policies, allow events:PutRule, events:PutTargets and events:DescribeRule
      4:3 its role"
  `);
  const rules = allow('states:StartExecution, events:PutRule, events:PutTargets, events:DescribeRule');
  expect(lint(rule, sam(child, rules), undecided)).toBe('');
  expect(
    lint(rule, sam(task('arn:aws:states:::states:startExecution'), allow('states:StartExecution')), undecided),
  ).toBe('');
  expect(
    lint(rule, sam(task('arn:aws:states:::sqs:sendMessage.waitForTaskToken'), allow('sqs:SendMessage')), undecided),
  ).toBe('');
});

test('logs', () => {
  const logs = (level: string, policies: string) =>
    sam('{ Type: Succeed }', policies).replace(
      '      Definition',
      `      Logging: { Level: ${level} }\n      Definition`,
    );
  expect(lint(rule, logs('ERROR', allow('logs:PutLogEvents')))).toMatchInlineSnapshot(`
    "8:25 error Flow logs its executions, but the role that SAM makes for Flow does not allow logs:CreateLogDelivery, so the deployment fails [state-machine-role-permissions]
              Logging: { Level: ERROR }
                                ~~~~~ needs logs:CreateLogDelivery
      help: under Policies, allow logs:CreateLogDelivery, logs:GetLogDelivery, logs:UpdateLogDelivery, logs:DeleteLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, logs:DescribeResourcePolicies, logs:DescribeLogGroups
      4:3 its role"
  `);
  expect(lint(rule, logs('ERROR', '[CloudWatchLogsFullAccess]'), undecided)).toBe('');
  expect(lint(rule, logs('OFF', '[]'), undecided)).toBe('');
});

test('a map whose items are executions', () => {
  const map = (mode: string) =>
    `{ Type: Map, End: true, ItemReader: { Resource: arn:aws:states:::s3:getObject }, ItemProcessor: { ProcessorConfig: { Mode: ${mode} }, StartAt: Each, States: { Each: ${task(save)} } } }`;
  const others = 'dynamodb:PutItem, s3:GetObject';
  expect(lint(rule, sam(map('INLINE'), allow(others)), undecided)).toBe('');
  expect(lint(rule, sam(map('DISTRIBUTED'), allow(others)))).toContain(
    'Flow runs the items of a map as executions, but the role that SAM makes for Flow does not allow states:StartExecution',
  );
  expect(lint(rule, sam(map('INLINE')))).toContain('calls s3:getObject in its state "Only"');
});

describe('a definition in a file', () => {
  const text = (substitutions = '') => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties: { DefinitionUri: flow.asl.json${substitutions} }
  Ship: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: . } }
`;
  const flow = (state: unknown) => ({ 'flow.asl.json': JSON.stringify({ StartAt: 'A', States: { A: state } }) });

  test('is read where it lies', () => {
    const files = flow({ Type: 'Task', Resource: save, End: true });
    expect(lint(rule, text(), { files })).toMatchInlineSnapshot(`
      "flow.asl.json:1:56 error Flow calls dynamodb:putItem in its state "A", but the role that SAM makes for Flow does not allow dynamodb:PutItem, so each execution that comes there fails [state-machine-role-permissions]
          {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::dynamodb:putItem","End":true}}}
                                                                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ needs dynamodb:PutItem
        help: under Policies, allow dynamodb:PutItem
        4:3 its role"
    `);
    expect(lint(rule, text(), { files: { 'flow.asl.json': `StartAt: A\nStates: { A: ${task(save)} }` } })).toContain(
      'dynamodb:PutItem',
    );
  });

  test('is filled in', () => {
    const files = flow({ Type: 'Task', Resource: '${ShipArn}', End: true });
    expect(lint(rule, text(', DefinitionSubstitutions: { ShipArn: !GetAtt Ship.Arn }'), { files })).toContain(
      'calls Ship in its state "A"',
    );
    expect(lint(rule, text(), { files, undecided: true })).toMatchInlineSnapshot(
      `"flow.asl.json:1:56 undecided Flow: what its state "A" calls is known only at deployment"`,
    );
  });

  test('that is not there, lies elsewhere, or becomes JSON only when it is filled in', () => {
    expect(lint(rule, text(), undecided)).toMatchInlineSnapshot(
      `"6:34 undecided Flow: DefinitionUri flow.asl.json, which is not there"`,
    );
    expect(lint(rule, text().replace('flow.asl.json', 's3://bucket/flow.asl.json'), undecided)).toContain(
      'is not read',
    );
    expect(lint(rule, text(), { files: { 'flow.asl.json': '{ "TimeoutSeconds": ${T} }' }, undecided: true })).toContain(
      'DefinitionUri flow.asl.json, which cannot be read',
    );
  });
});

describe('CloudFormation', () => {
  const flow = (definition: string, role = '!GetAtt Role.Arn', more = '') => `${more}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Principal: { Service: states.amazonaws.com }, Action: sts:AssumeRole } }
  Flow: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: ${role}, ${definition} } }
`;
  const states = `StartAt: A, States: { A: ${task(save)} }`;

  test('as text, and as a tree', () => {
    const json = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: '${R}', End: true } } });
    expect(lint(rule, flow(`DefinitionString: !Sub ['${json}', { R: '${save}' }]`))).toContain('dynamodb:PutItem');
    expect(lint(rule, flow(`Definition: { ${states} }`))).toContain('its role Role does not allow dynamodb:PutItem');
    expect(lint(rule, flow("DefinitionString: '{'"), undecided)).toContain('no JSON that can be read');
  });

  test('where a condition decides', () => {
    const parameters = 'Parameters: { Stage: { Type: String } }\nConditions: { Prod: !Equals [!Ref Stage, prod] }';
    const either = `Definition: !If [Prod, { ${states} }, { StartAt: A, States: { A: { Type: Succeed } } }]`;
    expect(lint(rule, flow(either, '!GetAtt Role.Arn', parameters))).toContain('when Prod is true');
  });

  describe('a policy beside the role', () => {
    const named = (name: string, roles: string) =>
      flow(`Definition: { ${states} }`).replace('Properties:', `Properties:\n      RoleName: !Sub '${name}'`) +
      `  Policy: { Type: AWS::IAM::Policy, Properties: { PolicyName: p, Roles: ${roles}, PolicyDocument: { Statement: { Effect: Allow, Action: dynamodb:PutItem, Resource: '*' } } } }\n`;

    test('that spells the name of the role as it is put together', () => {
      expect(lint(rule, named('${AWS::StackName}-flow', "[!Sub '${AWS::StackName}-flow']"), undecided)).toBe('');
      expect(lint(rule, named('${AWS::StackName}-flow', "[!Sub '${AWS::StackName}-other']"))).toContain('dynamodb:Put');
    });

    test('that a stack attaches which is not read', () => {
      const stack = (given: string) =>
        `${flow(`Definition: { ${states} }`)}  Stack: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://s3.amazonaws.com/b/k, Parameters: { Role: ${given} } } }\n`;
      expect(lint(rule, stack('!Ref Role'), undecided)).toMatchInlineSnapshot(
        `"8:3 undecided Flow: what Stack attaches to Role is not read"`,
      );
      // It acts with the role.
      expect(lint(rule, stack('!GetAtt Role.Arn'))).toContain('dynamodb:PutItem');
    });
  });

  test('a role that is made elsewhere, and a state that acts with another', () => {
    const elsewhere = 'arn:aws:iam::111122223333:role/flow';
    expect(lint(rule, flow(`Definition: { ${states} }`, elsewhere), undecided)).toMatchInlineSnapshot(
      `"7:74 undecided Flow: what arn:aws:iam::111122223333:role/flow allows is known only outside this template"`,
    );
    const other = `StartAt: A, States: { A: ${task(save, ', Credentials: { RoleArn: !Ref AWS::StackId }')} }`;
    expect(lint(rule, flow(`Definition: { ${other} }`), undecided)).toContain('A acts with another role');
  });
});

test('a plan', () => {
  const trust = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  const definition = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: save, End: true } } });
  const text = plan({
    'aws_iam_role.r': { assume_role_policy: trust },
    'aws_sfn_state_machine.flow': { role_arn: ref('aws_iam_role.r.arn'), definition },
  });
  expect(lint(rule, text)).toContain('its role aws_iam_role.r does not allow dynamodb:PutItem');
});
