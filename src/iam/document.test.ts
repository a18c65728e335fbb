import { expect, test } from 'vitest';
import { templateOf } from '../../test/support/parse.js';
import { Evaluator } from '../values/evaluate.js';
import { type Text, printText } from '../values/text.js';
import { World } from '../values/world.js';
import { type PolicyDocument, type Principal, type Statement, placedAt, readDocument } from './document.js';

/** Reads the policy document that a YAML value is. */
function read(value: string): PolicyDocument {
  const template = templateOf(
    `Parameters: { P: { Type: String } }
Conditions: { C: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  R: { Type: A::B::C, Properties: { Document: ${value} } }
`,
  );
  const node = template.resources[0]?.properties.entries.get('Document')?.value;
  if (node === undefined) throw new Error('the template has no value');
  const evaluator = new Evaluator(template);
  const world = new World();
  const resolver = {
    resolve: (each: typeof node) => evaluator.resolve(each, world),
    textOf: (each: Parameters<Evaluator['textOf']>[0]) => evaluator.textOf(each),
  };
  return readDocument(resolver.resolve(node), resolver);
}

const texts = (name: string, all: readonly Text[] | undefined): string[] =>
  all === undefined ? [] : [`${name} [${all.map(printText).join(', ')}]`];
const named = (name: string, all: readonly Principal[] | undefined): string[] =>
  all === undefined ? [] : [`${name} [${all.map(({ type, value }) => `${type} ${printText(value)}`).join(', ')}]`];

const print = (statement: Statement): string =>
  [
    statement.effect ?? '?',
    ...(statement.sid === undefined ? [] : [`Sid ${statement.sid}`]),
    ...texts('Action', statement.actions),
    ...texts('NotAction', statement.notActions),
    ...texts('Resource', statement.resources),
    ...texts('NotResource', statement.notResources),
    ...named('Principal', statement.principals),
    ...named('NotPrincipal', statement.notPrincipals),
    ...statement.conditions.map(
      ({ operator, key, values }) => `if ${operator} ${key} [${values.map(printText).join(', ')}]`,
    ),
  ].join(' ');

const said = (value: string): string[] => {
  const { statements, unknowns } = read(value);
  return [...statements.map(print), ...unknowns.map(({ why }) => `unknown: ${why}`)];
};

test('every element, single or in lists', () => {
  expect(
    said(`{ Statement: [
      { Sid: One, Effect: Allow, Action: a:B, Resource: ['*', [x, y]] },
      { Effect: Deny, NotAction: [a:B, c:D], NotResource: x },
      { Effect: Allow, Principal: '*', NotPrincipal: { AWS: ['1', '2'], Service: s } },
      { Effect: !Ref P, Principal: { AWS: !Ref P }, Condition: { Bool: { k: true, l: [a, !Ref P] }, Null: { m: 'false' } } },
    ] }`),
  ).toMatchInlineSnapshot(`
    [
      "Allow Sid One Action [a:B] Resource [*, x, y]",
      "Deny NotAction [a:B, c:D] NotResource [x]",
      "Allow Principal [* *] NotPrincipal [AWS 1, AWS 2, Service s]",
      "? Principal [AWS \${P}] if Bool k [true] if Bool l [a, \${P}] if Null m [false]",
    ]
  `);
  expect(said('{ Statement: { Effect: Allow, Action: a:B } }')).toEqual(['Allow Action [a:B]']);
});

test('what is left out is missing, and what is empty is empty', () => {
  expect(
    said(
      '{ Statement: { Effect: Allow, Action: !Ref AWS::NoValue, NotAction: [!Ref AWS::NoValue], Resource: [], Principal: !Ref AWS::NoValue, NotPrincipal: [] } }',
    ),
  ).toEqual(['Allow NotAction [] Resource [] NotPrincipal []']);
});

test('what has the wrong shape is left out', () => {
  expect(
    said(
      '{ Statement: [text, { Effect: allow, Sid: [a], Action: { a: b }, Principal: { AWS: { a: b } }, Condition: a }, { Effect: [Allow], Condition: { Bool: a, Null: { k: { a: b } } } }] }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "? Action [] Principal []",
      "? if Null k []",
    ]
  `);
  expect(said('[{ Effect: Allow }]')).toEqual([]);
  expect(said('{ Version: 1 }')).toEqual([]);
});

test('what can’t be told is listed', () => {
  expect(
    [
      '!ImportValue document',
      '!Ref P',
      '{ Statement: !ImportValue s }',
      '{ Statement: [!ImportValue s, { Effect: Allow, Action: !ImportValue a }] }',
      '{ Statement: { Effect: Allow, Action: a:B, Fn::Transform: { Name: Guard } } }',
      '{ Statement: { Effect: Allow, Action: a:B, Condition: !ImportValue c } }',
      '{ Statement: { Effect: Allow, Action: a:B, Condition: { Bool: !ImportValue c } } }',
      "!Sub '{ Statement: ${P} }'",
    ].map((value) => said(value).join('; ')),
  ).toMatchInlineSnapshot(`
    [
      "unknown: imported from another stack",
      "unknown: P is given at deployment",
      "unknown: imported from another stack",
      "Allow Action [\${import:a}]; unknown: imported from another stack",
      "Allow Action [a:B]; unknown: the macro Guard",
      "Allow Action [a:B]; unknown: imported from another stack",
      "Allow Action [a:B]; unknown: imported from another stack",
      "unknown: its text is known only at deployment",
    ]
  `);
});

test('JSON text, with holes', () => {
  expect(
    said(
      `!Sub '{"Statement":{"Effect":"Allow","Action":["a:B","\${P}:C"],"Resource":"arn:\${R.Arn}/x","Condition":{"Bool":{"k":[true,1,null]}}}}'`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "Allow Action [a:B, \${P}:C] Resource [arn:\${R.Arn}/x] if Bool k [true, 1]",
    ]
  `);
  expect(said(`'{"Statement":{"Effect":"Allow"}'`)).toEqual([]);
});

test('a statement that is shown elsewhere has the same words there', () => {
  const [statement] = read(
    `{ Statement: { Sid: One, Effect: Allow, Action: a:B, Resource: '*', Principal: { AWS: '1' }, Condition: { Bool: { k: true } } } }`,
  ).statements;
  if (statement === undefined) throw new Error('no statement');
  const at = { file: { path: 'other.yaml', text: '' }, start: 7, end: 9 };
  const placed = placedAt(at, statement);
  expect(print(placed)).toBe(print(statement));
  const { actions, resources, principals, conditions } = placed;
  const places = [placed, ...(actions ?? []), ...(resources ?? []), ...(principals ?? []).map(({ value }) => value)];
  expect([...places, ...conditions, ...conditions.flatMap(({ values }) => values)].map((each) => each.at)).toEqual(
    Array.from({ length: 6 }, () => at),
  );
});
