import { describe, expect, test } from 'vitest';
import rule from '../src/rules/role-unused-permissions.js';
import { lint } from './support/lint.js';

const puts = `import { PutItemCommand } from '@aws-sdk/client-dynamodb'; export const handler = () => new PutItemCommand({});`;
const unused = 'allows dynamodb:Scan, which the code of Save never calls';

/** What is said of a function that may put and scan, or why nothing is. */
function said(properties: string, files: Readonly<Record<string, string>>, more = ''): string {
  const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Save:
    Type: AWS::Serverless::Function
    ${more}
    Properties:
      Runtime: nodejs22.x
      Policies: { Statement: [{ Effect: Allow, Action: [dynamodb:PutItem, dynamodb:Scan], Resource: '*' }] }
      ${properties}
`;
  return lint(rule, template, { files, undecided: true });
}

describe('where the code of a function lies', () => {
  test.each([
    ['in a folder', 'CodeUri: src/, Handler: app.handler', 'src/app.js'],
    ['in a folder of it', 'CodeUri: src, Handler: orders/app.handler', 'src/orders/app.mjs'],
    ['beside the template', 'CodeUri: ., Handler: app.handler', 'app.js'],
    ['beside the template, unsaid', 'Handler: src/app.handler', 'src/app.js'],
    ['in a file whose function lies deeper', 'CodeUri: src, Handler: app.orders.save', 'src/app.js'],
    ['in the source of what is handed in', 'CodeUri: dist/, Handler: app.handler', 'src/app.ts'],
    ['in the source of what lies deeper', 'CodeUri: ./build/src, Handler: app.handler', 'src/app.ts'],
    ['in the source of what the handler names', 'CodeUri: ., Handler: lib/orders/app.handler', 'src/orders/app.ts'],
  ])('%s', (_, properties, path) => {
    const lines = properties.replaceAll(', ', '\n      ');
    expect(said(lines, { [path]: puts })).toContain(unused);
    expect(said(lines, { 'other/app.js': puts })).toContain('there is no ');
  });

  const entries = (...names: string[]) =>
    `Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [${names.join()}] } }`;

  test('where a bundler begins', () => {
    const files = { 'src/main.ts': puts, 'src/b/app.ts': `import { ScanCommand } from '@aws-sdk/client-dynamodb';` };
    const properties = 'CodeUri: src\n      Handler: main.handler';
    expect(said(properties, files, entries('main.ts'))).toContain(unused);
    expect(said(properties, files, entries('./main'))).toContain(unused);
    expect(said(properties, files, entries('main.ts', 'b/app.ts'))).toBe('');
    expect(said('CodeUri: src\n      Handler: app.handler', files, entries('gone.ts'))).toContain('there is no app');
  });

  test('what a compiler made beside its source counts with it', () => {
    const scans = `const { ScanCommand, PutItemCommand } = require('@aws-sdk/client-dynamodb');`;
    const properties = 'CodeUri: src\n      Handler: app.handler';
    expect(said(properties, { 'src/app.ts': puts, 'src/app.js': scans })).toBe('');
    expect(said(properties, { 'src/app.ts': `${puts} import './b';`, 'src/b.ts': '', 'src/b.js': scans })).toBe('');
  });
});

describe('what runs beside the code', () => {
  const files = { 'src/app.js': puts };
  const fn = (more: string) => `CodeUri: src\n      Handler: app.handler\n      ${more}`;

  test.each([
    ['wrapped', 'Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: /var/task/wrap } }', 'AWS_LAMBDA_EXEC_WRAPPER'],
    ['loaded before', 'Environment: { Variables: { NODE_OPTIONS: --require ./trace.js } }', 'NODE_OPTIONS'],
    ['loaded before, in short', 'Environment: { Variables: { NODE_OPTIONS: "--a -r ./trace.js" } }', 'NODE_OPTIONS'],
    ['given', 'Environment: { Variables: { NODE_OPTIONS: !Ref AWS::StackName } }', 'NODE_OPTIONS'],
    ['in a layer', 'Layers: [!Sub "arn:aws:lambda:${AWS::Region}:123456789012:layer:ours:1"]', 'what its layers call'],
  ])('%s', (_, more, why) => {
    expect(said(fn(more), files)).toMatch(new RegExp(`undecided .*${why}`));
  });

  test.each([
    [
      'options that load nothing',
      'Environment: { Variables: { NODE_OPTIONS: --enable-source-maps, A: !Ref AWS::Region } }',
    ],
    [
      'layers of AWS that call nothing',
      'Layers: [!Sub "arn:aws:lambda:${AWS::Region}:094274105915:layer:AWSLambdaPowertoolsTypeScriptV2:33"]',
    ],
  ])('%s', (_, more) => {
    expect(said(fn(more), files)).toContain(unused);
  });
});
