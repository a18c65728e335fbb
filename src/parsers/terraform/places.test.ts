import { expect, test } from 'vitest';
import { argument, constant, planTemplate, planText, refs } from '../../../test/support/plan-text.js';
import { resourceOf, sourceOf } from '../../../test/support/parse.js';
import { Places, type Pointer } from './places.js';

const text = `\uFEFF {
  "a\\"b": [1, -2.5e3, [true, null], "x,]}\\\\", {}],
  "c": {"d": {"e": "f"}, "g" : false}
}`;

test.each<[Pointer, string]>([
  [['a"b'], '[1, -2.5e3, [true, null], "x,]}\\\\", {}]'],
  [['a"b', 0], '1'],
  [['a"b', 1], '-2.5e3'],
  [['a"b', 2, 1], 'null'],
  [['a"b', 3], '"x,]}\\\\"'],
  [['a"b', 4], '{}'],
  [['c', 'd', 'e'], '"f"'],
  [['c', 'g'], 'false'],
  // What is not there stands where its surroundings do.
  [['c', 'g', 'h', 1], 'false'],
  [['c', 'x'], '{"d": {"e": "f"}, "g" : false}'],
])('%j', (pointer, found) => {
  const { start, end } = new Places({ path: 'p.json', text }).find(pointer);
  expect(text.slice(start, end)).toBe(found);
});

test('a resource stands at its address, an argument at its value, and what is unknown at its mark', () => {
  const template = planTemplate(
    planText(
      { 'aws_lambda_function.f': { after: { timeout: 7 }, unknown: { role: true } }, 'aws_iam_role.r': {} },
      { resources: { 'aws_lambda_function.f': { timeout: constant(7), role: refs('aws_iam_role.r.arn') } } },
    ),
  );
  const resource = resourceOf(template, 'aws_lambda_function.f');
  expect(sourceOf(resource)).toBe('"aws_lambda_function.f"');
  const { entries } = resource.properties;
  expect(entries.get('timeout')?.value.at).toMatchObject({ file: template.file });
  expect([...entries].map(([name, { value }]) => `${name}: ${sourceOf(value)}`)).toEqual(['timeout: 7', 'role: true']);
  expect(argument(template, 'aws_lambda_function.f', 'role')).toBe('@aws_iam_role.r.arn');
});
