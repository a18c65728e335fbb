import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './event-api-auth.js';

const api = (publish: string, subscribe: string, rest = '') => `
Parameters: { Given: { Type: String } }
Conditions: { IsProd: !Equals [!Ref 'AWS::StackName', prod] }
Resources:
  Orders:
    Type: AWS::AppSync::Api
    Properties:
      EventConfig:
        ConnectionAuthModes: [{ AuthType: API_KEY }]
        DefaultPublishAuthModes: ${publish}
        DefaultSubscribeAuthModes: ${subscribe}
${rest}`;
const key = '[{ AuthType: API_KEY }]';
const iam = '[{ AuthType: AWS_IAM }]';

test('keys for all', () => {
  expect(lint(rule, api(key, key))).toMatchInlineSnapshot(`
    "10:47 error Orders lets clients publish and subscribe with an API key, which each of them carries, so it lets in whoever has got hold of one [event-api-auth]
                DefaultPublishAuthModes: [{ AuthType: API_KEY }]
                                                      ~~~~~~~ only a key
      help: set AuthType to AWS_IAM, AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT or AWS_LAMBDA, which has to be among the providers of the API
      11:49 here, too"
  `);
});

test('a key for one of both, beside something better', () => {
  expect(lint(rule, api(iam, '[{ AuthType: AWS_IAM }, { AuthType: API_KEY }]'))).toMatchInlineSnapshot(`
    "11:72 error Orders lets clients subscribe with an API key, which each of them carries, so it lets in whoever has got hold of one [event-api-auth]
                DefaultSubscribeAuthModes: [{ AuthType: AWS_IAM }, { AuthType: API_KEY }]
                                                                               ~~~~~~~ only a key
      help: set AuthType to AWS_IAM, AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT or AWS_LAMBDA, which has to be among the providers of the API"
  `);
});

test.each(['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS', 'OPENID_CONNECT', 'AWS_LAMBDA'])('%s tells who it is', (type) => {
  const modes = `[{ AuthType: ${type} }]`;
  expect(lint(rule, api(modes, modes), { undecided: true })).toBe('');
});

test('a namespace has what its API says, or something of its own', () => {
  const namespace = (properties: string) =>
    `  Chat: { Type: AWS::AppSync::ChannelNamespace, Properties: { ApiId: !GetAtt Orders.ApiId, Name: chat${properties} } }`;
  expect(lint(rule, api(iam, iam, namespace('')), { undecided: true })).toBe('');
  expect(lint(rule, api(iam, iam, namespace(`, PublishAuthModes: ${key}`)))).toMatchInlineSnapshot(`
    "12:135 error Chat lets clients publish with an API key, which each of them carries, so it lets in whoever has got hold of one [event-api-auth]
          Chat: { Type: AWS::AppSync::ChannelNamespace, Properties: { ApiId: !GetAtt Orders.ApiId, Name: chat, PublishAuthModes: [{ AuthType: API_KEY }] } }
                                                                                                                                              ~~~~~~~ only a key
      help: set AuthType to AWS_IAM, AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT or AWS_LAMBDA, which has to be among the providers of the API"
  `);
});

test('other ways, for each of both', () => {
  const options = { publish: ['AWS_IAM'], subscribe: ['AWS_IAM', 'API_KEY'] };
  expect(lint(rule, api(iam, key), { options, undecided: true })).toBe('');
  expect(lint(rule, api('[{ AuthType: OPENID_CONNECT }]', key), { options })).toMatchInlineSnapshot(`
    "10:47 error Orders lets clients publish by OPENID_CONNECT, which is not an approved way [event-api-auth]
                DefaultPublishAuthModes: [{ AuthType: OPENID_CONNECT }]
                                                      ~~~~~~~~~~~~~~ not approved
      help: set AuthType to AWS_IAM, which has to be among the providers of the API"
  `);
});

test('what only the deployment knows', () => {
  expect(lint(rule, api('[{ AuthType: !Ref Given }]', iam), { undecided: true })).toMatchInlineSnapshot(
    `"10:52 undecided Orders: AuthType: Given is given at deployment"`,
  );
  expect(lint(rule, api('!Ref Given', iam), { undecided: true })).toMatchInlineSnapshot(
    `"10:39 undecided Orders: EventConfig.DefaultPublishAuthModes: Given is given at deployment"`,
  );
});

test('only where the condition makes it so', () => {
  expect(lint(rule, api(iam, `!If [IsProd, ${iam}, ${key}]`))).toContain('when IsProd is false');
});

test('something else', () => {
  const text = 'Resources: { Orders: { Type: AWS::AppSync::GraphQLApi, Properties: { AuthenticationType: API_KEY } } }';
  expect(lint(rule, text, { undecided: true })).toBe('');
});
