/** What templates are made of, for the shapes beside this. */

export type Json = Readonly<Record<string, unknown>>;

export interface Shape {
  readonly name: string;
  /** How many of it are the 100 ×. */
  readonly most: number;
  readonly template: (count: number) => Json;
}

export const ref = (id: string): Json => ({ Ref: id });
export const arn = (id: string): Json => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const equals = (parameter: string, value: string): Json => ({ 'Fn::Equals': [ref(parameter), value] });

/** One entry for each number below a count. */
export function each(count: number, entries: (index: number) => Json): Json {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => Object.entries(entries(index))).flat());
}

export const code = { ZipFile: 'exports.handler = async () => {};' };
export const plain = { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: code };
export const parameter = { Type: 'String', Default: 'yes' };
export const lambda = (properties: Json, rest: Json = {}): Json => ({
  Type: 'AWS::Lambda::Function',
  ...rest,
  Properties: { ...plain, ...properties },
});

export const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
export const role = (rest: Json = {}): Json => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: trust, ...rest },
});
export const document = (resource: unknown, actions: readonly string[] = ['s3:GetObject', 'dynamodb:*']): Json => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }],
});

/** Conditions that nothing has in common; those of parameters without a default are false first. */
export const conditionsOf = (count: number, of: Json = parameter): Json => ({
  Parameters: each(count, (n) => ({ [`P${String(n)}`]: of })),
  Conditions: each(count, (n) => ({ [`C${String(n)}`]: equals(`P${String(n)}`, 'yes') })),
});

/** As many functions as conditions, each function with a condition of its own, and what they all have in common. */
export function conditional(
  properties: Json,
  common: Json,
  also: (index: number) => Json = () => ({}),
  of: Json = parameter,
): Shape['template'] {
  return (count) => ({
    ...conditionsOf(count, of),
    Resources: {
      ...common,
      ...each(count, (n) => ({ [`F${String(n)}`]: lambda(properties, { Condition: `C${String(n)}` }), ...also(n) })),
    },
  });
}

export const sam = (resources: Json, rest: Json = {}): Json => ({
  Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'],
  ...rest,
  Resources: resources,
});
export const samFunction = (properties: Json, rest: Json = {}): Json => ({
  Type: 'AWS::Serverless::Function',
  ...rest,
  Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', CodeUri: 'src/', ...properties },
});
