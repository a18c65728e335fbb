import { expect, test } from 'vitest';
import rule from './function-layer-allowed-sources.js';
import { lint } from '../../test/support/lint.js';

/** A CloudFormation template with one function that has some properties. */
const template = (properties: string, rest = '') => `
${rest}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${properties}
`;

/** A SAM template with one function that has some properties. */
const sam = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
${rest}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      ${properties}
`;

const options = { allowedAccounts: ['111111111111', 'self'] };
const layers = (...arns: string[]) => template(`Layers: [${arns.map((arn) => `!Sub "${arn}"`).join(', ')}]`);
const datadog = 'arn:aws:lambda:${AWS::Region}:464622532012:layer:Datadog-Python313:110';

test('a layer of an account that nobody has approved is found', () => {
  expect(lint(rule, layers(datadog), { options })).toMatchInlineSnapshot(`
    "8:21 warning Worker attaches the layer arn:aws:lambda:\${AWS::Region}:464622532012:layer:Datadog-Python313:110 of account 464622532012, which is not an approved source: its code runs with the role of Worker [function-layer-allowed-sources]
              Layers: [!Sub "arn:aws:lambda:\${AWS::Region}:464622532012:layer:Datadog-Python313:110"]
                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not an approved source
      help: take it out, or attach one of account 111111111111 or one of this account instead"
  `);
});

test('a layer of an approved account passes, and so does one by its ARN', () => {
  const approved = 'arn:aws:lambda:eu-central-1:111111111111:layer:base:3';
  expect(lint(rule, layers(approved), { options, undecided: true })).toBe('');
  const byArn = { allowedArns: ['arn:aws:lambda:*:464622532012:layer:Datadog-*'] };
  expect(lint(rule, layers(datadog), { options: byArn, undecided: true })).toBe('');
  const versionless = { allowedArns: ['arn:aws:lambda:eu-central-1:111111111111:layer:base'] };
  expect(lint(rule, layers(approved), { options: versionless, undecided: true })).toBe('');
  const pinned = { allowedArns: ['arn:aws:lambda:eu-central-1:111111111111:layer:base:4'] };
  expect(lint(rule, layers(approved), { options: pinned })).toMatchInlineSnapshot(`
    "8:21 warning Worker attaches the layer arn:aws:lambda:eu-central-1:111111111111:layer:base:3 of account 111111111111, which is not an approved source: its code runs with the role of Worker [function-layer-allowed-sources]
              Layers: [!Sub "arn:aws:lambda:eu-central-1:111111111111:layer:base:3"]
                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not an approved source
      help: take it out, or attach arn:aws:lambda:eu-central-1:111111111111:layer:base:4 instead"
  `);
});

test('the account that is deployed to is self', () => {
  const own = 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:layer:base:3';
  expect(lint(rule, layers(own), { options, undecided: true })).toBe('');
  const byArn = { allowedArns: ['arn:aws:lambda:*:self:layer:base'] };
  expect(lint(rule, layers(own), { options: byArn, undecided: true })).toBe('');
  expect(lint(rule, layers(own.replace('base', 'other')), { options: byArn })).toMatchInlineSnapshot(`
    "8:21 warning Worker attaches the layer arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:layer:other:3, which is not an approved source: its code runs with the role of Worker [function-layer-allowed-sources]
              Layers: [!Sub "arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:layer:other:3"]
                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not an approved source
      help: take it out, or attach one that matches arn:aws:lambda:*:self:layer:base instead"
  `);
});

const local = `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Layers: [!Ref Tools]
  Tools:
    Type: AWS::Lambda::LayerVersion
    Properties: { LayerName: tools, Content: { S3Bucket: b, S3Key: k } }
`;

test('a layer that the template makes is of the account that is deployed to', () => {
  expect(lint(rule, local, { options, undecided: true })).toBe('');
  expect(lint(rule, local, { options: { allowedArns: ['arn:*:lambda:*:self:layer:base'] } })).toMatchInlineSnapshot(`
    "6:21 warning Worker attaches the layer Tools of this template, which is not an approved source: its code runs with the role of Worker [function-layer-allowed-sources]
              Layers: [!Ref Tools]
                            ~~~~~ not an approved source
      help: take it out, or attach one that matches arn:*:lambda:*:self:layer:base instead
      7:3 Tools is made here"
  `);
  const literal = { allowedAccounts: ['111111111111'] };
  expect(lint(rule, local, { options: literal, undecided: true })).toMatchInlineSnapshot(
    `"6:21 undecided Worker: parts of its ARN are known only at deployment"`,
  );
});

test('layers of AWS may be attached, unless the options say no', () => {
  const insights = 'arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:55';
  const appConfig = 'arn:aws:lambda:eu-central-1:066940009817:layer:AWS-AppConfig-Extension:90';
  expect(lint(rule, layers(insights, appConfig), { options, undecided: true })).toBe('');
  expect(lint(rule, layers(insights), { options: { ...options, allowAwsManaged: false } })).toMatchInlineSnapshot(`
    "8:21 warning Worker attaches the layer arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:55 of account 580247275435, which is not an approved source: its code runs with the role of Worker [function-layer-allowed-sources]
              Layers: [!Sub "arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:55"]
                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not an approved source
      help: take it out, or attach one of account 111111111111 or one of this account instead"
  `);
});

test('a layer that only the deployment knows is not guessed at', () => {
  const parameter = 'Parameters: { Arn: { Type: String }, Account: { Type: String } }';
  expect(lint(rule, template('Layers: [!Ref Arn]', parameter), { options, undecided: true })).toMatchInlineSnapshot(
    `"8:21 undecided Worker: Arn is given at deployment"`,
  );
  const account = 'Layers: [!Sub "arn:aws:lambda:eu-west-1:${Account}:layer:base:1"]';
  expect(lint(rule, template(account, parameter), { options, undecided: true })).toMatchInlineSnapshot(
    `"8:21 undecided Worker: parts of its ARN are known only at deployment"`,
  );
  // A published application gives its layer as an output.
  expect(lint(rule, template('Layers: [!GetAtt App.Outputs.LayerVersionArn]'), { options })).toBe('');
});

test('Globals and a condition', () => {
  const globals = `
Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }
Globals:
  Function:
    Layers: [!If [IsProd, "arn:aws:lambda:eu-west-1:464622532012:layer:Datadog-Extension:67", !Ref AWS::NoValue]]`;
  expect(lint(rule, sam('Runtime: python3.13', globals), { options })).toMatchInlineSnapshot(`
    "7:27 warning Worker attaches the layer arn:aws:lambda:eu-west-1:464622532012:layer:Datadog-Extension:67 of account 464622532012, which is not an approved source: its code runs with the role of Worker [function-layer-allowed-sources]
            Layers: [!If [IsProd, "arn:aws:lambda:eu-west-1:464622532012:layer:Datadog-Extension:67", !Ref AWS::NoValue]]
                                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not an approved source
      help: take it out, or attach one of account 111111111111 or one of this account instead
      when IsProd is true"
  `);
});

test('without a list, without layers, and for an image there is nothing to say', () => {
  expect(lint(rule, layers(datadog), { undecided: true })).toBe('');
  expect(lint(rule, template('Timeout: 3'), { options, undecided: true })).toBe('');
  expect(lint(rule, template('PackageType: Image'), { options, undecided: true })).toBe('');
});
