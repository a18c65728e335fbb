import { describe, expect, test } from 'vitest';
import { recognisedAs } from '../engine/recognised.js';
import { lint } from '../../test/support/lint.js';
import { parseFiles, printProblems, printResources } from '../../test/support/parse.js';
import { printCondition, printNode } from '../../test/support/print-node.js';
import timeout from '../rules/function-timeout.js';
import { parse } from './parse.js';

const child = `
Parameters:
  Name: { Type: String, Default: none }
  Names: { Type: CommaDelimitedList }
  Free: { Type: String, Default: free }
Conditions:
  Named: !Not [!Equals [!Ref Name, none]]
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Condition: Named
    Properties: { TableName: !Ref Name, Keys: !Ref Names, Other: !Ref Free, Region: !Ref AWS::Region, Arn: !GetAtt Table.Arn }
Outputs:
  Arn: { Value: !GetAtt Table.Arn }
`;

const root = (resource: string, rest = ''): string => `Resources:\n  Orders: ${resource}\n${rest}`;
const stack = (url: string, more = ''): string =>
  `{ Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url}${more} } }`;

test('a nested stack brings its resources under its own name, with what it is given', () => {
  const { template, problems } = parseFiles({
    'template.yaml': `
Parameters: { Stage: { Type: String } }
Conditions: { Wanted: !Equals [!Ref Stage, prod] }
Resources:
  Orders:
    Type: AWS::CloudFormation::Stack
    Condition: Wanted
    Properties:
      TemplateURL: ./stacks/orders.yaml
      Parameters: { Name: !Sub "orders-\${Stage}", Names: "a,b" }
  Use: { Type: A::B::C, Properties: { X: !GetAtt Orders.Outputs.Arn } }
`,
    'stacks/orders.yaml': child,
  });
  expect(problems).toEqual([]);
  expect(template && printResources(template)).toMatchInlineSnapshot(`
    "Orders AWS::CloudFormation::Stack when Wanted {TemplateURL: "./stacks/orders.yaml", Parameters: {Name: text("orders-" $Stage), Names: "a,b"}}
    Use A::B::C {X: @Orders.Outputs.Arn}
    Orders/Table AWS::DynamoDB::Table when and(Wanted, Orders/Named) {TableName: =text("orders-" $Stage), Keys: =split(",", "a,b"), Other: $Orders/Free, Region: $AWS::Region, Arn: @Orders/Table.Arn}"
  `);
  expect([...(template?.conditions ?? [])].map(([name, value]) => `${name}: ${printCondition(value)}`))
    .toMatchInlineSnapshot(`
    [
      "Wanted: $Stage == "prod"",
      "Orders/Named: not(=text("orders-" $Stage) == "none")",
    ]
  `);
  expect([...(template?.outputs ?? [])].map(([name, value]) => `${name}: ${printNode(value)}`)).toEqual([
    'Orders.Outputs.Arn: @Orders/Table.Arn',
  ]);
  expect([...(template?.parameters.keys() ?? [])]).toEqual(['Stage', 'Orders/Name', 'Orders/Names', 'Orders/Free']);
  expect(template?.files.map(({ path }) => path)).toEqual(['stacks/orders.yaml']);
});

test('stacks nest in stacks, paths starting at the file that names them', () => {
  const { template, problems } = parseFiles({
    'template.yaml': root(stack('a/one.yaml')),
    'a/one.yaml': root(stack('../b/two.json')),
    'b/two.json': '{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}, "Outputs": {"U": {"Value": {"Ref": "Q"}}}}',
  });
  expect(problems).toEqual([]);
  expect(template?.resources.map(({ address }) => address)).toEqual(['Orders', 'Orders/Orders', 'Orders/Orders/Q']);
  expect([...(template?.outputs.keys() ?? [])]).toEqual(['Orders/Orders.Outputs.U']);
});

test('a SAM application, and a template that the CDK uploads', () => {
  const { template } = parseFiles({
    'template.yaml': `
Transform: AWS::Serverless-2016-10-31
Resources:
  App: { Type: AWS::Serverless::Application, Properties: { Location: app.yaml } }
  Cdk:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: !Sub "https://s3.\${AWS::URLSuffix}/x.json" }
    Metadata: { "aws:asset:path": app.yaml, "aws:asset:property": TemplateURL }
  Repository: { Type: AWS::Serverless::Application, Properties: { Location: { ApplicationId: x, SemanticVersion: 1.0.0 } } }
`,
    'app.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }',
  });
  const addresses = template?.resources.map(({ address }) => address) ?? [];
  expect(addresses.filter((address) => address.includes('/'))).toEqual(['App/Q', 'Cdk/Q']);
});

describe('a template that the CDK uploads under its hash', () => {
  const hash = 'a1'.repeat(32);
  const url = `{ "Fn::Join": ["", ["https://s3.", { "Ref": "AWS::URLSuffix" }, "/bucket/${hash}.json"]] }`;
  const files = {
    'cdk.out/Shop.template.json': `{ "Resources": { "Jobs": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": ${url} } } } }`,
    'cdk.out/Jobs.nested.template.json': '{ "Resources": { "Q": { "Type": "AWS::SQS::Queue" } } }',
    'cdk.out/Shop.assets.json': `{ "files": { "${hash}": { "source": { "path": "Jobs.nested.template.json" } } } }`,
  };
  const addresses = (more: Readonly<Record<string, string>>) => {
    const sources = new Map(Object.entries({ ...files, ...more }).map(([path, text]) => [path, { path, text }]));
    const top = 'cdk.out/Shop.template.json';
    const { template, problems } = parse({ path: top, text: files[top] }, { read: (path) => sources.get(path) });
    expect(problems).toEqual([]);
    return template?.resources.map(({ address }) => address);
  };

  test('is found by the list of what is uploaded', () => {
    expect(addresses({})).toEqual(['Jobs', 'Jobs/Q']);
  });

  test.each(['', '[]', '{ "files": { "b2": { "source": { "path": "x.json" } } } }', `{ "files": { "${hash}": 1 } }`])(
    'is not known by the list %s',
    (list) => {
      expect(addresses({ 'cdk.out/Shop.assets.json': list })).toEqual(['Jobs']);
    },
  );
});

test.each([
  [
    'not there',
    stack('gone.yaml'),
    'template.yaml:2:74 the nested template gone.yaml is not there | Correct the path, or add the file',
  ],
  ['no template', stack('other.yaml'), 'template.yaml:2:74 other.yaml is no CloudFormation template | Name a template'],
  [
    'itself',
    stack('template.yaml'),
    'template.yaml:2:74 the nested template template.yaml leads back to itself | Nest a template that does not nest this one',
  ],
  ['an address', stack('https://s3.amazonaws.com/b/t.yaml'), ''],
  ['only known later', stack('!Ref Url'), ''],
  ['empty', stack('""'), ''],
])('a template that is %s', (_, resource, expected) => {
  const parsed = parseFiles({ 'template.yaml': root(resource), 'other.yaml': 'a: 1' });
  expect(printProblems(parsed)).toBe(expected);
  expect(parsed.template?.resources.length).toBe(1);
  expect(parsed.template?.unread).toBe(1);
});

test('stacks whose templates lie elsewhere are counted', () => {
  const { template } = parseFiles({
    'template.yaml': root(
      stack('child.yaml'),
      `  Packaged: ${stack('https://s3.amazonaws.com/b/t.yaml')}\n  Listed: { Type: AWS::Serverless::Application, Properties: { Location: { ApplicationId: arn, SemanticVersion: 1.0.0 } } }`,
    ),
    'child.yaml': `Resources: { Deeper: ${stack('https://s3.amazonaws.com/b/u.yaml')} }`,
  });
  expect(template?.unread).toBe(3);
  expect(template && recognisedAs(template, true)).toBe('SAM, 4 resources, 3 nested stacks not read');
});

test('without a way to read, a nested template is simply not known', () => {
  expect(printProblems(parseFiles({ 'template.yaml': root(stack('gone.yaml')) }, { read: undefined as never }))).toBe(
    '',
  );
});

test('what is wrong in a nested template is said there, once', () => {
  const parsed = parseFiles({
    'template.yaml': root(stack('bad.yaml'), `  Again: ${stack('bad.yaml')}`),
    'bad.yaml': 'Resources: { A: { Type: A::B::C }, B: text }',
  });
  expect(printProblems(parsed)).toBe(
    'bad.yaml:1:39 the resource B is text, not a map | Write a map with a Type and Properties',
  );
});

test('parameters that are not written out leave those of the child unknown', () => {
  const { template } = parseFiles({
    'template.yaml': root(stack('c.yaml', ', Parameters: !If [C, { P: a }, { P: b }]')),
    'c.yaml':
      'Parameters: { P: { Type: String, Default: d } }\nResources: { R: { Type: A::B::C, Properties: { X: !Ref P } } }',
  });
  expect(template && printResources(template).split('\n')[1]).toBe(
    'Orders/R A::B::C {X: =?(what the stack is given is not known)}',
  );
});

test('stacks are followed ten deep', () => {
  const files: Record<string, string> = { 'template.yaml': root(stack('1.yaml')) };
  for (let depth = 1; depth < 15; depth++) files[`${depth}.yaml`] = root(stack(`${depth + 1}.yaml`));
  const parsed = parseFiles(files);
  expect(parsed.template?.resources.length).toBe(11);
  expect(printProblems(parsed)).toMatch(/^10\.yaml:.* the nested template 11\.yaml lies more than 10 stacks deep/);
});

test('a nested application is SAM by its own right', () => {
  const { template, problems } = parseFiles({
    'template.yaml': root('{ Type: AWS::Serverless::Application, Properties: { Location: app.yaml } }'),
    'app.yaml':
      'Transform: AWS::Serverless-2016-10-31\n' +
      'Globals: { Function: { Timeout: 9 } }\n' +
      'Resources: { Fn: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, CodeUri: . } } }',
  });
  expect(problems).toEqual([]);
  expect(template?.resources.map(({ address, type }) => `${address} ${type}`)).toEqual([
    'Orders AWS::CloudFormation::Stack',
    'Orders/Fn AWS::Lambda::Function',
    'Orders/FnRole AWS::IAM::Role',
  ]);
});

test('what a stack is given and compares is known there, by any of its names', () => {
  const files = {
    'child.yaml': `
Parameters: { Region: { Type: String } }
Conditions: { Here: !Equals [!Ref Region, eu-west-1] }
Mappings: { Times: { eu-west-1: { Seconds: 20 }, us-east-1: { Seconds: 900 } } }
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Condition: Here
    Properties: { Timeout: !FindInMap [Times, !Ref AWS::Region, Seconds] }
`,
  };
  const text = root(stack('child.yaml', ', Parameters: { Region: !Ref AWS::Region }'));
  expect(lint(timeout, text, { files, options: { max: 60 }, undecided: true })).toBe('');
  expect(lint(timeout, text, { files, options: { max: 10 }, undecided: true })).toContain('may run for 20 s');
});

test('what a stack is given as one text that a list is joined to may be any text', () => {
  const files = {
    'child.yaml': `
Parameters: { Zones: { Type: String } }
Conditions: { Both: !Equals [!Ref Zones, a-b] }
Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: !If [Both, 900, 20] } } }
`,
  };
  const given = "Parameters: { List: { Type: CommaDelimitedList, AllowedValues: ['a,b', 'c,d'] } }\n";
  const text = given + root(stack('child.yaml', ", Parameters: { Zones: !Join ['-', !Ref List] }"));
  expect(lint(timeout, text, { files, options: { max: 60 } })).toMatchInlineSnapshot(`
    "child.yaml:4:87 info Worker may run for 900 s, longer than the 60 s that are allowed, and every hanging run is paid for [function-timeout]
        Resources: { Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: !If [Both, 900, 20] } } }
                                                                                              ~~~ above 60 s
      help: set Timeout to 60 or less
      when Orders/Both is true"
  `);
});
