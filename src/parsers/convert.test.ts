import localTags from 'cloudformation-js-yaml-schema/tags.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { sourceOf, valueOf } from '../../test/support/parse.js';
import { printNode } from '../../test/support/print-node.js';
import { longName, shortTags } from './tags.js';

const sections = `
Parameters:
  Stage: { Type: String, Default: dev }
Mappings:
  Ports: { dev: { http: 8080 } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
`;

const print = (value: string): string => printNode(valueOf(value, sections));

test.each([
  ['!Ref Stage', '{ Ref: Stage }', '$Stage'],
  ['!Ref Table', '{ Ref: Table }', '@Table'],
  ['!Ref Fn.Version', '{ Ref: Fn.Version }', '@Fn.Version'],
  ['!Ref AWS::Region', '{ Ref: "AWS::Region" }', '$AWS::Region'],
  ['!Ref AWS::NoValue', '{ Ref: "AWS::NoValue" }', 'nothing'],
  ['!GetAtt Table.Arn', '{ Fn::GetAtt: [Table, Arn] }', '@Table.Arn'],
  ['!GetAtt [Table, Arn]', '{ Fn::GetAtt: Table.Arn }', '@Table.Arn'],
  ['!GetAtt Child.Outputs.Url', '{ Fn::GetAtt: [Child, Outputs.Url] }', '@Child.Outputs.Url'],
  ['!Sub plain', '{ Fn::Sub: plain }', '"plain"'],
  [
    '!Sub "a-${Stage}-${Table}-${Table.Arn}-${!Kept}-${AWS::Region}"',
    '{ Fn::Sub: "a-${Stage}-${Table}-${Table.Arn}-${!Kept}-${AWS::Region}" }',
    'text("a-" $Stage "-" @Table "-" @Table.Arn "-${Kept}-" $AWS::Region)',
  ],
  ['!Sub ["${X}!", { X: !Ref Table }]', '{ Fn::Sub: ["${X}!", { X: { Ref: Table } }] }', 'text(@Table "!")'],
  ['!Sub "${aws:username} ${}"', '{ Fn::Sub: "${aws:username} ${}" }', '"${aws:username} ${}"'],
  ['!Join ["-", [a, !Ref Stage]]', '{ Fn::Join: ["-", [a, { Ref: Stage }]] }', 'text("a-" $Stage)'],
  ['!Join ["-", !Ref Names]', '{ Fn::Join: ["-", { Ref: Names }] }', 'join("-", @Names)'],
  [
    '!Join ["-", [!If [IsProd, a, b]]]',
    '{ Fn::Join: ["-", [{ Fn::If: [IsProd, a, b] }]] }',
    'join("-", [if(IsProd, "a", "b")])',
  ],
  ['!Select [0, [a, b]]', '{ Fn::Select: [0, [a, b]] }', 'select(0, ["a", "b"])'],
  [
    '!Select [1, !GetAZs ""]',
    '{ Fn::Select: [1, { Fn::GetAZs: "" }] }',
    'select(1, ?(availability zones are not known; azs:))',
  ],
  ['!Split [",", "a,b"]', '{ Fn::Split: [",", "a,b"] }', 'split(",", "a,b")'],
  [
    '!FindInMap [Ports, dev, http]',
    '{ Fn::FindInMap: [Ports, dev, http] }',
    'find({dev: {http: 8080}}, "dev", "http")',
  ],
  [
    '!FindInMap [Ports, !Ref Stage, http, { DefaultValue: 1 }]',
    '{ Fn::FindInMap: [Ports, { Ref: Stage }, http, { DefaultValue: 1 }] }',
    'find({dev: {http: 8080}}, $Stage, "http", 1)',
  ],
  ['!FindInMap [Gone, a, b]', '{ Fn::FindInMap: [Gone, a, b] }', '?(the template has no mapping Gone)'],
  ['!If [IsProd, 1, 2]', '{ Fn::If: [IsProd, 1, 2] }', 'if(IsProd, 1, 2)'],
  ['!If [Gone, 1, 2]', '{ Fn::If: [Gone, 1, 2] }', 'if(?(the template has no condition Gone), 1, 2)'],
  ['!ImportValue Role', '{ Fn::ImportValue: Role }', '?(imported from another stack; import:Role)'],
  ['!Base64 text', '{ Fn::Base64: text }', 'base64("text")'],
  ['!Length [1, 2]', '{ Fn::Length: [1, 2] }', 'length([1, 2])'],
  ['!ToJsonString { a: 1 }', '{ Fn::ToJsonString: { a: 1 } }', 'json({a: 1})'],
  [
    '!Cidr [10.0.0.0/16, 2, 8]',
    '{ Fn::Cidr: [10.0.0.0/16, 2, 8] }',
    '?(what Fn::Cidr gives is not known; cidr:["10.0.0.0/16",2,8,])',
  ],
  ['!Transform { Name: Own, Parameters: {} }', '{ Fn::Transform: { Name: Own, Parameters: {} } }', '?(the macro Own)'],
])('%s and %s are the same', (short, long, printed) => {
  expect(print(short)).toBe(printed);
  expect(print(long)).toBe(printed);
});

test.each([
  ['a tag that nobody knows leaves its node alone', '!Unknown { a: 1 }', '{a: 1}'],
  ['a function that nobody knows is a value that is not', '{ Fn::Xyz: 1 }', '?(what Fn::Xyz gives is not known)'],
  ['only a map with one key is a function', '{ Ref: Stage, Fn::Sub: x }', '{Ref: "Stage", Fn::Sub: "x"}'],
  ['a map with a Condition is a map', '{ Condition: { Bool: {} } }', '{Condition: {Bool: {}}}'],
  ['null stays null', '{ a: null }', '{a: null}'],
  [
    'a key of every object is a key',
    '{ __proto__: { constructor: 1 }, toString: 2 }',
    '{__proto__: {constructor: 1}, toString: 2}',
  ],
  ['Ref of a list', '{ Ref: [] }', '?(Ref is not given what it needs)'],
  ['Ref of a computed name', '!Ref { Fn::Sub: "T${Stage}" }', '@Tdev'],
  ['GetAtt without attribute', '!GetAtt Table', '?(Fn::GetAtt is not given what it needs)'],
  ['Sub of a map', '!Sub { a: 1 }', '?(Fn::Sub is not given what it needs)'],
  ['Sub in Join', '!Join ["", ["a", !Sub "b${Table}"]]', 'text("ab" @Table)'],
  ['Join of literals', '!Join [":", [a, 1, true]]', '"a:1:true"'],
])('%s', (_, value, printed) => {
  expect(print(value)).toBe(printed);
});

test.each([
  ['"{{resolve:ssm:/a/b:1}}"', '?(read from SSM at deployment; {{resolve:ssm:/a/b:1}})'],
  ['"x-{{resolve:ssm-secure:/p}}-y"', 'text("x-" ?(read from SSM at deployment; {{resolve:ssm-secure:/p}}) "-y")'],
  [
    '!Sub "{{resolve:secretsmanager:${Table}:SecretString:p}}"',
    '?(read from Secrets Manager at deployment; {{resolve:secretsmanager:${Table}:SecretString:p}})',
  ],
  ['"{{resolve:ssm:/open"', '"{{resolve:ssm:/open"'],
])('dynamic reference %s', (value, printed) => {
  expect(print(value)).toBe(printed);
});

test('the parts of a Sub stand where they are written', () => {
  const node = valueOf('!Sub "${A}/${A}/${B.Arn}"');
  const parts = node.is === 'text' ? node.parts.filter((part) => typeof part !== 'string') : [];
  expect(parts.map(sourceOf)).toEqual(['${A}', '${A}', '${B.Arn}']);
  expect(parts[1]?.at.start).toBeGreaterThan(parts[0]?.at.end ?? 0);
});

test('Fn::If without two values is said', () => {
  expect(print('!If [IsProd, 1]')).toBe('?(Fn::If is not given what it needs)');
});

test('text that doubles itself is stopped before it fills the memory', () => {
  let value = '!Sub ["${a}${a}", { a: long }]';
  for (let depth = 0; depth < 25; depth++) value = `!Sub ["\${a}\${a}", { a: ${value} }]`;
  expect(print(value)).toContain('longer than any template');
});

test('the list of tags covers that of cloudformation-js-yaml-schema', () => {
  for (const [kind, tags] of Object.entries(localTags)) {
    expect(shortTags[kind as keyof typeof shortTags]).toEqual(expect.arrayContaining(tags));
    for (const tag of tags) expect(longName(`!${tag}`)).toMatch(/^(?:Ref|Condition|Fn::\w+)$/);
  }
  expect(longName('!constructor')).toBeUndefined();
});
