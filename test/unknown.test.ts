import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lint } from '../src/lint.js';
import { parse } from '../src/parsers/parse.js';
import type { Location } from '../src/source/source.js';
import type { Node } from '../src/template/node.js';
import { everyRule } from './support/settings.js';

const rules = everyRule();

/** What is said of a template: findings and undecided checks, each by rule and resource. */
function saidOf(text: string) {
  const { findings, undecided } = lint([{ path: 'template.yaml', text }], {
    rules: () => rules,
    today: new Date('2026-11-22'),
  });
  const isRefused = findings.some(({ rule }) => rule === 'template-parse');
  return { isRefused, found: new Set(findings.map(about)), undecided: undecided.map(about) };
}

const about = ({ rule, resource = '' }: { readonly rule: string; readonly resource?: string }): string =>
  `${rule} ${resource}`;

/** The places of the scalars that a template's author wrote in its resources. */
function scalarsOf(text: string): readonly Location[] {
  const places = new Map<number, Location>();
  const visit = (node: Node): void => {
    if (node.is === 'list') node.items.forEach(visit);
    else if (node.is === 'map') for (const { value } of node.entries.values()) visit(value);
    else if (node.is === 'scalar') {
      const written = text.slice(node.at.start, node.at.end).replace(/^(['"])(.*)\1$/, '$2');
      if (written === String(node.value)) places.set(node.at.start, node.at);
    }
  };
  for (const { properties } of parse({ path: 'template.yaml', text }).template?.resources ?? []) visit(properties);
  return [...places.values()].sort((one, other) => one.start - other.start);
}

/** The template with a value given at deployment in place of one that is written. */
function without({ start, end }: Location, text: string): string {
  const changed = `${text.slice(0, start)}!Ref Unknown${text.slice(end)}`;
  const parameter = '  Unknown: { Type: String }\n';
  return /^Parameters:$/m.test(changed)
    ? changed.replace(/^Parameters:\n/m, `$&${parameter}`)
    : `${changed}\nParameters:\n${parameter}`;
}

/** Policies, limits and authorizers of which a single value decides. */
const corners = `Transform: AWS::Serverless-2016-10-31
Resources:
  Private:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      EndpointConfiguration: { Type: PRIVATE }
      MethodSettings: [{ HttpMethod: '*', ResourcePath: /*, ThrottlingRateLimit: 10 }]
      Auth:
        DefaultAuthorizer: AWS_IAM
        ResourcePolicy:
          CustomStatements:
            - { Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/* }
            - Effect: Deny
              Principal: '*'
              Action: execute-api:Invoke
              Resource: execute-api:/*
              Condition: { StringNotEquals: { aws:SourceVpce: vpce-0123456789abcdef0 } }
  Documented:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        openapi: 3.0.1
        info: { title: Documented, version: '1' }
        components:
          securitySchemes:
            Iam: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
            Key: { type: apiKey, name: x-api-key, in: header }
        paths:
          /iam: { get: { security: [{ Iam: [] }], responses: {} } }
          /key: { get: { security: [{ Key: [] }], responses: {} } }
  Jobs: { Type: AWS::SQS::Queue }
  JobsPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: sqs:SendMessage, Resource: !GetAtt Jobs.Arn }
          - { Effect: Allow, Principal: '*', Action: sqs:ReceiveMessage, Resource: !GetAtt Jobs.Arn }
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: worker.handler
      CodeUri: src/
      Events:
        Get: { Type: Api, Properties: { Path: /get, Method: get, RestApiId: !Ref Private } }
      Policies:
        - Version: '2012-10-17'
          Statement:
            - { Effect: Allow, Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:*:*:table/*' }
            - { Effect: Allow, Action: 's3:GetObject', Resource: '*' }
            - { Effect: Allow, Action: 'iam:PutRolePolicy', Resource: '*' }
`;

/** Who is asked, who waits and who answers, each by a word. */
const words = `Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: worker.handler
      Timeout: 120
      Code: { S3Bucket: code, S3Key: worker.zip }
      Role: arn:aws:iam::123456789012:role/worker
  Edge:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: edge.handler
      Timeout: 5
      Code: { S3Bucket: code, S3Key: edge.zip }
      Role: !GetAtt EdgeRole.Arn
  EdgeRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }
          - { Effect: Allow, Principal: { Service: edgelambda.amazonaws.com }, Action: sts:AssumeRole }
  News: { Type: AWS::SNS::Topic }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref News, Protocol: lambda, Endpoint: !GetAtt Worker.Arn }
  Pipe:
    Type: AWS::Pipes::Pipe
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/pipe
      Source: arn:aws:sqs:eu-west-1:123456789012:jobs
      Target: !GetAtt Edge.Arn
      TargetParameters: { LambdaFunctionParameters: { InvocationType: FIRE_AND_FORGET } }
  Shop: { Type: AWS::ApiGateway::RestApi, Properties: { Name: shop, EndpointConfiguration: { Types: [REGIONAL] } } }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration: { Type: AWS, IntegrationHttpMethod: POST, Uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Worker.Arn}/invocations' }
  Live:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !Ref Shop, DeploymentId: abc123, StageName: live }
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: shop.example.com
      RegionalCertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/1
      EndpointConfiguration: { Types: [REGIONAL] }
      MutualTlsAuthentication: { TruststoreUri: s3://trust/store.pem }
  Mapping:
    Type: AWS::ApiGateway::BasePathMapping
    Properties: { DomainName: !Ref Domain, RestApiId: !Ref Shop, Stage: !Ref Live }
  Chat: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: chat, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action } }
  Send:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Chat, RouteKey: send, Target: !Sub 'integrations/\${ToWorker}' }
  ToWorker:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Chat, IntegrationType: AWS_PROXY, IntegrationUri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Worker.Arn}/invocations' }
  ChatStage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Chat, StageName: live, AutoDeploy: true }
  Plain: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: plain, ProtocolType: HTTP } }
  Order:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Plain, RouteKey: POST /orders, AuthorizationType: NONE, Target: !Sub 'integrations/\${ToOrders}' }
  ToOrders:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Plain, IntegrationType: AWS_PROXY, PayloadFormatVersion: '2.0', IntegrationUri: !GetAtt Worker.Arn }
  PlainStage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref Plain, StageName: live, AutoDeploy: true }
  PlainDomain:
    Type: AWS::ApiGatewayV2::DomainName
    Properties:
      DomainName: plain.example.com
      DomainNameConfigurations: [{ CertificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1', EndpointType: REGIONAL, SecurityPolicy: TLS_1_2 }]
      MutualTlsAuthentication: { TruststoreUri: s3://trust/store.pem }
  PlainMapping:
    Type: AWS::ApiGatewayV2::ApiMapping
    Properties: { ApiId: !Ref Plain, DomainName: !Ref PlainDomain, Stage: !Ref PlainStage }
`;

const apps = ['branches', 'guarded', 'nested', 'orders'].map(
  (app) => [app, readFileSync(`test/templates/${app}/template.yaml`, 'utf8')] as const,
);

/** For that rule a value fixes a part of an ARN as well as text does. */
const fixed = ["53: 'arn:aws:dynamodb:*:*:table/*' hides role-effectively-star-resource Worker"];

describe.each([...apps, ['corners', corners] as const, ['words', words] as const])('%s', (app, text) => {
  const before = saidOf(text);
  test('a value that only the deployment knows is never wrong, and what it hides is counted', () => {
    const wrong: string[] = [];
    for (const at of scalarsOf(text)) {
      const after = saidOf(without(at, text));
      if (after.isRefused && !before.isRefused) continue;
      const where = `${String(text.slice(0, at.start).split('\n').length)}: ${text.slice(at.start, at.end)}`;
      for (const each of after.found) {
        if (!before.found.has(each) && !each.endsWith(' Unknown')) wrong.push(`${where} makes ${each}`);
      }
      for (const each of before.found) {
        const [rule = ''] = each.split(' ');
        const count = (all: readonly string[]) => all.filter((other) => other.startsWith(`${rule} `)).length;
        if (!after.found.has(each) && count(after.undecided) <= count(before.undecided))
          wrong.push(`${where} hides ${each}`);
      }
    }
    expect(wrong).toEqual(app === 'corners' ? fixed : []);
  });
});
