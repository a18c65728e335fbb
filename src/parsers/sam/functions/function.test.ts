import { describe, expect, test } from 'vitest';
import { printProblems, resourceOf, sourceOf, templateOf } from '../../../../test/support/parse.js';
import { printCondition, printNode } from '../../../../test/support/print-node.js';
import { get, type Node } from '../../../template/node.js';
import type { Template } from '../../../template/template.js';

const sam = (resources: string, more = ''): Template =>
  templateOf(`Transform: AWS::Serverless-2016-10-31
Parameters:
  Name: { Type: String, Default: live }
Conditions:
  IsProd: !Equals [!Ref Name, prod]
${more}
Resources:
${resources}`);

const fn = (properties: string, more = ''): Template =>
  sam(
    `  Fn:
    Type: AWS::Serverless::Function
    Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: ./src, ${properties} }`,
    more,
  );

const at = (template: Template, address: string, ...path: readonly string[]): Node | undefined => {
  let node: Node | undefined = resourceOf(template, address).properties;
  for (const key of path) {
    node =
      node?.is === 'map' ? node.entries.get(key)?.value : node?.is === 'list' ? node.items[Number(key)] : undefined;
  }
  return node;
};
const show = (template: Template, address: string, ...path: readonly string[]): string =>
  printNode(at(template, address, ...path));
const ids = (template: Template): string => template.resources.map(({ address }) => address).join(' ');

describe('a function', () => {
  test('keeps its id and says where it comes from', () => {
    const { type, origin } = resourceOf(fn('Timeout: 3'), 'Fn');
    expect([type, origin]).toEqual(['AWS::Lambda::Function', { address: 'Fn', type: 'AWS::Serverless::Function' }]);
  });

  test('is followed by its role, which stands at the id of the function', () => {
    const template = fn('Timeout: 3');
    const role = resourceOf(template, 'FnRole');
    expect(ids(template)).toBe('Fn FnRole');
    expect(sourceOf(role)).toBe('Fn');
    expect(role.origin?.label).toBe('the role that SAM makes for Fn');
    expect(show(template, 'Fn', 'Role')).toBe('@FnRole.Arn');
  });

  test('has its properties under CloudFormation’s names and in the user’s words', () => {
    const template = fn('Tracing: Active, DeadLetterQueue: { Type: SQS, TargetArn: arn:q }');
    const mode = at(template, 'Fn', 'TracingConfig', 'Mode');
    const target = at(template, 'Fn', 'DeadLetterConfig', 'TargetArn');
    expect([mode?.word, target?.word]).toEqual(['Tracing', 'DeadLetterQueue.TargetArn']);
    expect(mode && sourceOf(mode)).toBe('Active');
    expect(show(template, 'FnRole', 'Policies', '0', 'PolicyName')).toBe('"DeadLetterQueuePolicy"');
  });

  test('without tracing after all has no policy for it', () => {
    const template = fn('Tracing: Disabled');
    expect(show(template, 'Fn', 'TracingConfig')).toBe('absent');
    expect(show(template, 'FnRole', 'ManagedPolicyArns')).toBe(
      '["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]',
    );
  });

  test('needs a handler and a runtime, unless it is an image', () => {
    const bare = sam('  Fn: { Type: AWS::Serverless::Function, Properties: { CodeUri: . } }');
    expect(printProblems(bare)).toMatchInlineSnapshot(`
      "template.yaml:8:3 Fn is deployed as a zip archive and has no Handler | Add Handler
      template.yaml:8:3 Fn is deployed as a zip archive and has no Runtime | Add Runtime"
    `);
    const named = sam('  Fn: { Type: AWS::Serverless::Function, Properties: { CodeUri: ., PackageType: Zip } }');
    expect(printProblems(named)).toBe(printProblems(bare));
    for (const kind of ['Image, ImageUri: i, Handler: !Ref AWS::NoValue', '!Ref Kind, ImageUri: i, Handler: a.b']) {
      const allowed = sam(`  Fn: { Type: AWS::Serverless::Function, Properties: { PackageType: ${kind} } }`);
      expect(printProblems(allowed)).toBe('');
    }
    const image = sam(
      '  Fn: { Type: AWS::Serverless::Function, Properties: { PackageType: Image, ImageUri: i, Layers: [l] } }',
    );
    expect(printProblems(image)).toMatchInlineSnapshot(
      `"template.yaml:8:89 Fn is deployed as an image, for which Layers cannot be set | Remove Layers, or name it in IgnoreGlobals where it comes from Globals"`,
    );
  });
});

describe('Globals', () => {
  const globals = 'Globals: { Function: { Layers: [a], Timeout: 3, PermissionsBoundary: arn:b } }';

  test('join lists, and every item keeps its place', () => {
    const template = fn('Layers: [b], Timeout: 9', globals);
    expect(show(template, 'Fn', 'Layers')).toBe('["a", "b"]');
    expect(show(template, 'Fn', 'Timeout')).toBe('9');
    const first = at(template, 'Fn', 'Layers', '0');
    expect(first?.at.start).toBe(template.file.text.indexOf('[a]') + 1);
  });

  test('are taken back by AWS::NoValue, and are ignored where asked to be', () => {
    expect(show(fn('PermissionsBoundary: !Ref AWS::NoValue', globals), 'FnRole', 'PermissionsBoundary')).toBe('absent');
    const spared = sam(
      `  Fn:
    Type: AWS::Serverless::Function
    IgnoreGlobals: [Layers]
    Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: . }`,
      globals,
    );
    expect([show(spared, 'Fn', 'Layers'), show(spared, 'Fn', 'Timeout')]).toEqual(['absent', '3']);
  });

  test('that SAM does not know are reported', () => {
    const template = fn('Timeout: 1', 'Globals: { Function: { Policies: [x] }, Connector: {} }');
    expect(template.problems.map(({ message }) => message)).toEqual([
      'Globals.Function cannot set Policies',
      'Globals has no section Connector',
    ]);
  });
});

describe('the role', () => {
  test('is not made where one is given, even an empty one', () => {
    for (const role of ['arn:r', '!Ref Name', '!Ref AWS::NoValue', '""']) {
      expect(ids(fn(`Role: ${role}, Policies: [x]`)), role).toBe('Fn');
    }
  });

  test('is made under the condition that leaves it out', () => {
    const otherwise = fn('Role: !If [IsProd, arn:r, !Ref AWS::NoValue]');
    expect(printCondition(resourceOf(otherwise, 'FnRole').condition)).toBe('not(IsProd)');
    expect(show(otherwise, 'Fn', 'Role')).toBe('if(IsProd, "arn:r", @FnRole.Arn)');
  });

  test('has managed policies by name, by ARN and by reference, each once', () => {
    const template = fn(
      'Policies: [AWSLambdaRole, AWSLambdaBasicExecutionRole, arn:own, !Ref Name], VpcConfig: { SubnetIds: [s] }',
    );
    expect(show(template, 'FnRole', 'ManagedPolicyArns')).toBe(
      '["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", ' +
        '"arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole", ' +
        '"arn:aws:iam::aws:policy/service-role/AWSLambdaRole", "arn:own", $Name]',
    );
  });

  test('has what a policy template grants, at the name of the template', () => {
    const template = fn('Policies: [{ SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName } }]');
    expect(show(template, 'FnRole', 'Policies')).toMatchInlineSnapshot(
      `"[{PolicyName: "FnRolePolicy0", PolicyDocument: {Statement: [{Effect: "Allow", Action: ["sqs:SendMessage*"], Resource: text("arn:" $AWS::Partition ":sqs:" $AWS::Region ":" $AWS::AccountId ":" @Jobs.QueueName)}]}}]"`,
    );
    const statement = at(template, 'FnRole', 'Policies', '0', 'PolicyDocument', 'Statement', '0');
    expect(statement && sourceOf(statement)).toBe('SQSSendMessagePolicy');
  });

  test('has once what two events ask of it', () => {
    const event = (name: string, to: string): string =>
      `${name}: { Type: Kinesis, Properties: { Stream: arn:s, StartingPosition: LATEST, DestinationConfig: { OnFailure: { Type: SQS, Destination: ${to} } } } }`;
    const names = (...to: readonly string[]): string => {
      const events = to.map((each, index) => event(`E${String(index)}`, each)).join(', ');
      const policies = at(fn(`Events: { ${events} }`), 'FnRole', 'Policies');
      return policies?.is === 'list' ? policies.items.map((policy) => printNode(get(policy, 'PolicyName'))).join() : '';
    };
    expect(names('arn:q', 'arn:q')).toBe('"FnE0SQSPolicy"');
    expect(names('arn:q', 'arn:p')).toBe('"FnE0SQSPolicy","FnE1SQSPolicy"');
  });

  test('shares the statements of the user', () => {
    const template = fn('Policies: { Statement: [{ Effect: Allow, Action: s3:*, Resource: "*" }] }');
    const action = at(template, 'FnRole', 'Policies', '0', 'PolicyDocument', 'Statement', '0', 'Action');
    expect(action && sourceOf(action)).toBe('s3:*');
  });

  test('keeps a choice between policies', () => {
    const template = fn(
      'Policies: [!If [IsProd, { VPCAccessPolicy: {} }, !Ref AWS::NoValue], !If [IsProd, AWSLambdaRole, x]]',
    );
    expect(show(template, 'FnRole', 'Policies', '0')).toMatch(
      /^if\(IsProd, \{PolicyName: "FnRolePolicy0", .*, nothing\)$/,
    );
    expect(show(template, 'FnRole', 'ManagedPolicyArns', '1')).toBe(
      'if(IsProd, "arn:aws:iam::aws:policy/service-role/AWSLambdaRole", "x")',
    );
  });

  test('leaves out what SAM refuses, and says so', () => {
    const template = fn('Policies: [{ NoSuchPolicy: {} }, { Effect: Allow, Action: x }, { SQSPollerPolicy: {} }, 7]');
    expect(show(template, 'FnRole', 'Policies')).toBe('absent');
    expect(template.problems.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "SAM has no policy template NoSuchPolicy",
        "An entry of Policies has to be the name or ARN of a managed policy, a policy template or a document with Statement",
        "Policy template SQSPollerPolicy needs parameter QueueName",
        "An entry of Policies has to be the name or ARN of a managed policy, a policy template or a document with Statement",
      ]
    `);
  });
});

describe('what belongs to a function', () => {
  test('a public URL has two permissions, one behind a parameter has none', () => {
    expect(ids(fn('FunctionUrlConfig: { AuthType: NONE }'))).toBe(
      'Fn FnUrl FnUrlPublicPermissions FnURLInvokeAllowPublicAccess FnRole',
    );
    expect(ids(fn('FunctionUrlConfig: { AuthType: !Ref Name }'))).toBe('Fn FnUrl FnRole');
    expect(sourceOf(resourceOf(fn('FunctionUrlConfig: { AuthType: NONE }'), 'FnUrlPublicPermissions'))).toBe(
      'FunctionUrlConfig',
    );
  });

  test('an alias is what everything else is aimed at', () => {
    const template = fn('AutoPublishAlias: !Ref Name, FunctionUrlConfig: { AuthType: AWS_IAM }');
    expect(ids(template)).toBe('Fn FnVersion FnAliaslive FnUrl FnRole');
    expect(show(template, 'FnUrl', 'TargetFunctionArn')).toBe('@FnAliaslive');
    expect([...template.aliases]).toEqual([
      ['Fn.Alias', 'FnAliaslive'],
      ['Fn.Version', 'FnVersion'],
    ]);
  });

  test('a queue is made for what happens to asynchronous calls, as far as none is named', () => {
    const config =
      'EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS, Destination: !If [IsProd, arn:q, !Ref AWS::NoValue] } } }';
    const template = fn(config);
    expect(ids(template)).toBe('Fn FnEventInvokeConfigOnFailureQueue FnEventInvokeConfig FnRole');
    expect(printCondition(resourceOf(template, 'FnEventInvokeConfigOnFailureQueue').condition)).toBe('not(IsProd)');
    expect(show(template, 'FnEventInvokeConfig', 'DestinationConfig')).toBe(
      '{OnFailure: {Destination: if(IsProd, "arn:q", @FnEventInvokeConfigOnFailureQueue.Arn)}}',
    );
  });

  test('gradual deployment shares one application and one role', () => {
    const template = fn('AutoPublishAlias: a, DeploymentPreference: { Type: AllAtOnce }');
    expect(ids(template)).toBe(
      'Fn FnVersion FnAliasa ServerlessDeploymentApplication CodeDeployServiceRole FnDeploymentGroup FnRole',
    );
    expect(show(template, 'FnDeploymentGroup', 'DeploymentConfigName')).toBe('"CodeDeployDefault.LambdaAllAtOnce"');
  });

  test('everything inherits the condition', () => {
    const template = sam(`  Fn:
    Type: AWS::Serverless::Function
    Condition: IsProd
    DeletionPolicy: Retain
    Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: ., FunctionUrlConfig: { AuthType: NONE } }`);
    expect(template.resources.map(({ condition }) => printCondition(condition))).toEqual(Array(5).fill('IsProd'));
    expect(template.resources.every(({ attributes }) => attributes.has('DeletionPolicy'))).toBe(true);
  });

  test('an id that the user has already is reported', () => {
    const template = sam(`  FnRole: { Type: AWS::IAM::Role }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: . } }`);
    expect(template.problems.map(({ message }) => message)).toEqual([
      'FnRole is also the id of the role that SAM makes for Fn',
    ]);
  });
});
