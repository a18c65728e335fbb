import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './function-env-kms.js';

const app = (properties: string) => `
Parameters: { Given: { Type: String } }
Conditions: { IsProd: !Equals [!Ref AWS::StackName, prod] }
Resources:
  Worker: { Type: AWS::Lambda::Function, Properties: { ${properties} } }
  Key: { Type: AWS::KMS::Key }
`;
const variables = 'Environment: { Variables: { TABLE: orders } }';
const secret = 'Environment: { Variables: { TABLE: orders, DB_PASSWORD: !Ref Given } }';
const company = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

test('variables without a key of one’s own', () => {
  expect(lint(rule, app(variables))).toMatchInlineSnapshot(`
    "5:3 error Worker has no customer managed key for its environment variables, so no key policy of yours says who may read them [function-env-kms]
          Worker: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { TABLE: orders } } } }
          ~~~~~~ no KmsKeyArn
      help: set KmsKeyArn to a customer managed key that those who deploy may use"
  `);
  expect(lint(rule, app(`${variables}, KmsKeyArn: arn:aws:kms:eu-west-1:111122223333:alias/aws/lambda`))).toContain(
    'a key of AWS',
  );
  expect(lint(rule, app(`${variables}, KmsKeyArn: ''`))).toContain('no customer managed key');
});

test.each(['!GetAtt Key.Arn', company, "!Sub 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/orders'"])(
  'a customer managed key: %s',
  (key) => {
    expect(lint(rule, app(`${variables}, KmsKeyArn: ${key}`), { undecided: true })).toBe('');
  },
);

test('no variables, no matter', () => {
  expect(lint(rule, app(''), { undecided: true })).toBe('');
  expect(lint(rule, app('Environment: { Variables: {} }'), { undecided: true })).toBe('');
});

test('Globals of SAM', () => {
  const text = `
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Environment: { Variables: { TABLE: orders } } } }
Resources:
  Worker: { Type: AWS::Serverless::Function, Properties: { CodeUri: src/, Handler: a.b, Runtime: python3.13 } }
`;
  expect(lint(rule, text)).toContain('Worker has no customer managed key for its environment variables');
  expect(
    lint(rule, text.replace('Function: {', 'Function: { KmsKeyArn: !ImportValue Key,'), { undecided: true }),
  ).toContain('undecided Worker');
});

test('only keys that are approved', () => {
  const options = { allowedKeys: [company] };
  expect(lint(rule, app(`${variables}, KmsKeyArn: ${company}`), { options, undecided: true })).toBe('');
  expect(lint(rule, app(`${variables}, KmsKeyArn: ${company}-2`), { options })).toMatchInlineSnapshot(`
    "5:114 error Worker encrypts its environment variables with arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab-2, which is not among the approved keys [function-env-kms]
          Worker: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { TABLE: orders } }, KmsKeyArn: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab-2 } }
                                                                                                                         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ not approved
      help: set KmsKeyArn to arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  `);
  expect(lint(rule, app(`${variables}, KmsKeyArn: !GetAtt Key.Arn`), { options })).toMatchInlineSnapshot(`
    "5:122 error Worker encrypts its environment variables with Key, which this template makes itself, so it is not among the approved keys [function-env-kms]
          Worker: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { TABLE: orders } }, KmsKeyArn: !GetAtt Key.Arn } }
                                                                                                                                 ~~~~~~~ not approved
      help: set KmsKeyArn to arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  `);
  expect(lint(rule, app(`${variables}, KmsKeyArn: !GetAtt Key.Arn`), { options: { allowedKeys: ['Key'] } })).toBe('');
});

test('only functions whose variables are called like secrets', () => {
  const options = { onlyWhenSensitiveNames: true };
  expect(lint(rule, app(variables), { options })).toBe('');
  expect(lint(rule, app(secret), { options })).toMatchInlineSnapshot(`
    "5:3 error Worker has no customer managed key for its environment variables, so no key policy of yours says who may read them [function-env-kms]
          Worker: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { TABLE: orders, DB_PASSWORD: !Ref Given } } } }
          ~~~~~~ no KmsKeyArn
      help: set KmsKeyArn to a customer managed key that those who deploy may use
      5:117 DB_PASSWORD is a secret, by its name"
  `);
});

test('what only the deployment knows', () => {
  expect(lint(rule, app(`${variables}, KmsKeyArn: !Ref Given`), { undecided: true })).toMatchInlineSnapshot(
    `"5:119 undecided Worker: Given is given at deployment"`,
  );
  expect(lint(rule, app('Environment: { Variables: !Ref Given }'), { undecided: true })).toMatchInlineSnapshot(
    `"5:87 undecided Worker: Environment.Variables: Given is given at deployment"`,
  );
});

test('only in the branch that is wrong', () => {
  expect(lint(rule, app(`${variables}, KmsKeyArn: !If [IsProd, !GetAtt Key.Arn, !Ref AWS::NoValue]`))).toContain(
    'when IsProd is false',
  );
});
