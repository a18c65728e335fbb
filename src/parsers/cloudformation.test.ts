import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  parseFiles,
  printProblems,
  printResources,
  resourceOf,
  sourceOf,
  templateOf,
} from '../../test/support/parse.js';
import { printCondition, printNode } from '../../test/support/print-node.js';
import { parse } from './parse.js';

const problems = (text: string): string => printProblems(parseFiles({ 'template.yaml': text }));

test('a resource has its id, type, properties, condition and the rest', () => {
  const template = templateOf(`
Conditions: { C: !Equals [a, b] }
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Condition: C
    DependsOn: [Role]
    DeletionPolicy: Retain
    Properties: { Timeout: 3 }
`);
  const fn = resourceOf(template, 'Fn');
  expect(printResources(template)).toBe('Fn AWS::Lambda::Function when C {Timeout: 3}');
  expect([...fn.attributes].map(([key, { value }]) => `${key} ${printNode(value)}`)).toEqual([
    'DependsOn ["Role"]',
    'DeletionPolicy "Retain"',
  ]);
  expect(sourceOf(fn)).toBe('Fn');
  expect(template.problems).toEqual([]);
});

test('a resource that is wrong is said, and the rest is read', () => {
  const text = `Resources:
  A: text
  B: { Properties: {} }
  C: { Type: [x] }
  D: { Type: A::B::C, Properties: [1] }
  E: { Type: A::B::C, Properties: }
  F: { Type: A::B::C, Properties: { X: 1 } }
`;
  expect(problems(text)).toMatchInlineSnapshot(`
    "template.yaml:2:6 the resource A is text, not a map | Write a map with a Type and Properties
    template.yaml:3:3 the resource B has no Type | Give it a Type, such as AWS::Lambda::Function
    template.yaml:4:14 the Type of C is not text | Write the name of a type, such as AWS::Lambda::Function
    template.yaml:5:35 the Properties of D are a list, not a map | Write a map from names of properties to values"
  `);
  expect(printResources(templateOf(text))).toMatchInlineSnapshot(`
    "D A::B::C {}
    E A::B::C {}
    F A::B::C {X: 1}"
  `);
});

const noMap = 'Write a map from logical ids to resources';

test.each([
  [
    'AWSTemplateFormatVersion: 2010-09-09',
    '1:1 the template has no Resources | Add a Resources section with at least one resource',
  ],
  ['AWSTemplateFormatVersion: 2010-09-09\nResources:', `2:1 Resources is empty, not a map | ${noMap}`],
  ['Resources: []', `1:12 Resources is a list, not a map | ${noMap}`],
  ['Resources: text', `1:12 Resources is text, not a map | ${noMap}`],
  ['Resources: 7', `1:12 Resources is a number, not a map | ${noMap}`],
  ['Resources: {}\nParameters: []', '2:13 Parameters is a list, not a map | Write a map, or leave Parameters out'],
  ['Resources: {}\nParameters: { P: }', '2:15 the parameter P is not a map | Write a map with a Type'],
  ['Resources: {}\nOutputs: { A: 1 }', '2:15 the output A has no Value | Give the output a Value'],
])('%j is said', (text, expected) => {
  expect(problems(text)).toBe(`template.yaml:${expected}`);
});

test('a section that is misspelt', () => {
  const text = (section: string): string =>
    `Transform: AWS::Serverless-2016-10-31\n${section}\nResources: { Q: { Type: AWS::SQS::Queue } }`;
  expect(
    ['Paramters: { A: { Type: String } }', 'outputs: { A: { Value: b } }', 'Condition: { C: !Equals [a, b] }']
      .map((section) => problems(text(section)))
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "template.yaml:2:1 a template has no section Paramters | Rename it to Parameters
    template.yaml:2:1 a template has no section outputs | Rename it to Outputs
    template.yaml:2:1 a template has no section Condition | Rename it to Conditions"
  `);
  // A macro may take out what is its own.
  expect(
    problems(text('Metadatas: some text\nDefaults: { A: b }\nRoles: { A: b }\nParameters: {}\nParamters2: { A: b }')),
  ).toBe('');
});

test('empty sections are fine', () => {
  expect(problems('Resources: {}\nParameters:\nConditions:\nMappings:\nOutputs:\n')).toBe('');
});

test('parameters', () => {
  const text = `
Parameters:
  Plain: { Type: String, Default: a, AllowedValues: [a, b] }
  Secret: { Type: String, NoEcho: true }
  Looked: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /path }
  Given: { Type: Number, Default: 1 }
Resources: {}
`;
  const { parameters } = templateOf(text, {}, { parameters: { Given: 2, constructor: 'x' } });
  const lines = [...parameters.values()].map((p) =>
    [p.name, p.type, p.noEcho, printNode(p.default), p.allowed?.map(printNode).join('/'), p.given].join(' '),
  );
  expect(lines).toEqual([
    'Plain String false "a" "a"/"b" ',
    'Secret String true absent  ',
    'Looked AWS::SSM::Parameter::Value<String> false absent  ',
    'Given Number false 1  2',
  ]);
});

test('conditions', () => {
  const { conditions } = templateOf(`
Parameters: { Stage: { Type: String } }
Conditions:
  Prod: !Equals [!Ref Stage, prod]
  Both: !And [!Condition Prod, { Condition: Gone }]
  Any: { 'Fn::Or': [{ Condition: Prod }, !Not [{ Condition: Both }]] }
  Text: yes please
  Short: !Equals [a]
  Long: !Equals [a, b, c]
  None: !And []
  Neither: !Not []
  Two: !Not [!Condition Prod, !Condition Any]
  Bare: !Or x
Resources: {}
`);
  expect([...conditions].map(([name, condition]) => `${name}: ${printCondition(condition)}`)).toEqual([
    'Prod: $Stage == "prod"',
    'Both: and(Prod, ?(the template has no condition Gone))',
    'Any: or(Prod, not(Both))',
    'Text: ?(what is written is no condition)',
    'Short: ?(Fn::Equals is not given what it needs)',
    'Long: ?(Fn::Equals is not given what it needs)',
    'None: ?(Fn::And is not given what it needs)',
    'Neither: ?(Fn::Not is not given what it needs)',
    'Two: ?(Fn::Not is not given what it needs)',
    'Bare: ?(Fn::Or is not given what it needs)',
  ]);
});

test('a condition may stand where its name is asked for', () => {
  const template = templateOf(`
Parameters: { Stage: { Type: String } }
Resources:
  R:
    Type: A::B::C
    Condition: !Equals [!Ref Stage, prod]
    Properties: { X: !If [!Not [!Equals [!Ref Stage, dev]], a, b], Y: !If [[Stage], a, b] }
`);
  expect(printResources(template)).toBe(
    'R A::B::C when $Stage == "prod" {X: if(not($Stage == "dev"), "a", "b"), ' +
      'Y: if(?(Condition is not given what it needs), "a", "b")}',
  );
});

test('conditions that depend on themselves are said and not known', () => {
  const text = `Conditions:
  A: !Not [!Condition B]
  B: !Not [!Condition A]
  C: !Condition A
Resources: {}
`;
  expect(problems(text)).toBe('template.yaml:2:3 the condition A depends on itself | Break the circle of conditions');
  const { conditions } = templateOf(text);
  expect([...conditions.values()].map(printCondition)).toEqual(['?(the condition A depends on itself)', 'not(A)', 'A']);
});

test('conditions that depend on themselves by what they compare are said, too', () => {
  const text = `Conditions:
  A: !Equals [!Join ['', [x, !If [B, y, z]]], xy]
  B: !Equals [!Ref AWS::Region, !If [C, !If [A, a, b], c]]
  C: !Equals [!If [D, a, b], a]
  D: !Equals [a, b]
Resources: {}
`;
  expect(problems(text)).toBe('template.yaml:2:3 the condition A depends on itself | Break the circle of conditions');
});

test.each([
  '!And [!Condition A, !Equals [a, b]]',
  '!Or [!Equals [a, b], !Condition A]',
  '!Equals [!Sub ["x${v}", { v: !If [A, y, z] }], xy]',
  '!Equals [!Select [!If [A, 0, 1], [x, y]], x]',
  '!Equals [!Select [0, [x, !If [A, y, z]]], x]',
  '!Equals [!FindInMap [M, !If [A, x, y], k], v]',
  '!Equals [Fn::ToJsonString: { k: !If [A, x, y] }, v]',
])('the condition A depends on itself by %s', (condition) => {
  const text = `Transform: AWS::LanguageExtensions
Mappings: { M: { x: { k: v }, y: { k: w } } }
Conditions:
  A: ${condition}
Resources: {}
`;
  expect(problems(text)).toBe('template.yaml:4:3 the condition A depends on itself | Break the circle of conditions');
});

test('Fn::If without two values is said where it stands', () => {
  expect(problems('Resources:\n  R: { Type: A::B::C, Properties: { X: !If [C, 1] } }')).toBe(
    'template.yaml:2:44 Fn::If needs a condition and two values | ' +
      'Give it a list of three: the name of a condition, the value when it is true, the value when it is false',
  );
});

test('an include is merged, and wins over what is written beside it', () => {
  const files = {
    'template.yaml': `
Resources:
  Api:
    Type: A::B::C
    Properties:
      Alone: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api/body.yaml } } }
      Beside:
        info: here
        Fn::Transform: [{ Name: AWS::Include, Parameters: { Location: ./api/body.yaml } }]
      Far: !Transform { Name: AWS::Include, Parameters: { Location: s3://b/k } }
      FarBeside: { info: here, Fn::Transform: { Name: AWS::Include, Parameters: { Location: !Ref Where } } }
      Gone: !Transform { Name: AWS::Include, Parameters: { Location: gone.yaml } }
`,
    'api/body.yaml':
      'info: there\nuri: !GetAtt Fn.Arn\nself: !Transform { Name: AWS::Include, Parameters: { Location: body.yaml } }',
  };
  const { template } = parseFiles(files);
  expect(
    [...(template?.resources[0]?.properties.entries ?? [])].map(([k, e]) => `${k} ${printNode(e.value)}`).join('\n'),
  ).toMatchInlineSnapshot(`
    "Alone {info: "there", uri: @Fn.Arn, self: ?(AWS::Include of body.yaml, inside itself)}
    Beside {info: "there", uri: @Fn.Arn, self: ?(AWS::Include of body.yaml, inside itself)}
    Far ?(AWS::Include of s3://b/k)
    FarBeside {info: "here", Fn::Transform: ?(AWS::Include of a place that only the deployment knows)}
    Gone ?(AWS::Include of gone.yaml, which is not there)"
  `);
  expect(template?.files.map(({ path }) => path)).toEqual(['api/body.yaml']);
});

test('includes at the top and among resources', () => {
  const include = (path: string) => `{ Name: AWS::Include, Parameters: { Location: ${path} } }`;
  const template = templateOf(
    `Transform: [${include('top.yaml')}]\nResources:\n  Fn::Transform: ${include('more.yaml')}\n  A: { Type: A::A::A }`,
    {
      'top.yaml': 'Parameters: { P: { Type: String } }',
      'more.yaml': 'A: { Type: B::B::B }\nB: { Type: B::B::B, Properties: { X: !Ref P } }',
    },
  );
  expect(printResources(template)).toBe('A B::B::B {}\nB B::B::B {X: $P}');
});

test('whatever JSON a template is made of, parsing gives an answer', () => {
  const key = fc.oneof(
    fc.constantFrom('Type', 'Properties', 'Ref', 'Fn::If', 'Fn::Sub', 'Fn::ForEach::L', 'Fn::Transform', 'Fn::Join'),
    fc.constantFrom('Fn::GetAtt', 'Fn::FindInMap', 'Condition', 'Default', 'Value', 'Name', '__proto__', '${X}'),
    fc.string(),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.constantFrom<unknown>(
        'X',
        '${X}',
        'AWS::Include',
        'AWS::Serverless::Function',
        null,
        0,
        true,
        'a,b',
        '{{resolve:',
      ),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: false }),
    ),
  })).any;
  const section = fc.constantFrom(
    'Parameters',
    'Mappings',
    'Conditions',
    'Resources',
    'Outputs',
    'Transform',
    'Globals',
  );
  const resource = fc.record({
    Type: fc.constantFrom(
      'AWS::Lambda::Function',
      'AWS::CloudFormation::Stack',
      'AWS::Serverless::Function',
      'AWS::Serverless::Api',
    ),
    Properties: value,
  });
  fc.assert(
    fc.property(fc.dictionary(section, value), fc.dictionary(key, resource), (sections, resources) => {
      const template = { AWSTemplateFormatVersion: '2010-09-09', Resources: resources, ...sections };
      const file = { path: 'template.json', text: JSON.stringify(template) };
      const { template: parsed } = parse(file);
      expect(parsed).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

test('aliases that repeat aliases, and brackets in brackets, are read in no time', () => {
  const levels = Array.from(
    { length: 30 },
    (_, n) => `  L${n + 1}: &l${n + 1} { a: *l${n}, b: [*l${n}, *l${n}], c: !If [C, *l${n}, *l${n}] }`,
  );
  const bomb = `Metadata:\n  L0: &l0 { x: !Sub "\${A}" }\n${levels.join('\n')}\nResources:\n  R: { Type: A::B::C, Properties: *l30 }\n`;
  const found = (text: string): string => printProblems(parseFiles({ 'template.yaml': text }));
  expect(found(bomb)).toBe(
    'template.yaml:10:25 The document expands to too many nodes | Write parts out instead of nesting aliases',
  );
  const deep = `{"Resources": {"R": {"Type": "A::B::C", "Properties": {"X": ${'['.repeat(20_000)}${']'.repeat(20_000)}}}}}`;
  expect(found(deep)).toBe(
    'template.yaml:1:357 collections are nested more than 300 levels deep | Flatten the document',
  );
  expect(found(deep.replaceAll('[', '{"Fn::Not":[').replaceAll(']', ']}'))).toBe(
    'template.yaml:1:1837 collections are nested more than 300 levels deep | Flatten the document',
  );
});

test('what the CDK writes is CloudFormation', () => {
  const assembled = {
    Resources: {
      Fn9270CBC0: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: { 'Fn::GetAtt': ['FnRole', 'Arn'] },
          Code: { S3Bucket: { 'Fn::Sub': 'cdk-${AWS::AccountId}' } },
        },
        DependsOn: ['FnRole'],
        Metadata: { 'aws:cdk:path': 'Stack/Fn/Resource' },
      },
      CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2' }, Condition: 'CDKMetadataAvailable' },
    },
    Conditions: { CDKMetadataAvailable: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] } },
    Parameters: {
      BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x/version' },
    },
    Rules: {
      CheckBootstrapVersion: {
        Assertions: [{ Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1'], { Ref: 'BootstrapVersion' }] }] } }],
      },
    },
  };
  const text = JSON.stringify(assembled, null, 1);
  expect(problems(text)).toBe('');
  expect(printResources(templateOf(text))).toBe(
    'Fn9270CBC0 AWS::Lambda::Function {Role: @FnRole.Arn, Code: {S3Bucket: text("cdk-" $AWS::AccountId)}}\n' +
      'CDKMetadata AWS::CDK::Metadata when CDKMetadataAvailable {Analytics: "v2"}',
  );
});
