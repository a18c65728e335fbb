import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lint as lintFiles } from '../src/lint.js';
import { positionOf } from '../src/source/source.js';

/** What all rules say of a template, and whether they left something open. */
function lint(
  text: string,
  files: Readonly<Record<string, string>> = {},
  least: 'error' | 'warning' = 'error',
): string {
  const report = lintFiles([{ path: 'template.yaml', text }], {
    read: (name) => files[name],
    today: new Date('2026-11-22'),
  });
  return report.findings
    .filter(({ severity }) => severity === 'error' || severity === least)
    .map(({ at, message, rule }) => `${String(positionOf(at).line)} ${message} [${rule}]`)
    .join('\n');
}

const template = (lines: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
${lines}
  Other:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      Runtime: nodejs24.x
`;

test('what stands in lines that cannot be read is not called missing', () => {
  expect(lint(template('      Handler: app.handler\n\tRuntime: nodejs24.x'))).toMatchInlineSnapshot(
    `
    "8 a tab stands in the indentation [template-parse]
    9 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    9 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]"
  `,
  );
});

test('a bracket that is never closed', () => {
  expect(lint(template('      Handler: app.handler\n      Layers: [\n      Runtime: nodejs24.x')))
    .toMatchInlineSnapshot(`
      "8 the bracket [ is never closed [template-parse]
      10 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
      10 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]"
    `);
});

test('a resource of which only the id can be read', () => {
  expect(
    lint('Resources:\n  Worker:\n\tType: AWS::Lambda::Function\n  Jobs:\n    Type: AWS::SQS::Queue\n'),
  ).toMatchInlineSnapshot(`"3 a tab stands in the indentation [template-parse]"`);
});

test('what may stand in an include that is not at hand is not called missing', () => {
  const include = "      'Fn::Transform': { Name: AWS::Include, Parameters: { Location: s3://bucket/common.yaml } }";
  expect(lint(template(include))).toMatchInlineSnapshot(`
    "8 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    8 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]"
  `);
});

const shared = (lines: string, more = '') => `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs24.x
${lines}
Resources:
  Worker:
    Type: AWS::Serverless::Function
${more}    Properties:
      CodeUri: src/
      Handler: app.handler
  Web:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody: { openapi: 3.0.1, paths: { /orders: { get: { x-amazon-apigateway-integration: { type: mock } } } } }
`;

test('what stands in lines of Globals that cannot be read is not called missing', () => {
  expect(lint(shared('\tPermissionsBoundary: !Ref Boundary'))).toMatchInlineSnapshot(
    `"5 a tab stands in the indentation [template-parse]"`,
  );
  expect(lint(shared('    Layers: [\n    Tracing: Active'))).toMatchInlineSnapshot(
    `"5 the bracket [ is never closed [template-parse]"`,
  );
  expect(lint(shared('  Api:\n  \tAuth: { DefaultAuthorizer: Standard }'))).toMatchInlineSnapshot(
    `"6 a tab stands in the indentation [template-parse]"`,
  );
});

test('one error is told once, and what follows it is read', () => {
  const lines = [
    '      Layers: [!Ref Layer',
    '      Handler: app.handler\n      Runtime: "nodejs24.x',
    '      Handler app.handler',
  ];
  expect(lines.map((line) => lint(template(line))).join('\n\n')).toMatchInlineSnapshot(`
    "7 the bracket [ is never closed [template-parse]
    8 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    8 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]

    8 the quote " is never closed [template-parse]
    9 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    9 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]

    7 a key has no colon [template-parse]
    8 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    8 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]"
  `);
});

test('several errors are told, each at its place', () => {
  const broken = `${template('\tHandler: app.handler')}  Third:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: src/, Handler: app.handler
  Fourth:
    Type: AWS::SQS::Queue
    Properties: { KmsMasterKeyId: alias/aws/sqs }
`;
  expect(lint(broken)).toMatchInlineSnapshot(`
    "7 a tab stands in the indentation [template-parse]
    8 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    8 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
    16 the bracket { is never closed [template-parse]"
  `);
});

test('JSON with a bracket too few or too many is read as its lines are indented', () => {
  const json = (jobs: string) => `{
  "Resources": {
    "Jobs": {
      "Type": "AWS::SQS::Queue",
      "Properties": {
        ${jobs}
    },
    "Worker": {
      "Type": "AWS::Lambda::Function",
      "Properties": { "Handler": "app.handler", "Runtime": "nodejs12.x", "CodeSigningConfigArn": { "Ref": "Signing" } }
    }
  }
}
`;
  expect(lint(json('"QueueName": "jobs" }'))).toMatchInlineSnapshot(
    `"10 Worker runs on nodejs12.x, unpatched since 2023-03-31; Lambda has created no function with it since 2023-03-31 and has updated none since 2023-04-30 [function-runtime-deprecated]"`,
  );
  expect(lint(json('"QueueName": "jobs"'))).toMatchInlineSnapshot(`
    "5 the bracket { is never closed [template-parse]
    10 Worker runs on nodejs12.x, unpatched since 2023-03-31; Lambda has created no function with it since 2023-03-31 and has updated none since 2023-04-30 [function-runtime-deprecated]"
  `);
  expect(lint(json('"QueueName": "jobs" } }'))).toMatchInlineSnapshot(`
    "7 this bracket closes nothing [template-parse]
    10 Worker runs on nodejs12.x, unpatched since 2023-03-31; Lambda has created no function with it since 2023-03-31 and has updated none since 2023-04-30 [function-runtime-deprecated]"
  `);
  expect(lint(json('"QueueName": "jobs, "Tags": [] }'))).toMatchInlineSnapshot(`
    "5 the bracket { is never closed [template-parse]
    6 a comma is missing before this [template-parse]
    6 a colon is missing behind the key [template-parse]
    10 Worker runs on nodejs12.x, unpatched since 2023-03-31; Lambda has created no function with it since 2023-03-31 and has updated none since 2023-04-30 [function-runtime-deprecated]"
  `);
});

test('what a merge has left unresolved', () => {
  const sides = `<<<<<<< HEAD
      Runtime: nodejs24.x
||||||| base
      Runtime: nodejs20.x
=======
      Runtime: nodejs22.x
>>>>>>> topic`;
  expect(lint(template(sides))).toMatchInlineSnapshot(`
    "7 a merge left its marks here [template-parse]
    14 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    14 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]"
  `);
  const json = `{ "Resources": { "Jobs": { "Type": "AWS::SQS::Queue", "Properties": {
<<<<<<< HEAD
  "QueueName": "jobs"
=======
  "QueueName": "work"
>>>>>>> topic
} }, "Topic": { "Type": "AWS::SNS::Topic" } } }`;
  expect(lint(json)).toMatchInlineSnapshot(`"2 a merge left its marks here [template-parse]"`);
});

test('a resource that cannot be read may protect another', () => {
  expect(
    lint(
      `Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: { Name: orders }
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !Ref Api, StageName: prod }
  Association:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { WebACLArn: !Ref AclArn
`,
      {},
      'warning',
    ),
  ).toMatchInlineSnapshot(`
    "5 Stage writes no access log, so nobody can tell afterwards who called what [api-access-log]
    5 Stage does not limit its requests, so its clients can use up what the account has for all APIs [api-throttling]
    10 the bracket { is never closed [template-parse]"
  `);
});

test('a parameter of which a part cannot be read', () => {
  const text =
    'Parameters:\n  DbPassword:\n    Type: String\n\tNoEcho: true\nResources:\n  Jobs: { Type: AWS::SNS::Topic }\n';
  expect(lint(text)).toMatchInlineSnapshot(`"4 a tab stands in the indentation [template-parse]"`);
});

test('an alias of what stands in lines that cannot be read', () => {
  expect(
    lint(`Resources:
  First:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: &trust
        Statement: { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole
  Second:
    Type: AWS::IAM::Role
    Properties:
      PermissionsBoundary: arn:aws:iam::111122223333:policy/boundary
      AssumeRolePolicyDocument: *trust
`),
  ).toMatchInlineSnapshot(`"6 the bracket { is never closed [template-parse]"`);
});

test('a suppression of what stands in lines that cannot be read', () => {
  const suppressed = template(
    '      # lambda-lint-disable-next-line function-env-secrets -- rotated\n\tHandler: app.handler',
  );
  expect(lint(suppressed, {}, 'warning')).not.toContain('suppression-unused');
});

test('a property that a resource wants to be spared may stand in the lines that cannot be read', () => {
  const spared = '    IgnoreGlobals: [PermissionsBoundary]\n';
  expect(lint(shared('\tPermissionsBoundary: !Ref Boundary', spared))).toMatchInlineSnapshot(
    `"5 a tab stands in the indentation [template-parse]"`,
  );
});

test('what may stand in an include within Globals is not called missing', () => {
  const include = "'Fn::Transform': { Name: AWS::Include, Parameters: { Location: s3://bucket/common.yaml } }";
  expect(lint(shared(`    ${include}`))).toMatchInlineSnapshot(
    `"16 GET /orders of Web has no security of its own, so anybody who knows its address can call it [api-route-authorizer]"`,
  );
  expect(lint(shared(`  ${include}`))).toMatchInlineSnapshot(`""`);
});

test('what may stand in an include within an API is not called missing', () => {
  const include = "'Fn::Transform': { Name: AWS::Include, Parameters: { Location: s3://bucket/auth.yaml } }";
  const api = (type: string, properties: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Web:
    Type: AWS::Serverless::${type}
    Properties:
      StageName: prod
      DefinitionBody: { openapi: 3.0.1, paths: { /orders: { get: { x-amazon-apigateway-integration: { type: mock } } } } }
      ${properties}
`;
  const properties = [include, `Auth: { ${include} }`, `Auth: ${include.replace(/'Fn::Transform':/, '!Transform')}`];
  for (const type of ['Api', 'HttpApi']) {
    for (const each of properties) expect(lint(api(type, each)), each).toBe('');
    expect(lint(api(type, ''))).toContain('[api-route-authorizer]');
  }
});

test.each(['orders', 'guarded', 'nested/bookings'])('a broken line makes nothing wrong that was right: %s', (name) => {
  const text = readFileSync(`test/templates/${name}/template.yaml`, 'utf8');
  const said = (lines: readonly string[]): readonly string[] =>
    lint(lines.join('\n'), {}, 'warning')
      .split('\n')
      .filter((line) => line !== '' && !line.endsWith('[template-parse]'))
      .map((line) => line.replace(/^(\d+).*\[(.*)\]$/, '$1 $2'));
  const lines = text.split('\n');
  const sound = new Set(said(lines));
  const breaks = [/^ +(?=[^ #])/, /(?<=^ +[\w-]+: ).+/, /(?<=^ +[\w-]+: ).+/];
  const put = ['\t', '[', '"x'];
  for (const [index, line] of lines.entries()) {
    // Without its type nobody knows what a resource was to do for the others.
    if (/^ {4}Type: AWS::WAFv2/.test(line)) continue;
    for (const [kind, pattern] of breaks.entries()) {
      if (index % breaks.length !== kind || !pattern.test(line)) continue;
      const broken = lines.with(index, line.replace(pattern, put[kind] ?? ''));
      const extra = said(broken).filter((finding) => !sound.has(finding));
      expect(extra, `line ${String(index + 1)}: ${String(broken[index])}`).toEqual([]);
    }
  }
});

test('a resource beside the damage is judged as ever', () => {
  expect(lint(template('      Handler: app.handler'))).toMatchInlineSnapshot(`
    "3 Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    3 the role that SAM makes for Worker has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
    3 Worker is deployed as a zip archive and has no Runtime [template-parse]
    8 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    8 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]"
  `);
});
