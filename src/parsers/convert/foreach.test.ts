import { expect, test } from 'vitest';
import {
  parseFiles,
  printProblems,
  printResources,
  sourceOf,
  templateOf,
  valueOf,
} from '../../../test/support/parse.js';
import { printCondition, printNode } from '../../../test/support/print-node.js';

const resources = (text: string): string => printResources(templateOf(text));

test('a loop over resources makes one for each value', () => {
  const text = `
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [Orders, in-voices]
    - Topic&{Name}:
        Type: AWS::SNS::Topic
        DependsOn: Table&{Name}
        Properties:
          TopicName: !Sub "\${Name}-\${AWS::Region}"
          Plain: "x-\${Name}"
          Same: !Ref Name
          Arn: !GetAtt "Table&{Name}.Arn"
          Nested: !Sub "\${Table&{Name}.Arn}"
`;
  expect(resources(text)).toMatchInlineSnapshot(`
    "TopicOrders AWS::SNS::Topic {TopicName: text("Orders-" $AWS::Region), Plain: "x-Orders", Same: "Orders", Arn: @TableOrders.Arn, Nested: text(@TableOrders.Arn)}
    Topicinvoices AWS::SNS::Topic {TopicName: text("in-voices-" $AWS::Region), Plain: "x-in-voices", Same: "in-voices", Arn: @Tableinvoices.Arn, Nested: text(@Tableinvoices.Arn)}"
  `);
  const [first] = templateOf(text).resources;
  expect(first && sourceOf(first)).toBe('Topic&{Name}');
});

test.each([
  ['!Ref Names', 'a b'],
  ['!Split ["|", "a|b"]', 'a b'],
  ['!FindInMap [Sets, dev, names]', 'a b'],
  ['[!Ref One, c]', 'z c'],
  ['[!Select [1, [x, y]], !FindInMap [Sets, dev, one]]', 'y d'],
  ['!Split ["|", !Sub "${One}|b"]', 'z b'],
  ['[a, !Sub "${AWS::StackName}-b"]', '${N}'],
  ['[a, !Select [5, [x, y]]]', '${N}'],
  ['!Ref Unknown', '${N}'],
  ['!ImportValue x', '${N}'],
])('the collection %s', (collection, ids) => {
  const text = `
Parameters:
  Names: { Type: CommaDelimitedList, Default: "a, b" }
  One: { Type: String, Default: z }
  Unknown: { Type: CommaDelimitedList }
Mappings: { Sets: { dev: { names: [a, b], one: d } } }
Resources:
  Fn::ForEach::Loop: [N, ${collection}, { "\${N}": { Type: A::B::C, Properties: { X: !Ref N } } }]
`;
  expect(
    templateOf(text)
      .resources.map(({ address }) => address)
      .join(' '),
  ).toBe(ids);
});

test('a given parameter is looped over before its default', () => {
  const text = `
Parameters: { Names: { Type: CommaDelimitedList, Default: a } }
Resources: { "Fn::ForEach::L": [N, !Ref Names, { "R\${N}": { Type: A::B::C } }] }`;
  const { resources: made } = templateOf(text, {}, { parameters: { Names: 'x,y' } });
  expect(made.map(({ address }) => address)).toEqual(['Rx', 'Ry']);
});

test('what only the deployment knows is a hole, the same one wherever it stands in the body', () => {
  const printed = resources(`
Resources:
  Fn::ForEach::L: [N, !Ref Gone, { "R\${N}": { Type: A::B::C, Properties: { A: !Ref N, B: "x\${N}", C: !Sub "\${N}!" } } }]
`);
  expect(printed).toMatchInlineSnapshot(
    `"R\${N} A::B::C {A: ?(N of Fn::ForEach is not known before deployment; loop:template.yaml:14:), B: text("x" ?(N of Fn::ForEach is not known before deployment; loop:template.yaml:14:)), C: text(?(N of Fn::ForEach is not known before deployment; loop:template.yaml:14:) "!")}"`,
  );
});

test('loops in properties, in conditions, and in one another', () => {
  const template = templateOf(`
Conditions:
  Fn::ForEach::C: [S, [dev, prod], { "Is\${S}": !Equals [!Ref "AWS::StackName", !Ref S] }]
Resources:
  Fn::ForEach::Outer:
    - X
    - [a, b]
    - Fn::ForEach::Inner:
        - Y
        - ["1", "2"]
        - "R\${X}\${Y}": { Type: A::B::C, Condition: Isdev, Properties: { "Fn::ForEach::P": [Z, [p], { "\${X}\${Z}": !Ref Y }] } }
`);
  expect([...template.conditions].map(([name, value]) => `${name} ${printCondition(value)}`)).toEqual([
    'Isdev $AWS::StackName == "dev"',
    'Isprod $AWS::StackName == "prod"',
  ]);
  expect(printResources(template)).toMatchInlineSnapshot(`
    "Ra1 A::B::C when Isdev {ap: "1"}
    Ra2 A::B::C when Isdev {ap: "2"}
    Rb1 A::B::C when Isdev {bp: "1"}
    Rb2 A::B::C when Isdev {bp: "2"}"
  `);
});

test('a loop that is none, or makes a key twice, or too many, is said', () => {
  const problems = (loop: string) =>
    printProblems(parseFiles({ 'template.yaml': `Resources:\n  Fn::ForEach::L: ${loop}\n` }));
  const many = `[${Array.from({ length: 101 }, (_, index) => index).join()}]`;
  expect(problems('[N]')).toMatchInlineSnapshot(
    `"template.yaml:2:19 Fn::ForEach::L is not a loop | Give it a list of an identifier, a collection, and a map of what to repeat"`,
  );
  expect(problems('[N, [a, b], { R: { Type: A::B::C } }]')).toMatchInlineSnapshot(
    `"template.yaml:2:33 Fn::ForEach::L makes R, which is there already | Use the identifier of the loop in the key, so that every pass makes another one"`,
  );
  const body = `{ "Fn::ForEach::M": [M, ${many}, { "R\${N}x\${M}": { Type: A::B::C } }] }`;
  expect(problems(`[N, ${many}, ${body}]`)).toMatchInlineSnapshot(
    `"template.yaml:2:322 the loops of the template make more than 10000 entries | Loop over fewer values"`,
  );
});

test('outside its loop an identifier is a name like any other', () => {
  expect(printNode(valueOf('{ "Fn::ForEach::L": [N, [a], { "k${N}": 1 }], after: !Ref N, text: "${N}" }'))).toBe(
    '{ka: 1, after: @N, text: "${N}"}',
  );
});

test('what each pass imports is another value', () => {
  expect(printNode(valueOf('{ "Fn::ForEach::L": [N, [a, b], { "k${N}": !ImportValue { Ref: N } }] }'))).toBe(
    '{ka: ?(imported from another stack; import:a), kb: ?(imported from another stack; import:b)}',
  );
});
