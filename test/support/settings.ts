import type { RuleSetting } from '../../src/rules/define.js';
import { rules } from '../../src/rules/index.js';

/** Options of an imaginary organisation, so that every rule has something to say. */
const organisation: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'function-code-signing': {
    allowedConfigArns: ['arn:aws:lambda:*:123456789012:code-signing-config:csc-0123456789abcdef0'],
  },
  'code-signing-allowed-publishers': {
    allowedProfileArns: ['arn:aws:signer:*:123456789012:/signing-profiles/Company'],
  },
  'function-required-layers': { layers: [{ arn: 'arn:aws:lambda:*:123456789012:layer:company', minVersion: 3 }] },
  'function-layer-min-version': { layers: [{ arn: 'arn:aws:lambda:*:123456789012:layer:company', minVersion: 3 }] },
  'role-boundary-allowed': { allowed: ['arn:aws:iam::123456789012:policy/company-boundary'] },
  'api-standard-authorizer': {
    allowed: [{ type: 'lambda', functionArn: 'arn:aws:lambda:*:123456789012:function:company-authorizer' }],
    allowIam: false,
  },
};

/** Every rule switched on, with the organisation's options. */
export function everyRule(): ReadonlyMap<string, RuleSetting> {
  return new Map(
    rules.map(({ id, severity }) => [
      id,
      { severity: severity === 'off' ? 'warning' : severity, options: organisation[id] ?? {} },
    ]),
  );
}
