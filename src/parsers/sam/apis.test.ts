import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFiles, printResources, resourceOf, templateOf } from '../../../test/support/parse.js';
import { printRoutes } from '../../../test/support/routes.js';

const machine = (more = ''): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: s3://bucket/key
      PermissionsBoundary: arn:boundary
      Events:
        Start: { Type: Api, Properties: { Path: /start, Method: post${more} } }
`;

test('an event of a state machine starts it with a role that the machine’s boundary limits', () => {
  const template = templateOf(machine(', Auth: { Authorizer: AWS_IAM }'));
  expect(printRoutes(template, 'ServerlessRestApi')).toBe('post /start @9 → [{AWS_IAM: []}] @9 Authorizer');
  expect(printResources({ ...template, resources: [resourceOf(template, 'FlowStartRole')] })).toMatchInlineSnapshot(
    `"FlowStartRole AWS::IAM::Role {AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Action: ["sts:AssumeRole"], Effect: "Allow", Principal: {Service: ["apigateway.amazonaws.com"]}}]}, Policies: [{PolicyName: "FlowStartRoleStartExecutionPolicy", PolicyDocument: {Statement: [{Action: "states:StartExecution", Effect: "Allow", Resource: @Flow}]}}], PermissionsBoundary: "arn:boundary"}"`,
  );
  expect(template.resources.some(({ type }) => type === 'AWS::Lambda::Permission')).toBe(false);
});

test.each([
  ['Api', 'RestApiId', 'AWS::ApiGateway::RestApi', 'FnEPermissionStage'],
  ['HttpApi', 'ApiId', 'AWS::ApiGatewayV2::Api', 'FnEPermission'],
])('an %s event of a plain API only lets it call', (kind, id, type, permission) => {
  const template = templateOf(`Transform: AWS::Serverless-2016-10-31
Resources:
  Plain: { Type: ${type}, Properties: { Name: n } }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Events: { E: { Type: ${kind}, Properties: { ${id}: !Ref Plain, Path: /a, Method: get } } }
`);
  expect(resourceOf(template, 'Plain').properties.entries.has('Body')).toBe(false);
  expect(resourceOf(template, permission).origin).toMatchObject({
    address: 'Fn',
    label: 'the permission of event E of Fn',
  });
});

/** Any value where SAM expects another. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, '', 'NONE', 'AWS_IAM', 'Tok', '$default', '/a', 'get', 'Api'),
    fc.constantFrom({ Ref: 'P' }, { Ref: 'Api' }, { Ref: 'AWS::NoValue' }, { 'Fn::If': ['C', {}, []] }),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(
      fc.constantFrom(
        'get',
        '/a',
        '$default',
        'paths',
        'Authorizers',
        'Tok',
        'Type',
        'Authorizer',
        'DomainName',
        'CertificateArn',
      ),
      tie('value'),
      { maxKeys: 3 },
    ),
  ),
})).value;

const names = (...all: string[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.dictionary(fc.constantFrom(...all), anything);

test('no value anywhere makes the lowering throw', () => {
  const api = names(
    'Auth',
    'Cors',
    'CorsConfiguration',
    'DefinitionBody',
    'DefinitionUri',
    'Domain',
    'StageName',
    'Tags',
    'MergeDefinitions',
    'GatewayResponses',
    'Models',
    'BinaryMediaTypes',
    'DisableExecuteApiEndpoint',
    'EndpointConfiguration',
    'OpenApiVersion',
    'RouteSettings',
    'Routes',
    'FailOnWarnings',
    'PropagateTags',
  );
  const auth = names(
    'Authorizers',
    'DefaultAuthorizer',
    'ApiKeyRequired',
    'ResourcePolicy',
    'UsagePlan',
    'EnableIamAuthorizer',
    'InvokeRole',
  );
  const event = names(
    'Path',
    'Method',
    'RestApiId',
    'ApiId',
    'Auth',
    'RequestModel',
    'RequestParameters',
    'RouteSettings',
    'TimeoutInMillis',
  );
  const types = fc.constantFrom('Api', 'HttpApi', 'WebSocketApi');
  fc.assert(
    fc.property(
      types,
      api,
      fc.option(auth),
      event,
      fc.constantFrom('Api', 'HttpApi'),
      (type, properties, guard, own, kind) => {
        const text = JSON.stringify({
          Transform: 'AWS::Serverless-2016-10-31',
          Parameters: { P: { Type: 'String', Default: 'Tok' } },
          Conditions: { C: { 'Fn::Equals': ['a', 'b'] } },
          Resources: {
            Api: { Type: `AWS::Serverless::${type}`, Properties: { ...properties, ...(guard && { Auth: guard }) } },
            Fn: {
              Type: 'AWS::Serverless::Function',
              Properties: {
                InlineCode: 'x',
                Events: { E: { Type: kind, Properties: { Path: '/a', Method: 'get', ...own } } },
              },
            },
          },
        });
        expect(parseFiles({ 'template.yaml': text }).template).toBeDefined();
      },
    ),
    { numRuns: 1500 },
  );
});
