import { expect, test } from 'vitest';
import { parse } from '../parsers/parse.js';
import { type Condition, type Node, type Scalar, scalar } from '../template/node.js';
import { Evaluator } from './evaluate.js';
import type { Resolved } from './resolved.js';
import { printText } from './text.js';
import { eachWorld } from './each-world.js';
import type { World } from './world.js';

function print(value: Resolved): string {
  switch (value.is) {
    case 'text':
      return printText(value.text);
    case 'resource':
      return `<${value.address}${value.attribute && `.${value.attribute}`}>`;
    case 'list':
      return `[${value.items.map(print).join(', ')}]`;
    case 'map':
      return `{${[...value.entries.keys()].join(', ')}}`;
    case 'unknown':
      return `unknown: ${value.why}`;
    case 'absent':
      return 'absent';
  }
}

/** The value of `Is` in every world, each with the facts that it rests on. */
function values(is: string, more = '', given: Record<string, Scalar> = {}): string[] {
  const text = `Resources:\n  R: { Type: A::B::C, Properties: { Is: ${is} } }\n  Other: { Type: A::B::C }\n${more}`;
  const { template } = parse({ path: 'template.yaml', text }, { parameters: given });
  const node = template?.resources[0]?.properties.entries.get('Is')?.value;
  if (template === undefined || node === undefined) throw new Error('the template has no value');
  const evaluator = new Evaluator(template);
  const found: string[] = [];
  eachWorld((world: World) => {
    const value = print(evaluator.resolve(node, world));
    found.push([value, ...world.facts.map(({ words }) => words)].join(' | '));
  });
  return found;
}

const stage = 'Parameters:\n  Stage: { Type: String, Default: dev, AllowedValues: [dev, test, prod] }\n';
const open = 'Parameters:\n  Name: { Type: String, Default: orders }\n  Bare: { Type: String }\n';

test.each([
  ['a literal', 'text', ['text']],
  ['a number keeps its spelling', '010', ['010']],
  ['nothing', '!Ref AWS::NoValue', ['absent']],
  ['a resource', '!Ref Other', ['<Other>']],
  ['an attribute', '!GetAtt Other.Arn', ['<Other.Arn>']],
  ['what is not there', '!Ref Nobody', ['unknown: Nobody is not in the template']],
  ['text with holes', '!Sub "a-${AWS::Region}-${Other.Arn}"', ['a-${AWS::Region}-${Other.Arn}']],
  ['a list without what is left out', '[a, !Ref AWS::NoValue, b]', ['[a, b]']],
  ['a joined list', '!Join ["-", [a, !Ref Other]]', ['a-${Other}']],
  ['one of a list', '!Select [1, [a, b]]', ['b']],
  ['no such item', '!Select [2, [a, b]]', ['unknown: the list has no item 2']],
  ['a split text', '!Split [",", "a,b"]', ['[a, b]']],
  ['an import', '!ImportValue Shared', ['unknown: imported from another stack']],
])('%s', (_, is, expected) => {
  expect(values(is)).toEqual(expected);
});

test('a parameter is its default and each allowed value', () => {
  expect(values('!Ref Stage', stage)).toEqual([
    'dev | Stage keeps its default',
    'test | Stage is test',
    'prod | Stage is prod',
  ]);
});

test('a given value is the only one, and no condition of a finding', () => {
  expect(values('!Ref Stage', stage, { Stage: 'prod' })).toEqual(['prod']);
});

test('a parameter without a default is unknown', () => {
  expect(values('!Ref Bare', open)).toEqual(['unknown: Bare is given at deployment']);
});

test('conditions on one parameter exclude each other, and agree with its value', () => {
  const conditions = `${stage}Conditions:\n  IsProd: !Equals [!Ref Stage, prod]\n  IsTest: !Equals [!Ref Stage, test]\n`;
  expect(values('!If [IsProd, !If [IsTest, never, prod], !Ref Stage]', conditions)).toEqual([
    'dev | IsProd is false | Stage keeps its default',
    'test | IsProd is false | Stage is test',
    'prod | IsProd is true | IsTest is false',
  ]);
});

test('what is known of a parameter answers all that asks for it', () => {
  const conditions = [
    stage,
    'Conditions:',
    '  IsDev: !Equals [!Ref Stage, dev]',
    '  IsTest: !Equals [!Ref Stage, test]',
    '  IsProd: !Equals [!Ref Stage, prod]',
    '  IsLive: !Equals [prod, !Ref Stage]',
    '  IsOdd: !Equals [!Ref Stage, staging]\n',
  ].join('\n');
  const answers = (is: string): string[] => values(is, conditions).map((value) => value.split(' | ')[0] ?? '');
  const twice = ['dev-dev', 'test-test', 'prod-prod'];
  expect(answers('!Sub "${Stage}-${Stage}"')).toEqual(twice);
  expect(values('!Sub "${Stage}-${Stage}"', stage).map((value) => value.split(' | ')[0])).toEqual(twice);
  expect(answers('!If [IsProd, yes, !If [IsLive, never, no]]')).toEqual(['no', 'yes']);
  expect(answers('!If [IsDev, dev, !If [IsTest, test, !If [IsProd, prod, never]]]')).toEqual(['dev', 'prod', 'test']);
  expect(answers('!If [IsOdd, never, always]')).toEqual(['always']);
});

test('conditions are made of conditions', () => {
  const conditions = [
    stage,
    'Conditions:',
    '  IsProd: !Equals [!Ref Stage, prod]',
    '  IsTest: !Equals [!Ref Stage, test]',
    '  Guarded: !Or [!Condition IsProd, !Condition IsTest]',
    '  Open: !Not [!Condition Guarded]',
    '  Never: !And [!Condition Guarded, !Condition Open]\n',
  ].join('\n');
  expect(new Set(values('!If [Never, wrong, right]', conditions))).toEqual(new Set(['right | Never is false']));
});

test('a condition on something that only the deployment knows falls both ways', () => {
  const conditions = `${open}Conditions:\n  Here: !Equals [!Ref AWS::Region, eu-west-1]\n`;
  expect(values('!If [Here, !Ref AWS::Region, elsewhere]', conditions)).toEqual([
    'elsewhere | Here is false',
    'eu-west-1 | Here is true',
  ]);
});

test.each([
  ['!Ref List', ['no | Is is false', 'yes | Is is true']],
  ['!Join ["", !Ref List]', ['no | Is is false', 'yes | Is is true']],
  ['!Join [",", !Ref List]', ['no | Is is false', 'yes | Is is true']],
  ['!Sub "${Text}"', ['no | Is is false', 'yes | Is is true']],
  ['!Join ["", [!Ref Text, !Ref More]]', ['no | Is is false', 'yes | Is is true', 'yes | Is is true']],
  [
    '!Select [0, !Ref List]',
    ['yes | List keeps its default | Is is true', 'no | List keeps its default | Is is false'],
  ],
  ['!Join ["-", [!Ref Text, !Ref More]]', ['yes | Text keeps its default | More keeps its default | Is is true']],
])('a parameter that is empty by default may be given, however it is compared: %s', (left, expected) => {
  const conditions = [
    'Parameters:',
    "  List: { Type: CommaDelimitedList, Default: '' }",
    "  Text: { Type: String, Default: '' }",
    "  More: { Type: String, Default: '' }",
    `Conditions: { Is: !Not [!Equals [${left}, '']] }\n`,
  ].join('\n');
  expect(values('!If [Is, yes, no]', conditions)).toEqual(expected);
});

test('what a list is joined to is told only where it is empty', () => {
  const conditions = [
    'Parameters:',
    "  List: { Type: CommaDelimitedList, Default: 'a,b' }",
    "Conditions: { Is: !Equals [!Join ['|', !Ref List], 'a|b'], Not: !Equals ['', !Join ['', !Ref List]] }\n",
  ].join('\n');
  expect(values('!If [Is, !Join ["-", !Ref List], no]', conditions)).toEqual([
    'a-b | List keeps its default | Is is true',
  ]);
  expect(values('!If [Not, !Join ["-", !Ref List], no]', conditions)).toEqual(['no | Not is false', ' | Not is true']);
});

test('what one condition says of a parameter holds for what another puts together of it', () => {
  const conditions = [
    'Parameters:',
    "  Text: { Type: String, Default: '' }",
    "  More: { Type: String, Default: '' }",
    "Conditions: { Bare: !Equals [!Ref Text, ''], None: !Equals [!Sub '${Text}${More}', ''] }\n",
  ].join('\n');
  expect(values('!If [Bare, !If [None, none, more], !If [None, never, some]]', conditions)).toEqual([
    'none | Bare is true | None is true',
    'more | Bare is true | None is false',
    'some | Bare is false | None is false',
  ]);
});

test('what can only be the same as something else at deployment is so for all that compare it, in either order', () => {
  const compare = (name: string, left: string, right: string) => `  ${name}: !Equals [${left}, ${right}]`;
  const [one, two] = ["!Sub 'in-${AWS::Region}'", "!Sub '${AWS::Partition}-here'"];
  const conditions = [
    'Conditions:',
    compare('Same', one, two),
    compare('Again', two, one),
    compare('Home', one, 'in-eu-west-1'),
    compare('Chosen', 'in-eu-west-1', one),
    compare('Else', two, 'in-eu-west-1'),
    '',
  ].join('\n');
  const answers = (is: string): string[] => values(is, conditions).map((value) => value.split(' | ')[0] ?? '');
  expect(answers('!If [Same, !If [Again, same, never], !If [Again, never, different]]')).toEqual(['different', 'same']);
  expect(answers('!If [Home, !If [Chosen, home, never], !If [Chosen, never, abroad]]')).toEqual(['abroad', 'home']);
  expect(answers('!If [Same, !If [Else, both, one], !If [Else, other, none]]')).toEqual([
    'none',
    'other',
    'one',
    'both',
  ]);
});

test('whether two lists are the same is not guessed', () => {
  const conditions = [
    'Parameters:',
    '  One: { Type: CommaDelimitedList, Default: a }',
    '  Two: { Type: CommaDelimitedList, Default: b }',
    'Conditions: { Same: !Equals [!Ref One, !Ref Two] }\n',
  ].join('\n');
  expect(values('!If [Same, yes, no]', conditions)).toEqual([
    'no | Two keeps its default | One keeps its default | Same is false',
    'yes | Two keeps its default | One keeps its default | Same is true',
  ]);
});

test('nobody is in a world in which what is referred to is not deployed', () => {
  const third =
    '  Third: { Type: A::B::C, Condition: IsHere }\nConditions: { IsHere: !Equals [!Ref AWS::Region, eu-west-1] }\n';
  expect(values('!Ref Third', third)).toEqual(['<Third> | IsHere is true']);
  expect(values('!If [IsHere, !Ref Third, none]', third)).toHaveLength(2);
});

test('what is unknown is the same as itself', () => {
  const conditions = `${open}Conditions:\n  Same: !Equals [!Sub 'in \${AWS::Region}', !Join [' ', [in, !Ref AWS::Region]]]\n`;
  expect(values('!If [Same, always, never]', conditions)).toEqual(['always | Same is true']);
});

test('a condition that asks for itself by Fn::If is either, once', () => {
  const more = `${open}Conditions:\n  A: !Not [!Equals [!If [A, orders, !Ref AWS::NoValue], !Ref Name]]\n`;
  const answers = values('!If [A, yes, no]', more).map((value) => value.split(' | ')[0]);
  expect(answers).toEqual(['yes', 'no']);
});

test('a condition that refers to itself ends', () => {
  const conditions = 'Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n';
  expect(values('!If [A, yes, no]', conditions)).toEqual(['yes | A is true', 'no | A is false']);
});

test('a mapping is looked up; a key that is unknown leaves the value unknown, unless it makes no difference', () => {
  const mappings = `${stage}Mappings:\n  Sizes:\n    dev: { Memory: 128 }\n    prod: { Memory: 512, Time: 9 }\n    test: { Time: 9 }\n`;
  expect(values('!FindInMap [Sizes, dev, Memory]', mappings)).toEqual(['128']);
  expect(values('!FindInMap [Sizes, !Ref AWS::Region, Time]', mappings)).toEqual(['9']);
  expect(values('!FindInMap [Sizes, test, !Ref AWS::Region]', mappings)).toEqual(['9']);
  expect(values('!FindInMap [Sizes, !Ref AWS::Region, Time, { DefaultValue: 9 }]', mappings)).toEqual(['9']);
  expect(values('!FindInMap [Sizes, !Ref AWS::Region, Time, { DefaultValue: 1 }]', mappings)[0]).toContain('unknown');
  expect(values('!FindInMap [Sizes, !Ref AWS::Region, Memory]', mappings)[0]).toContain('unknown');
  expect(values('!FindInMap [Sizes, nowhere, Memory, { DefaultValue: 1 }]', mappings)).toEqual(['1']);
});

test('a list parameter is a list', () => {
  const none = 'Parameters:\n  List: { Type: CommaDelimitedList, Default: "" }\n';
  expect(values('!Select [0, !Ref List]', none)).toEqual(['unknown: the list has no item 0 | List keeps its default']);
  const list = 'Parameters:\n  Ids: { Type: CommaDelimitedList, Default: "a, b" }\n';
  expect(values('!Ref Ids', list)).toEqual(['[a, b] | Ids keeps its default']);
  expect(values('!Join ["+", !Ref Ids]', list)).toEqual(['a+b | Ids keeps its default']);
});

test('what is worked out of lists, texts and mappings', () => {
  const mappings = 'Mappings:\n  Sizes:\n    dev: { Memory: 128, Zones: [a, b] }\n';
  expect(
    [
      '!Join [!Ref AWS::Region, [a, b]]',
      '!Join ["", [a, [b], !Ref Other, "${AWS::Region}"]]',
      '!Join ["-", text]',
      '!Join ["", []]',
      '!Split ["-", !Sub "a-${AWS::Region}-b"]',
      '!Split ["/", !Sub "a/${AWS::Region}/b"]',
      '!Split ["e", !Sub "a-${AWS::Region}"]',
      '!Split ["/", !Sub "a/${Other.Arn}"]',
      '!Split [",", !Join [",", [!Ref Other, !GetAtt Other.Arn, "x${AWS::Region}"]]]',
      '!Split [",", !Sub "a,${Other.Zones}"]',
      '!Split ["", text]',
      '!Split [!Ref AWS::Region, text]',
      '!Split [",", [a]]',
      '!Split [",", "a,,b,"]',
      '!Select ["0", [a, b]]',
      '!Select [-1, [a, b]]',
      '!Select [0.5, [a, b]]',
      '!Select [!Ref AWS::Region, [a, b]]',
      '!Select [0, text]',
      '!Select [1, !Split ["/", !Sub "a/${AWS::Region}/b"]]',
      '!Select [0, [!Ref Other]]',
      '!FindInMap [Sizes, !Ref AWS::Region, Memory]',
      '!FindInMap [Sizes, dev, !ImportValue key]',
      '!FindInMap [Sizes, dev, Disk]',
      '!FindInMap [Sizes, nowhere, Memory]',
      '!FindInMap [Nothing, dev, Memory]',
      '!FindInMap [Sizes, dev, Zones]',
      '!FindInMap [Sizes, !Ref AWS::Region, Memory, { DefaultValue: 1 }]',
      '{ Fn::Length: [a, b, c] }',
      '{ Fn::Length: !Ref Other }',
      '{ Fn::ToJsonString: { a: 1, b: ["x\\ty", true, null], c: !Ref Other, d: !Sub "${AWS::Region}" } }',
      '{ Fn::ToJsonString: [!Ref AWS::NoValue] }',
      '{ Fn::ToJsonString: { a: !ImportValue it } }',
      '!Base64 text',
    ]
      .map((is) => `${is} → ${values(is, mappings).join(' or ')}`)
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "!Join [!Ref AWS::Region, [a, b]] → unknown: the join of values that only the deployment knows
    !Join ["", [a, [b], !Ref Other, "\${AWS::Region}"]] → aa list\${Other}\${AWS::Region}
    !Join ["-", text] → unknown: the join of values that only the deployment knows
    !Join ["", []] → 
    !Split ["-", !Sub "a-\${AWS::Region}-b"] → unknown: the split of values that only the deployment knows
    !Split ["/", !Sub "a/\${AWS::Region}/b"] → [a, \${AWS::Region}, b]
    !Split ["e", !Sub "a-\${AWS::Region}"] → unknown: the split of values that only the deployment knows
    !Split ["/", !Sub "a/\${Other.Arn}"] → unknown: the split of values that only the deployment knows
    !Split [",", !Join [",", [!Ref Other, !GetAtt Other.Arn, "x\${AWS::Region}"]]] → [<Other>, <Other.Arn>, x\${AWS::Region}]
    !Split [",", !Sub "a,\${Other.Zones}"] → unknown: the split of values that only the deployment knows
    !Split ["", text] → unknown: the split of values that only the deployment knows
    !Split [!Ref AWS::Region, text] → unknown: the split of values that only the deployment knows
    !Split [",", [a]] → unknown: the split of values that only the deployment knows
    !Split [",", "a,,b,"] → [a, , b, ]
    !Select ["0", [a, b]] → a
    !Select [-1, [a, b]] → unknown: the list has no item -1
    !Select [0.5, [a, b]] → unknown: the select of values that only the deployment knows
    !Select [!Ref AWS::Region, [a, b]] → unknown: the select of values that only the deployment knows
    !Select [0, text] → unknown: the select of values that only the deployment knows
    !Select [1, !Split ["/", !Sub "a/\${AWS::Region}/b"]] → \${AWS::Region}
    !Select [0, [!Ref Other]] → <Other>
    !FindInMap [Sizes, !Ref AWS::Region, Memory] → 128
    !FindInMap [Sizes, dev, !ImportValue key] → unknown: its key in the mapping is known only at deployment
    !FindInMap [Sizes, dev, Disk] → unknown: the mapping has no such key
    !FindInMap [Sizes, nowhere, Memory] → unknown: the mapping has no such key
    !FindInMap [Nothing, dev, Memory] → unknown: the template has no mapping Nothing
    !FindInMap [Sizes, dev, Zones] → [a, b]
    !FindInMap [Sizes, !Ref AWS::Region, Memory, { DefaultValue: 1 }] → unknown: its key in the mapping is known only at deployment
    { Fn::Length: [a, b, c] } → 3
    { Fn::Length: !Ref Other } → unknown: the length of values that only the deployment knows
    { Fn::ToJsonString: { a: 1, b: ["x\\ty", true, null], c: !Ref Other, d: !Sub "\${AWS::Region}" } } → {"a":1,"b":["x\\ty",true,null],"c":"\${Other}","d":"\${AWS::Region}"}
    { Fn::ToJsonString: [!Ref AWS::NoValue] } → unknown: the json of values that only the deployment knows
    { Fn::ToJsonString: { a: !ImportValue it } } → unknown: the json of values that only the deployment knows
    !Base64 text → unknown: it is encoded"
  `);
});

test.each<[string, Condition]>([
  ['one', { is: 'unknown', why: 'it' }],
  ['its opposite', { is: 'not', of: { is: 'unknown', why: 'it' } }],
  ['one of several', { is: 'or', all: [{ is: 'unknown', why: 'it' }] }],
])('a value that hangs on a condition of which nothing tells is a guess: %s', (_, condition) => {
  const { template } = parse({ path: 'template.yaml', text: 'Resources: { R: { Type: A::B::C } }\n' });
  if (template === undefined) throw new Error('there is no template');
  const at = { file: { path: '', text: '' }, start: 0, end: 0 };
  const node: Node = { is: 'choice', condition, then: scalar('yes', at), otherwise: scalar('no', at), at };
  const evaluator = new Evaluator(template);
  const found: string[] = [];
  eachWorld((world: World) => {
    found.push(`${print(evaluator.resolve(node, world))} ${world.isGuess ? 'guessed' : 'known'}`);
  });
  expect(found.sort()).toEqual(['no guessed', 'yes guessed']);
});
