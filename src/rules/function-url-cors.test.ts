import { expect, test } from 'vitest';
import rule from './function-url-cors.js';
import { lint } from '../../test/support/lint.js';

const url = (cors: string) => `
Parameters: { Origin: { Type: String } }
Conditions: { IsProd: !Equals [!Ref 'AWS::StackName', prod] }
Resources:
  Url: { Type: AWS::Lambda::Url, Properties: { AuthType: AWS_IAM, Cors: ${cors} } }
`;

test('any origin with credentials', () => {
  expect(lint(rule, url("{ AllowOrigins: ['*'], AllowMethods: [GET], AllowCredentials: true }")))
    .toMatchInlineSnapshot(`
    "5:90 warning Url lets every page send credentials, so any site that a user visits can act for them [function-url-cors]
          Url: { Type: AWS::Lambda::Url, Properties: { AuthType: AWS_IAM, Cors: { AllowOrigins: ['*'], AllowMethods: [GET], AllowCredentials: true } } }
                                                                                                 ~~~ any origin
      help: name the origins that need it in Cors.AllowOrigins
      5:135 credentials are sent along"
  `);
});

test('any origin with all methods', () => {
  expect(lint(rule, url("{ AllowOrigins: ['*'], AllowMethods: ['*'] }"))).toMatchInlineSnapshot(`
    "5:90 warning Url lets every page use all methods, so any site can have its visitors' browsers call it in every way [function-url-cors]
          Url: { Type: AWS::Lambda::Url, Properties: { AuthType: AWS_IAM, Cors: { AllowOrigins: ['*'], AllowMethods: ['*'] } } }
                                                                                                 ~~~ any origin
      help: name the origins that need it in Cors.AllowOrigins
      5:111 all methods are allowed"
  `);
});

test.each(['http://*', 'https://*', 'HTTPS://*'])('%s is every page, too', (origin) => {
  const cors = `{ AllowOrigins: [https://example.com, '${origin}'], AllowMethods: ['*'], AllowCredentials: true }`;
  expect(lint(rule, url(cors))).toContain(`Url lets every page of ${origin} use all methods with credentials`);
});

test.each([
  ["{ AllowOrigins: ['*'], AllowMethods: [GET] }"],
  ["{ AllowOrigins: [https://example.com], AllowMethods: ['*'], AllowCredentials: true }"],
  ["{ AllowMethods: ['*'], AllowCredentials: true }"],
  ["{ AllowOrigins: ['*'], AllowCredentials: false }"],
  ["{ AllowOrigins: ['*'] }"],
  ['!Ref AWS::NoValue'],
])('%s is no such thing', (cors) => {
  expect(lint(rule, url(cors), { undecided: true })).toBe('');
});

test('a URL without cross-origin settings is not judged', () => {
  expect(lint(rule, 'Resources: { Url: { Type: AWS::Lambda::Url } }', { undecided: true })).toBe('');
});

test('what only the deployment knows is not guessed at', () => {
  const cors = "{ AllowOrigins: [!Ref Origin], AllowMethods: ['*'], AllowCredentials: true }";
  expect(lint(rule, url(cors), { undecided: true })).toMatchInlineSnapshot(
    `"5:95 undecided Url: Origin is given at deployment"`,
  );
});

test('only in the branch that is wrong, and says when', () => {
  const cors = "{ AllowOrigins: [!If [IsProd, https://example.com, '*']], AllowMethods: ['*'] }";
  expect(lint(rule, url(cors))).toContain('when IsProd is false');
});

test('origins that are approved', () => {
  const options = { allowedOrigins: ['https://*.example.com'] };
  expect(lint(rule, url('{ AllowOrigins: [https://shop.example.com] }'), { options })).toBe('');
  expect(lint(rule, url("{ AllowOrigins: ['https://*.example.com'] }"), { options })).toBe('');
  expect(lint(rule, url("{ AllowOrigins: [https://shop.example.com, https://evil.test, '*'] }"), { options }))
    .toMatchInlineSnapshot(`
      "5:116 warning Url lets pages of https://evil.test call it, which is not an approved origin [function-url-cors]
            Url: { Type: AWS::Lambda::Url, Properties: { AuthType: AWS_IAM, Cors: { AllowOrigins: [https://shop.example.com, https://evil.test, '*'] } } }
                                                                                                                             ~~~~~~~~~~~~~~~~~ not approved
        help: name origins that match https://*.example.com in Cors.AllowOrigins
      5:135 warning Url lets every page call it, which is not an approved origin [function-url-cors]
            Url: { Type: AWS::Lambda::Url, Properties: { AuthType: AWS_IAM, Cors: { AllowOrigins: [https://shop.example.com, https://evil.test, '*'] } } }
                                                                                                                                                ~~~ not approved
        help: name origins that match https://*.example.com in Cors.AllowOrigins"
    `);
  expect(lint(rule, url("{ AllowOrigins: ['https://*'] }"), { options: { allowedOrigins: ['https://*'] } })).toBe('');
});

test('Globals of SAM, as JSON', () => {
  const text = JSON.stringify({
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: {
      Function: {
        FunctionUrlConfig: { AuthType: 'AWS_IAM', Cors: { AllowOrigins: ['*'], AllowCredentials: true } },
      },
    },
    Resources: {
      A: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: '.', Handler: 'a.h', Runtime: 'nodejs22.x' } },
      B: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: '.', Handler: 'a.h', Runtime: 'nodejs22.x' } },
    },
  });
  const found = lint(rule, text, { path: 'template.json' });
  expect(found.match(/\[function-url-cors\]/g)).toHaveLength(1);
  expect(found).toContain('FunctionUrlConfig of Globals lets every page send credentials');
});
