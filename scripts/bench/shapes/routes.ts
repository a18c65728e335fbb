/** Many routes of one API. */
import { type Json, type Shape, arn, conditionsOf, each, lambda, ref, role, sam, samFunction } from './parts.js';

const authorizer = {
  Type: 'AWS::ApiGateway::Authorizer',
  Properties: {
    RestApiId: ref('Api'),
    Type: 'COGNITO_USER_POOLS',
    IdentitySource: 'method.request.header.Authorization',
    ProviderARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a'],
  },
};

/** A resource, a method that a function answers, and the permission for it. */
const restRoute = (n: number, condition: Json): Json => ({
  [`Path${String(n)}`]: {
    Type: 'AWS::ApiGateway::Resource',
    ...condition,
    Properties: {
      RestApiId: ref('Api'),
      ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      PathPart: `items${String(n)}`,
    },
  },
  [`Get${String(n)}`]: {
    Type: 'AWS::ApiGateway::Method',
    ...condition,
    Properties: {
      RestApiId: ref('Api'),
      ResourceId: ref(`Path${String(n)}`),
      HttpMethod: 'GET',
      ...(n % 2 === 0
        ? { AuthorizationType: 'NONE' }
        : { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: ref('Auth') }),
      Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: { 'Fn::Sub': `\${F.Arn}/invocations` } },
    },
  },
});
const restApi = {
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'items' } },
  Auth: authorizer,
  F: lambda({ Role: arn('Role') }),
  Role: role(),
  Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: ref('Api') } },
  Stage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { RestApiId: ref('Api'), DeploymentId: ref('Deployment'), StageName: 'live' },
  },
};

const httpRoute = (n: number, condition: Json): Json => ({
  [`Integration${String(n)}`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    ...condition,
    Properties: {
      ApiId: ref('Api'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arn('F'),
      PayloadFormatVersion: '2.0',
    },
  },
  [`Route${String(n)}`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    ...condition,
    Properties: {
      ApiId: ref('Api'),
      RouteKey: `GET /items${String(n)}`,
      Target: { 'Fn::Join': ['/', ['integrations', ref(`Integration${String(n)}`)]] },
      ...(n % 2 === 0 ? {} : { AuthorizationType: 'JWT', AuthorizerId: ref('Auth') }),
    },
  },
});
const httpApi = {
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'items', ProtocolType: 'HTTP' } },
  Auth: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: ref('Api'),
      AuthorizerType: 'JWT',
      Name: 'jwt',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: ['a'], Issuer: 'https://issuer.example.com' },
    },
  },
  F: lambda({ Role: arn('Role') }),
  Role: role(),
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true },
  },
};

const event = (n: number, type: string): Json => ({
  [`Get${String(n)}`]: { Type: type, Properties: { Path: `/items${String(n)}`, Method: 'get' } },
});

/** Functions of SAM, each with a condition and a route of the one API. */
const routesOf =
  (type: string, parameter?: Json): Shape['template'] =>
  (count) =>
    sam(
      each(count, (n) => ({
        [`F${String(n)}`]: samFunction(
          { Role: 'arn:aws:iam::123456789012:role/one', Events: event(n, type) },
          { Condition: `C${String(n)}` },
        ),
      })),
      conditionsOf(count, parameter),
    );

export const routes: readonly Shape[] = [
  {
    name: 'routes of one REST API',
    most: 2000,
    template: (count) => ({ Resources: { ...restApi, ...each(count, (n) => restRoute(n, {})) } }),
  },
  {
    name: 'conditional routes of one REST API',
    most: 2000,
    template: (count) => ({
      ...conditionsOf(count),
      Resources: { ...restApi, ...each(count, (n) => restRoute(n, { Condition: `C${String(n)}` })) },
    }),
  },
  {
    name: 'conditional routes of one HTTP API',
    most: 2000,
    template: (count) => ({
      ...conditionsOf(count),
      Resources: { ...httpApi, ...each(count, (n) => httpRoute(n, { Condition: `C${String(n)}` })) },
    }),
  },
  {
    name: 'SAM: events of one function',
    most: 2000,
    template: (count) => sam({ F: samFunction({ Events: each(count, (n) => event(n, 'Api')) }) }),
  },
  { name: 'SAM: conditional functions, one REST API', most: 2000, template: routesOf('Api') },
  { name: 'SAM: conditional functions, HTTP API', most: 2000, template: routesOf('HttpApi') },
  { name: 'SAM: functions left out first, HTTP API', most: 2000, template: routesOf('HttpApi', { Type: 'String' }) },
  {
    name: 'SAM: functions of one ForEach',
    most: 2000,
    template: (count) =>
      sam({
        'Fn::ForEach::All': [
          'N',
          Array.from({ length: count }, (_, n) => String(n)),
          {
            'F${N}': samFunction({ Role: arn('Role'), Environment: { Variables: { NUMBER: { 'Fn::Sub': '${N}' } } } }),
          },
        ],
        Role: role(),
      }),
  },
];
