/** Many conditions, parameters and values. */
import { type Shape, arn, conditionsOf, document, each, equals, lambda, parameter, ref, role } from './parts.js';

/** As many `Fn::If` in one another as there are conditions. */
function nested(count: number, value: (index: number) => unknown): unknown {
  let inner = value(count);
  for (let n = count - 1; n >= 0; n -= 1) inner = { 'Fn::If': [`C${String(n)}`, value(n), inner] };
  return inner;
}

export const values: readonly Shape[] = [
  {
    name: 'conditions, each a part of the next',
    most: 2000,
    template: (count) => ({
      Parameters: { P: parameter },
      Conditions: each(count, (n) => ({
        [`C${String(n)}`]:
          n === 0
            ? equals('P', 'yes')
            : { 'Fn::And': [{ Condition: `C${String(n - 1)}` }, { Condition: `C${String(n - 1)}` }] },
      })),
      Resources: {
        ...each(count, (n) => ({ [`F${String(n)}`]: lambda({ Role: arn('Role') }, { Condition: `C${String(n)}` }) })),
        Role: role(),
      },
    }),
  },
  {
    name: 'conditions of one parameter',
    most: 2000,
    template: (count) => ({
      Parameters: { P: parameter },
      Conditions: each(count, (n) => ({ [`C${String(n)}`]: equals('P', `value ${String(n)}`) })),
      Resources: {
        Role: role(),
        ...each(count, (n) => ({ [`F${String(n)}`]: lambda({ Role: arn('Role') }, { Condition: `C${String(n)}` }) })),
      },
    }),
  },
  {
    name: 'conditions of one parameter, allowed',
    most: 2000,
    template: (count) => ({
      Parameters: {
        P: { Type: 'String', AllowedValues: Array.from({ length: count }, (_, n) => `value ${String(n)}`) },
      },
      Conditions: each(count, (n) => ({ [`C${String(n)}`]: equals('P', `value ${String(n)}`) })),
      Resources: {
        ...each(count, (n) => ({
          [`F${String(n)}`]: lambda({ Role: arn(`Role${String(n)}`) }, { Condition: `C${String(n)}` }),
          [`Role${String(n)}`]: { ...role(), Condition: `C${String(n)}` },
        })),
      },
    }),
  },
  {
    name: 'Fn::If, each in the one before',
    most: 200,
    template: (count) => ({
      ...conditionsOf(count),
      Resources: {
        F: lambda({
          Role: arn('Role'),
          Timeout: nested(count, (n) => n + 3),
          MemorySize: nested(count, (n) => 128 + n),
        }),
        Role: role(),
      },
    }),
  },
  {
    name: 'parameters, mappings and outputs',
    most: 2000,
    template: (count) => ({
      Parameters: each(count, (n) => ({ [`P${String(n)}`]: parameter })),
      Mappings: each(count, (n) => ({ [`M${String(n)}`]: { yes: { size: 128 }, no: { size: 256 } } })),
      Resources: each(Math.ceil(count / 10), (n) => ({
        [`F${String(n)}`]: lambda({
          Role: arn(`Role${String(n)}`),
          MemorySize: { 'Fn::FindInMap': [`M${String(n)}`, ref(`P${String(n)}`), 'size'] },
          Environment: { Variables: each(10, (k) => ({ [`P${String(n * 10 + k)}`]: ref(`P${String(n * 10 + k)}`) })) },
        }),
        [`Role${String(n)}`]: role(),
      })),
      Outputs: each(count, (n) => ({ [`O${String(n)}`]: { Value: ref(`F${String(Math.floor(n / 10))}`) } })),
    }),
  },
  {
    name: 'actions on as many resources',
    most: 2000,
    template: (count) => {
      const actions = Array.from({ length: count }, (_, n) => ['s3:Get*', 'sqs:Send*', 'dynamodb:Put*'][n % 3] ?? '');
      const resources = Array.from({ length: count }, (_, n) => `arn:aws:s3:::orders-${String(n)}-*-?`);
      const own = { PolicyName: 'own', PolicyDocument: document(resources, actions) };
      return { Resources: { F: lambda({ Role: arn('Role') }), Role: role({ Policies: [own] }) } };
    },
  },
  {
    name: 'statements of one policy',
    most: 2000,
    template: (count) => ({
      ...conditionsOf(count),
      Resources: {
        F: lambda({ Role: arn('Role') }),
        Role: role({
          Policies: [
            {
              PolicyName: 'own',
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: Array.from({ length: count }, (_, n) => ({
                  'Fn::If': [
                    `C${String(n)}`,
                    { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::b${String(n)}/*` },
                    ref('AWS::NoValue'),
                  ],
                })),
              },
            },
          ],
        }),
      },
    }),
  },
  {
    name: 'variables of one function',
    most: 2000,
    template: (count) => ({
      ...conditionsOf(count),
      Resources: {
        F: lambda({
          Role: arn('Role'),
          Environment: {
            Variables: each(count, (n) => ({
              [`V${String(n)}`]: { 'Fn::If': [`C${String(n)}`, 'a', ref(`P${String(n)}`)] },
            })),
          },
        }),
        Role: role(),
      },
    }),
  },
];
