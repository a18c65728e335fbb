import { expect, test } from 'vitest';
import rule from './code-signing-enforced.js';
import { lint } from '../../test/support/lint.js';

/** A configuration with some properties, and a function that uses it. */
const app = (properties: string, rest = '') => `
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      CodeSigningConfigArn: !Ref Signing
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties:
      AllowedPublishers:
        SigningProfileVersionArns: ['arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/abc']
      ${properties}
${rest}
`;
const policy = (value: string) => `CodeSigningPolicies: { UntrustedArtifactOnDeployment: ${value} }`;

test('Enforce passes', () => {
  expect(lint(rule, app(policy('Enforce')), { undecided: true })).toBe('');
});

test('Warn lets untrusted code in', () => {
  expect(lint(rule, app(policy('Warn')))).toMatchInlineSnapshot(`
    "12:61 error Signing sets CodeSigningPolicies.UntrustedArtifactOnDeployment to Warn, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
              CodeSigningPolicies: { UntrustedArtifactOnDeployment: Warn }
                                                                    ~~~~ not Enforce
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce
      6:34 Worker relies on Signing"
  `);
});

test('without a policy the service only warns', () => {
  expect(lint(rule, app('Description: signed'))).toMatchInlineSnapshot(`
    "7:3 error Signing has no CodeSigningPolicies.UntrustedArtifactOnDeployment, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
          Signing:
          ~~~~~~~ Warn by default
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce
      6:34 Worker relies on Signing"
  `);
  expect(lint(rule, app('CodeSigningPolicies: {}'))).toMatchInlineSnapshot(`
    "12:7 error Signing has no CodeSigningPolicies.UntrustedArtifactOnDeployment, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
              CodeSigningPolicies: {}
              ~~~~~~~~~~~~~~~~~~~ Warn by default
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce
      6:34 Worker relies on Signing"
  `);
  expect(lint(rule, app(policy('!Ref AWS::NoValue')))).toMatchInlineSnapshot(`
    "12:66 error Signing has no CodeSigningPolicies.UntrustedArtifactOnDeployment, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
              CodeSigningPolicies: { UntrustedArtifactOnDeployment: !Ref AWS::NoValue }
                                                                         ~~~~~~~~~~~~ Warn by default
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce
      6:34 Worker relies on Signing"
  `);
});

test('a word that Lambda does not know is not Enforce', () => {
  expect(lint(rule, app(policy('enforce')))).toMatchInlineSnapshot(`
    "12:61 error Signing sets CodeSigningPolicies.UntrustedArtifactOnDeployment to enforce, which is not a policy that Lambda knows [code-signing-enforced]
              CodeSigningPolicies: { UntrustedArtifactOnDeployment: enforce }
                                                                    ~~~~~~~ not Enforce
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce
      6:34 Worker relies on Signing"
  `);
});

test('a branch that warns is found, and when', () => {
  const conditions = 'Parameters: { Stage: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Stage, prod] }';
  expect(lint(rule, app(policy('!If [IsProd, Enforce, Warn]'), conditions))).toMatchInlineSnapshot(`
    "12:83 error Signing sets CodeSigningPolicies.UntrustedArtifactOnDeployment to Warn, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
              CodeSigningPolicies: { UntrustedArtifactOnDeployment: !If [IsProd, Enforce, Warn] }
                                                                                          ~~~~ not Enforce
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce
      6:34 Worker relies on Signing
      when IsProd is false"
  `);
});

test('a parameter is judged by each value that it may have', () => {
  const parameters = 'Parameters: { Level: { Type: String, Default: Enforce, AllowedValues: [Enforce, Warn] } }';
  expect(lint(rule, app(policy('!Ref Level'), parameters))).toMatchInlineSnapshot(`
    "12:66 error Signing sets CodeSigningPolicies.UntrustedArtifactOnDeployment to Warn, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
              CodeSigningPolicies: { UntrustedArtifactOnDeployment: !Ref Level }
                                                                         ~~~~~ not Enforce
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce
      6:34 Worker relies on Signing
      13:81 its value comes from here
      when Level is Warn"
  `);
  expect(lint(rule, app(policy('!Ref Level'), parameters), { parameters: { Level: 'Enforce' } })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  const parameters = 'Parameters: { Level: { Type: String } }';
  expect(lint(rule, app(policy('!Ref Level'), parameters), { undecided: true })).toMatchInlineSnapshot(
    `"12:66 undecided Signing: CodeSigningPolicies.UntrustedArtifactOnDeployment: Level is given at deployment"`,
  );
});

test('a configuration that no function of the template uses weighs less', () => {
  const alone = app(policy('Warn')).replace('!Ref Signing', '!ImportValue company-signing');
  expect(lint(rule, alone)).toMatchInlineSnapshot(`
    "12:61 info Signing sets CodeSigningPolicies.UntrustedArtifactOnDeployment to Warn, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
              CodeSigningPolicies: { UntrustedArtifactOnDeployment: Warn }
                                                                    ~~~~ not Enforce
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce"
  `);
});

test('one that Globals name is in use', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    CodeSigningConfigArn: !GetAtt Signing.CodeSigningConfigArn
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler, Runtime: python3.13, CodeUri: src/ }
  Signing:
    Type: AWS::Lambda::CodeSigningConfig
    Properties: { AllowedPublishers: { SigningProfileVersionArns: [] } }
`;
  expect(lint(rule, text)).toMatchInlineSnapshot(`
    "10:3 error Signing has no CodeSigningPolicies.UntrustedArtifactOnDeployment, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
          Signing:
          ~~~~~~~ Warn by default
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce
      5:35 Worker relies on Signing"
  `);
});

test('the level can be lowered', () => {
  expect(lint(rule, app(policy('Warn')), { options: { level: 'Warn' } })).toBe('');
  expect(lint(rule, app('Description: signed'), { options: { level: 'Warn' } })).toBe('');
});

test('JSON is judged like YAML', () => {
  const text = `{ "Resources": {
  "Signing": { "Type": "AWS::Lambda::CodeSigningConfig", "Properties": { "CodeSigningPolicies": { "UntrustedArtifactOnDeployment": "Warn" } } }
} }`;
  expect(lint(rule, text, { path: 'template.json' })).toMatchInlineSnapshot(`
    "template.json:2:132 info Signing sets CodeSigningPolicies.UntrustedArtifactOnDeployment to Warn, so Lambda deploys untrusted code and only warns of it [code-signing-enforced]
          "Signing": { "Type": "AWS::Lambda::CodeSigningConfig", "Properties": { "CodeSigningPolicies": { "UntrustedArtifactOnDeployment": "Warn" } } }
                                                                                                                                           ~~~~~~ not Enforce
      help: set CodeSigningPolicies.UntrustedArtifactOnDeployment to Enforce"
  `);
});

test.each(['CodeSigningPolicies: Enforce', 'CodeSigningPolicies: [a]', policy('[Enforce]'), policy('{ a: b }')])(
  'a value of the wrong kind is no crash: %s',
  (property) => {
    expect(lint(rule, app(property))).not.toContain('crashed');
  },
);

test('other resources are not judged', () => {
  expect(lint(rule, 'Resources: { Worker: { Type: AWS::Lambda::Function } }', { undecided: true })).toBe('');
});
