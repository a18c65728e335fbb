import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nowhere } from '../source/source.js';
import { type Text, textOf } from '../values/text.js';
import type { Statement } from './document.js';
import { type ContextKey, type Request, matchOf } from './request.js';

const text = (value: string): Text => textOf([value], nowhere);
const hole = (): Text => textOf([{ name: '${It}' }], nowhere);
const names = ['lambda:Layer', 'lambda:CodeSigningConfigArn', 'lambda:VpcIds'];

type Values = readonly string[] | undefined;
interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const value = fc.constantFrom('a', 'b', 'ab');
const context = fc.array(fc.option(fc.array(value, { maxLength: 3 }), { nil: undefined }), {
  minLength: names.length,
  maxLength: names.length,
});
const condition = fc.oneof(
  fc.record({
    operator: fc
      .tuple(
        fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'),
        fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'ArnLike'),
        fc.constantFrom('', 'IfExists'),
      )
      .map((parts) => parts.join('')),
    key: fc.constantFrom(...names),
    values: fc.array(fc.constantFrom('a', 'b', 'a*', '*b', '?'), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    operator: fc.constant('Null'),
    key: fc.constantFrom(...names),
    values: fc.constantFrom(['true'], ['false']),
  }),
);
const conditions = fc.array(condition, { maxLength: 3 });

const statement = (all: readonly Condition[]): Statement => ({
  at: nowhere,
  sid: undefined,
  effect: 'Deny',
  actions: [text('lambda:*')],
  notActions: undefined,
  resources: [text('*')],
  notResources: undefined,
  principals: undefined,
  notPrincipals: undefined,
  conditions: all.map(({ operator, key, values }) => ({ operator, key, values: values.map(text), at: nowhere })),
});

const known = (key: string, values: Values): ContextKey =>
  values === undefined
    ? { key, name: key, at: nowhere, state: 'absent' }
    : { key, name: key, at: nowhere, state: 'known', values: values.map(text) };
const request = (keys: readonly ContextKey[]): Request => ({
  action: 'lambda:CreateFunction',
  resource: text('arn:aws:lambda:eu-west-1:111122223333:function:f'),
  keys,
});
const verdict = (all: readonly Condition[], keys: readonly ContextKey[]): string =>
  matchOf(statement(all), request(keys), new Map()).verdict;

/** What IAM's guide says, for requests of which all is known. */
function isMet({ operator, values }: Condition, own: Values): boolean {
  const isThere = own !== undefined && own.length > 0;
  if (operator === 'Null') return isThere === values.includes('false');
  const [, set = '', not = '', how = '', ifExists = ''] =
    /^(ForA\w+:)?(?:String|Arn)(Not)?(Equals|Like)(IfExists)?$/.exec(operator) ?? [];
  const one = (value: string): boolean => {
    const found = values.some((each) =>
      how === 'Equals'
        ? each === value
        : new RegExp(`^${each.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(value),
    );
    return found !== (not !== '');
  };
  if (!isThere) return set === '' ? not !== '' || ifExists !== '' : set === 'ForAllValues:';
  return set === 'ForAnyValue:' ? own.some(one) : own.every(one);
}

test('what is known in full is judged as IAM judges it', () => {
  fc.assert(
    fc.property(conditions, context, (all, values) => {
      // What an operator without a set does with several values, or a key that may have them, IAM does not tell.
      const own = (key: string): Values => values[names.indexOf(key)];
      const most = (key: string): number => (key === 'lambda:Layer' ? 0 : 1);
      fc.pre(all.every(({ operator, key }) => /^(?:For|Null)/.test(operator) || (own(key)?.length ?? 0) <= most(key)));
      const keys = names.map((name) => known(name, own(name)));
      expect(verdict(all, keys)).toBe(all.every((each) => isMet(each, own(each.key))) ? 'yes' : 'no');
    }),
    { numRuns: 3000 },
  );
});

test('what is not known changes no verdict, but leaves some open', () => {
  const less = fc.array(fc.constantFrom('told', 'hidden', 'more', 'hole'), {
    minLength: names.length,
    maxLength: names.length,
  });
  fc.assert(
    fc.property(conditions, context, less, (all, values, ways) => {
      const keys = names.map((name, at) => known(name, values[at]));
      const fewer = keys.flatMap((key, at): ContextKey[] => {
        if (ways[at] === 'hidden')
          return [{ key: key.key, name: key.key, at: nowhere, state: 'unknown', why: 'hidden' }];
        if (key.state !== 'known') return [key];
        const [first, ...others] = key.values;
        if (ways[at] === 'more') return [{ ...key, values: key.values.slice(0, 1), more: 'there may be more' }];
        return [ways[at] === 'hole' && first !== undefined ? { ...key, values: [hole(), ...others] } : key];
      });
      const found = verdict(all, fewer);
      if (found !== 'maybe') expect(found).toBe(verdict(all, keys));
    }),
    { numRuns: 3000 },
  );
});

test('whose action, and which resource', () => {
  const lambda: Statement = { ...statement([]), actions: [text('LAMBDA:create*')] };
  const of = (each: Partial<Statement>): string => matchOf({ ...lambda, ...each }, request([]), new Map()).verdict;
  expect(of({})).toBe('yes');
  expect(of({ actions: [text('lambda:Update*')] })).toBe('no');
  expect(of({ actions: undefined, notActions: [text('iam:*')] })).toBe('yes');
  expect(of({ actions: undefined, notActions: [text('lambda:*')] })).toBe('no');
  expect(of({ actions: undefined })).toBe('no');
  expect(of({ resources: [text('arn:aws:lambda:*:*:function:f*')] })).toBe('yes');
  expect(of({ resources: [text('arn:aws:lambda:*:*:function:g*')] })).toBe('no');
  expect(of({ resources: undefined, notResources: [text('arn:aws:lambda:*:*:function:g*')] })).toBe('yes');
  expect(of({ resources: undefined, notResources: [text('*')] })).toBe('no');
  expect(of({ resources: undefined })).toBe('yes');
});

test('keys that a request cannot have, and those of which nothing tells', () => {
  const of = (key: string, action = 'lambda:CreateFunction'): string =>
    matchOf(statement([{ operator: 'StringNotEquals', key, values: ['x'] }]), { ...request([]), action }, new Map())
      .verdict;
  expect(of('lambda:FunctionUrlAuthType')).toBe('yes');
  expect(of('lambda:Layer')).toBe('maybe');
  expect(of('aws:PrincipalArn')).toBe('maybe');
  expect(of('lambda:NoSuchKey')).toBe('maybe');
});
