import { expect, test } from 'vitest';
import { lint as lintFiles } from '../src/lint.js';
import { positionOf } from '../src/source/source.js';

/** What all rules say of a template, and whether they left something open. */
function lint(text: string, files: Readonly<Record<string, string>> = {}): string {
  const report = lintFiles([{ path: 'template.yaml', text }], {
    read: (name) => files[name],
    today: new Date('2026-11-22'),
  });
  return report.findings
    .filter(({ severity }) => severity === 'error')
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
    `"8 a tab stands in the indentation [template-parse]"`,
  );
});

test('a bracket that is never closed', () => {
  expect(
    lint(template('      Handler: app.handler\n      Layers: [\n      Runtime: nodejs24.x')),
  ).toMatchInlineSnapshot(`"9 the bracket [ is never closed [template-parse]"`);
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

test('a resource beside the damage is judged as ever', () => {
  expect(lint(template('      Handler: app.handler'))).toMatchInlineSnapshot(`
    "3 Worker has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    3 the role that SAM makes for Worker has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]
    3 Worker is deployed as a zip archive and has no Runtime [template-parse]
    8 Other has no CodeSigningConfigArn, so Lambda deploys code that nobody has signed [function-code-signing]
    8 the role that SAM makes for Other has no PermissionsBoundary, so it may do whatever somebody writes into its policies [role-boundary-required]"
  `);
});
