import { expect, test } from 'vitest';
import { lint } from '../src/lint.js';
import { positionOf } from '../src/source/source.js';

/** An API whose document stands in the template, or in a file beside it; either has an error for many rules. */
const app = (rest: string, http: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod, EndpointConfiguration: PRIVATE, ${rest} } }
  Http: { Type: AWS::Serverless::HttpApi, Properties: { FailOnWarnings: true, ${http} } }
`;

const rest = {
  openapi: '3.0.1',
  'x-amazon-apigateway-policy': {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }],
  },
  'x-amazon-apigateway-request-validators': { none: { validateRequestBody: false, validateRequestParameters: false } },
  'x-amazon-apigateway-request-validator': 'none',
  paths: {
    '/orders': {
      get: {
        'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'http://orders.example.com/' },
      },
      post: {
        security: [{ gate: [] }, { key: [] }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
        },
        'x-amazon-apigateway-integration': { type: 'mock' },
      },
      put: { security: [{ key: [] }], 'x-amazon-apigateway-integration': { type: 'mock' } },
    },
  },
  components: {
    schemas: { Order: { type: 'object' } },
    securitySchemes: {
      key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
      gate: {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'token',
          authorizerUri: 'arn:aws:lambda:eu-west-1:111122223333:function:gate',
        },
      },
    },
  },
};

const http = {
  openapi: '3.0.1',
  'x-amazon-apigateway-cors': { allowOrigins: ['*'], allowCredentials: true },
  paths: {
    $default: {
      'x-amazon-apigateway-any-method': {
        'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'ANY', uri: 'http://example.com/' },
      },
    },
  },
};

/** What all rules say, with the text that each finding shows. */
function said(text: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const report = lint([{ path: 'template.yaml', text }], {
    read: (path) => files[path],
    today: new Date('2026-11-22'),
  });
  const print = ({ rule, message, at }: (typeof report.findings)[number]): string =>
    `${rule}: ${message} @ ${at.file.text.slice(at.start, at.end)}`;
  return report.findings.map(print).sort();
}

test('all rules say of a document in a file what they say of one in the template', () => {
  const inside = said(app(`DefinitionBody: ${JSON.stringify(rest)}`, `DefinitionBody: ${JSON.stringify(http)}`));
  const beside = said(app('DefinitionUri: ./rest.json', 'DefinitionUri: ./http.json'), {
    'rest.json': JSON.stringify(rest),
    'http.json': JSON.stringify(http),
  });
  expect(beside).toEqual(inside);
  const ofDocuments = new Set(inside.map((each) => each.slice(0, each.indexOf(':'))));
  expect([...ofDocuments].filter((rule) => /^api-/.test(rule))).toMatchInlineSnapshot(`
    [
      "api-access-log",
      "api-cors-origins",
      "api-execution-log",
      "api-integration-https",
      "api-key-not-auth",
      "api-private-policy",
      "api-route-authorizer",
      "api-throttling",
    ]
  `);
});

test('findings stand in the file', () => {
  const { findings } = lint([{ path: 'template.yaml', text: app('DefinitionUri: api/rest.json', '') }], {
    read: (path) => (path === 'api/rest.json' ? JSON.stringify(rest, null, 2) : undefined),
    today: new Date('2026-11-22'),
  });
  const places = findings
    .filter(({ at }) => at.file.path === 'api/rest.json')
    .map(({ rule, at }) => `${positionOf(at).line} ${rule}`);
  expect(places).toMatchInlineSnapshot(`
    [
      "6 api-private-policy",
      "23 api-route-authorizer",
      "27 api-integration-https",
      "53 api-key-not-auth",
    ]
  `);
});
