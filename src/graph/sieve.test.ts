import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import asyncFailure from '../rules/function-async-failure.js';

/** What is said of a function whose failed calls nobody keeps: the triggers that lead to it. */
const found = (text: string, setup: Parameters<typeof lint>[2] = {}): string =>
  lint(asyncFailure, text, { undecided: true, ...setup });

const rule = (arn: string): string =>
  `{ Type: AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: t, Arn: ${arn} }] } }`;
const fn = (name = ''): string =>
  `{ Type: AWS::Lambda::Function, Properties: { Handler: a.b, Runtime: nodejs22.x${name} } }`;

const sub = (name: string): string => `!Sub "arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}"`;
const from = (text: string, setup?: Parameters<typeof lint>[2]): string | undefined =>
  /event from (.*) is lost/.exec(found(text, setup))?.[1];

test('a resource is referred to by an output of the stack that it is in', () => {
  const child = `Resources:\n  Fn: ${fn()}\nOutputs: { Arn: { Value: !GetAtt Fn.Arn } }\n`;
  const text = `Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
  Daily: ${rule('!GetAtt Child.Outputs.Arn')}
`;
  expect(from(text, { files: { 'child.yaml': child } })).toBe('Daily');
});

test('an alias is referred to by the name that SAM has for it', () => {
  const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, InlineCode: x, AutoPublishAlias: live } }
  Daily: ${rule('!Ref Fn.Alias')}
`;
  expect(from(text)).toBe('Daily through the alias live');
});

test.each([
  ['orders', 'orders', 'Early and Late'],
  ['!Sub "${AWS::StackName}-orders"', '${AWS::StackName}-orders', 'Early and Late'],
  ['!Ref AWS::StackName', '${AWS::StackName}', 'Early and Late'],
  ['!Sub "${AWS::StackName}${AWS::Region}"', '${AWS::StackName}${AWS::Region}', 'Early and Late'],
  ['!Ref Given', 'given', 'Early and Late'],
  ['!Ref Given', '${Given}', 'Early and Late'],
  ['!Ref Free', 'free', 'Early and Late'],
  ['!Sub "${Given}-orders"', 'given-orders', 'Early and Late'],
  ['given-orders', '${Given}-orders', 'Early and Late'],
  ['!Sub "${Free}-orders"', 'free-orders', 'Early and Late'],
  ['free-orders', '${Free}-orders', 'Early and Late'],
  ['!Sub "${Free}-${Given}"', 'free-given', 'Early and Late'],
  ['!Sub "${Free}-orders"', 'given-orders', 'Late'],
  ['!Sub "${AWS::Region}-${Free}"', 'free', 'Late'],
  ['!Ref AWS::StackName', '${AWS::Region}', 'Late'],
  ['!Ref AWS::StackName', 'orders', 'Late'],
])('the name %s and the ARN of %s: triggers are %s, in the order of the template', (name, named, expected) => {
  const text = `Parameters: { Given: { Type: String }, Free: { Type: String, Default: free } }
Resources:
  Fn: ${fn(`, FunctionName: ${name}`)}
  Early: ${rule(sub(named))}
  Late: ${rule('!GetAtt Fn.Arn')}
`;
  expect(from(text, { parameters: { Given: 'given' } })).toBe(expected);
});

test('settings count for a function that has the name of its stack', () => {
  const text = (name: string): string => `Resources:
  Fn: ${fn(', FunctionName: !Ref AWS::StackName')}
  Daily: ${rule('!GetAtt Fn.Arn')}
  Failed: { Type: AWS::SQS::Queue }
  Settings:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: ${name}
      Qualifier: $LATEST
      DestinationConfig: { OnFailure: { Destination: !GetAtt Failed.Arn } }
`;
  expect(found(text('!Ref AWS::StackName'))).toBe('');
  expect(from(text('!Sub "${AWS::StackName}-other"'))).toBe('Daily');
});

test('a name that a permitted value of a parameter makes is met where that is the value', () => {
  const text = `Parameters: { Stage: { Type: String, AllowedValues: [dev, prod] } }
Resources:
  Fn: ${fn(', FunctionName: !Sub "${Stage}-orders"')}
  Daily: ${rule(sub('prod-orders'))}
`;
  expect(found(text)).toMatchInlineSnapshot(`
    "3:3 warning Fn has neither a failure destination nor a dead-letter queue, so an event from Daily is lost if it fails [function-async-failure]
          Fn: { Type: AWS::Lambda::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, FunctionName: !Sub "\${Stage}-orders" } }
          ~~ nowhere for events that fail
      help: set DestinationConfig.OnFailure.Destination of an event invoke config, or DeadLetterConfig.TargetArn
      4:3 invokes it asynchronously
      when Stage is prod"
  `);
});
