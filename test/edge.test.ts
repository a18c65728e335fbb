import { describe, expect, test } from 'vitest';
import { lint } from './support/lint.js';
import type { AnyRule } from '../src/rules/define.js';
import dlq from '../src/rules/function-dlq.js';
import layers from '../src/rules/function-required-layers.js';
import tracing from '../src/rules/function-tracing.js';
import vpc from '../src/rules/function-vpc.js';

const app = (services: string, role = '!GetAtt Role.Arn') => `
Parameters: { Given: { Type: String } }
Resources:
  Redirect:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs22.x, Role: ${role} }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - { Effect: Allow, Principal: { Service: ${services} }, Action: sts:AssumeRole }
`;
const options = { layers: [{ arn: 'arn:aws:lambda:*:123456789012:layer:base' }] };

describe.each<[AnyRule, object]>([
  [dlq, {}],
  [layers, options],
  [tracing, {}],
  [vpc, {}],
])('what Lambda@Edge has not, is not asked for: $id', (rule, given) => {
  const found = (template: string) => lint(rule, template, { options: { ...given }, undecided: true });

  test('by the trust of the role', () => {
    expect(found(app('[lambda.amazonaws.com, edgelambda.amazonaws.com]'))).toBe('');
    expect(found(app('lambda.amazonaws.com'))).toContain('Redirect');
  });

  test('a role or a trust that only the deployment knows says nothing of it', () => {
    expect(found(app('edgelambda.amazonaws.com', '!Ref Given'))).toContain('Redirect');
    expect(found(app('!Ref Given'))).toContain('Redirect');
  });
});
