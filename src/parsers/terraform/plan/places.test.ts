import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resourceOf, sourceOf } from '../../../../test/support/parse.js';
import { argument, constant, planTemplate, planText, refs } from '../../../../test/support/plan-text.js';
import { Places, type Pointer } from './places.js';

const text = `\uFEFF {
  "a\\"b": [1 , -2.5e3, [true, null], "x,]}\\\\", {}],
  "c": {"d": {"e": "f"}, "g" : false},
  "h": ["i", "j"]
}`;

test.each<[Pointer, string]>([
  [['a"b'], '[1 , -2.5e3, [true, null], "x,]}\\\\", {}]'],
  [['a"b', 0], '1'],
  [['a"b', 1], '-2.5e3'],
  [['a"b', 2, 1], 'null'],
  [['a"b', 3], '"x,]}\\\\"'],
  [['a"b', 4], '{}'],
  [['c', 'd', 'e'], '"f"'],
  [['c', 'g'], 'false'],
  // What is not there stands where its surroundings do.
  [['c', 'g', 'h', 1], 'false'],
  [['c', 'g', 0], 'false'],
  [['c', 'x'], '{"d": {"e": "f"}, "g" : false}'],
  [['h', 2], '["i", "j"]'],
  [['h', 'i'], '["i", "j"]'],
  [['x'], text.slice(2)],
])('%j', (pointer, found) => {
  const { start, end } = new Places({ path: 'p.json', text }).find(pointer);
  expect(text.slice(start, end)).toBe(found);
});

/** Every value of a JSON value, and the way to it. */
function everyValue(value: unknown, pointer: Pointer = []): [Pointer, unknown][] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const steps = inside.map(([key, each]) => everyValue(each, [...pointer, Array.isArray(value) ? Number(key) : key]));
  return [[pointer, value], ...steps.flat()];
}

test('each value of any JSON text is found, whoever else was asked for before', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', '  ', '\t'), (any, space) => {
      const value: unknown = JSON.parse(any);
      const file = { path: 'p.json', text: JSON.stringify(value, null, space) };
      const all = everyValue(value);
      for (const asked of [all, [...all].reverse()]) {
        const places = new Places(file);
        for (const [pointer, there] of asked) {
          const { start, end } = places.find(pointer);
          expect(JSON.parse(file.text.slice(start, end))).toEqual(there);
        }
      }
    }),
  );
});

test('a resource stands at its address, an argument at its value, and what is unknown at its mark', () => {
  const template = planTemplate(
    planText(
      {
        'aws_lambda_function.f': {
          after: { timeout: 7, layers: ['a'] },
          unknown: { role: true, layers: [false] },
        },
        'aws_iam_role.r': {},
      },
      {
        resources: {
          'aws_lambda_function.f': { timeout: constant(7), layers: constant(['a']), role: refs('aws_iam_role.r.arn') },
        },
      },
    ),
  );
  const resource = resourceOf(template, 'aws_lambda_function.f');
  expect(sourceOf(resource)).toBe('"aws_lambda_function.f"');
  const { entries } = resource.properties;
  expect(entries.get('timeout')?.value.at).toMatchObject({ file: template.file });
  expect([...entries].map(([name, { value }]) => `${name}: ${sourceOf(value)}`)).toEqual([
    'timeout: 7',
    'layers: ["a"]',
    'role: true',
  ]);
  expect(argument(template, 'aws_lambda_function.f', 'role')).toBe('@aws_iam_role.r.arn');
});
