import { expect, test } from 'vitest';
import rule from './function-code-signing.js';
import { lint } from '../../test/support/lint.js';

const approved = 'arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652';
const options = { allowedConfigArns: [approved] };

/** A SAM template with one function that has some properties. */
const sam = (properties: string, rest = '') => `
Transform: AWS::Serverless-2016-10-31
${rest}
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      ${properties}
`;

const cloudformation = (properties: string, rest = '') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      ${properties}
${rest}
`;

test('a function without a configuration is found, with the one to use', () => {
  expect(lint(rule, sam('CodeUri: src/'), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
          Worker:
          ~~~~~~ no CodeSigningConfigArn
      help: set CodeSigningConfigArn to arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652"
  `);
});

test('without a list, any configuration will do', () => {
  expect(lint(rule, cloudformation('CodeSigningConfigArn: arn:aws:lambda:eu-west-1:1:code-signing-config:csc-1'))).toBe(
    '',
  );
  expect(lint(rule, cloudformation('Timeout: 3'))).toMatchInlineSnapshot(`
    "3:3 error Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
          Worker:
          ~~~~~~ no CodeSigningConfigArn
      help: set CodeSigningConfigArn to the ARN of your organisation's code-signing configuration"
  `);
});

test('an approved configuration passes, by a pattern too', () => {
  expect(lint(rule, sam(`CodeSigningConfigArn: ${approved}`), { options })).toBe('');
  const anywhere = { allowedConfigArns: ['arn:*:lambda:*:123456789012:code-signing-config:csc-0c44689353457652'] };
  const sub =
    'CodeSigningConfigArn: !Sub arn:${AWS::Partition}:lambda:${AWS::Region}:123456789012:code-signing-config:csc-0c44689353457652';
  expect(lint(rule, sam(sub), { options: anywhere, undecided: true })).toBe('');
});

test('another configuration is not approved', () => {
  const other = 'arn:aws:lambda:eu-central-1:999999999999:code-signing-config:csc-0123456789abcdef0';
  expect(lint(rule, sam(`CodeSigningConfigArn: ${other}`), { options })).toMatchInlineSnapshot(`
    "10:29 error Worker uses arn:aws:lambda:eu-central-1:999999999999:code-signing-config:csc-0123456789abcdef0, which is not an approved code-signing configuration [function-code-signing]
              CodeSigningConfigArn: arn:aws:lambda:eu-central-1:999999999999:code-signing-config:csc-0123456789abcdef0
                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
      help: set CodeSigningConfigArn to arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652"
  `);
});

test('a value that Globals give counts', () => {
  const globals = `Globals:\n  Function:\n    CodeSigningConfigArn: ${approved}`;
  expect(lint(rule, sam('CodeUri: src/', globals), { options })).toBe('');
});

test('a function that is spared Globals has none', () => {
  const globals = `Globals:\n  Function:\n    CodeSigningConfigArn: ${approved}`;
  const spared = sam('CodeUri: src/', globals).replace(
    '    Properties:',
    '    IgnoreGlobals: [CodeSigningConfigArn]\n    Properties:',
  );
  expect(lint(rule, spared, { options })).toMatchInlineSnapshot(`
    "9:21 error Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
            IgnoreGlobals: [CodeSigningConfigArn]
                            ~~~~~~~~~~~~~~~~~~~~ no CodeSigningConfigArn
      help: set CodeSigningConfigArn to arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652"
  `);
});

test('AWS::NoValue and an empty text are no configuration', () => {
  expect(lint(rule, cloudformation('CodeSigningConfigArn: !Ref AWS::NoValue'))).toMatchInlineSnapshot(`
    "7:34 error Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
              CodeSigningConfigArn: !Ref AWS::NoValue
                                         ~~~~~~~~~~~~ no CodeSigningConfigArn
      help: set CodeSigningConfigArn to the ARN of your organisation's code-signing configuration"
  `);
  expect(lint(rule, cloudformation("CodeSigningConfigArn: ''"))).toMatchInlineSnapshot(`
    "7:29 error Worker has an empty CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
              CodeSigningConfigArn: ''
                                    ~~ an empty CodeSigningConfigArn
      help: set CodeSigningConfigArn to the ARN of your organisation's code-signing configuration"
  `);
});

test('a branch without one is found, and when', () => {
  const text = cloudformation(
    `CodeSigningConfigArn: !If [IsProd, ${approved}, !Ref AWS::NoValue]`,
    'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }',
  );
  expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
    "7:130 error Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
              CodeSigningConfigArn: !If [IsProd, arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652, !Ref AWS::NoValue]
                                                                                                                                         ~~~~~~~~~~~~ no CodeSigningConfigArn
      help: set CodeSigningConfigArn to arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652
      when IsProd is false"
  `);
  expect(lint(rule, text, { options, parameters: { Stage: 'prod' } })).toBe('');
});

test('a parameter is judged by its default, and by the value that is given', () => {
  const text = cloudformation(
    'CodeSigningConfigArn: !Ref Signing',
    "Parameters: { Signing: { Type: String, Default: '' } }",
  );
  expect(lint(rule, text, { options })).toMatchInlineSnapshot(`
    "7:34 error Worker has an empty CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
              CodeSigningConfigArn: !Ref Signing
                                         ~~~~~~~ an empty CodeSigningConfigArn
      help: set CodeSigningConfigArn to arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652
      8:49 its value comes from here
      when Signing keeps its default"
  `);
  expect(lint(rule, text, { options, parameters: { Signing: approved } })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  for (const value of ['!ImportValue company-signing', '!Ref Signing', "'{{resolve:ssm:/company/signing}}'"]) {
    const text = cloudformation(`CodeSigningConfigArn: ${value}`, 'Parameters: { Signing: { Type: String } }');
    expect(lint(rule, text, { undecided: true })).toBe('');
    expect(lint(rule, text, { options, undecided: true })).toMatch(/^7:\d+ undecided Worker: \S.*$/);
  }
  const holes = 'CodeSigningConfigArn: !Sub arn:aws:lambda:${AWS::Region}:123456789012:code-signing-config:${Id}';
  expect(lint(rule, cloudformation(holes), { options, undecided: true })).toMatchInlineSnapshot(
    `"7:34 undecided Worker: parts of it are known only at deployment"`,
  );
});

test('a container image is not judged', () => {
  expect(lint(rule, cloudformation('PackageType: Image'), { undecided: true })).toBe('');
  expect(
    lint(rule, cloudformation('Code: { ImageUri: 1.dkr.ecr.eu-west-1.amazonaws.com/app }'), { undecided: true }),
  ).toBe('');
  expect(lint(rule, cloudformation('PackageType: Zip'))).not.toBe('');
});

test('each kind of packaging that a parameter allows is judged', () => {
  const kinds = 'Parameters: { Kind: { Type: String, Default: Image, AllowedValues: [Image, Zip] } }';
  expect(lint(rule, cloudformation('PackageType: !Ref Kind', kinds))).toMatchInlineSnapshot(`
    "3:3 error Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
          Worker:
          ~~~~~~ no CodeSigningConfigArn
      help: set CodeSigningConfigArn to the ARN of your organisation's code-signing configuration
      when Kind is Zip"
  `);
  const any = 'Parameters: { Kind: { Type: String } }';
  expect(lint(rule, cloudformation('PackageType: !Ref Kind', any), { undecided: true })).toMatchInlineSnapshot(
    `"7:25 undecided Worker: PackageType: Kind is given at deployment"`,
  );
});

const local = `
Transform: AWS::Serverless-2016-10-31
Resources:
  MyFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.lambda_handler
      Runtime: python3.9
      CodeSigningConfigArn: !Ref MySignedFunctionCodeSigningConfig
  MySignedFunctionCodeSigningConfig:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns:
          - arn:aws:signer:eu-central-1:123456789012:/signing-profiles/MySigningProfile
      CodeSigningPolicies:
        UntrustedArtifactOnDeployment: "Enforce"
`;

test('a configuration of the same template passes; beside a list it is only pointed out', () => {
  expect(lint(rule, local, { undecided: true })).toBe('');
  expect(lint(rule, local, { options })).toMatchInlineSnapshot(`
    "10:34 info MyFunction uses MySignedFunctionCodeSigningConfig, which this template makes itself, so it can't be on the list of approved configurations [function-code-signing]
              CodeSigningConfigArn: !Ref MySignedFunctionCodeSigningConfig
                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ made by this template
      help: set CodeSigningConfigArn to arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652
      11:3 MySignedFunctionCodeSigningConfig is made here"
  `);
});

test('a configuration of the same template can be refused', () => {
  expect(lint(rule, local, { options: { ...options, allowLocalConfig: false } })).toMatchInlineSnapshot(`
    "10:34 error MyFunction uses MySignedFunctionCodeSigningConfig, which this template makes itself, so its authors choose whose code they trust [function-code-signing]
              CodeSigningConfigArn: !Ref MySignedFunctionCodeSigningConfig
                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ made by this template
      help: set CodeSigningConfigArn to arn:aws:lambda:eu-central-1:123456789012:code-signing-config:csc-0c44689353457652
      11:3 MySignedFunctionCodeSigningConfig is made here"
  `);
});

test('functions are exempt by their names and their tags', () => {
  const tagged = sam('FunctionName: legacy-worker\n      Tags: { Signed: never }');
  expect(lint(rule, tagged, { options: { exempt: ['Work*'] } })).toBe('');
  expect(lint(rule, tagged, { options: { exempt: ['legacy-*'] } })).toBe('');
  expect(lint(rule, tagged, { options: { exempt: ['Signed=never'] } })).toBe('');
  expect(lint(rule, tagged, { options: { exempt: ['Other', 'Signed=always'] } })).not.toBe('');
});

test('JSON is judged like YAML', () => {
  const text = JSON.stringify({ Resources: { Worker: { Type: 'AWS::Lambda::Function', Properties: {} } } }, null, 2);
  expect(lint(rule, text, { path: 'template.json' })).toMatchInlineSnapshot(`
    "template.json:3:5 error Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
            "Worker": {
            ~~~~~~~~ no CodeSigningConfigArn
      help: set CodeSigningConfigArn to the ARN of your organisation's code-signing configuration"
  `);
});

test.each(['CodeSigningConfigArn: [a]', 'CodeSigningConfigArn: { a: b }', 'Code: 3', 'PackageType: [Zip]', 'Tags: 7'])(
  'a value of the wrong kind is no crash: %s',
  (property) => {
    const setup = { options: { ...options, exempt: ['a=b'] } };
    expect(lint(rule, cloudformation(property), setup)).not.toContain('crashed');
    expect(lint(rule, sam(property), setup)).not.toContain('crashed');
  },
);
