import { describe, expect, test } from 'vitest';
import { lint as lintFiles } from '../src/lint.js';
import type { AnyRule } from '../src/rules/define.js';
import { rules } from '../src/rules/index.js';
import { plan } from './support/plan.js';
import type { Case, Cases, Resources } from './support/terraform-cases.js';
import { access } from './terraform-cases/access.js';
import { apis } from './terraform-cases/apis.js';
import { endpoints } from './terraform-cases/endpoints.js';
import { functions } from './terraform-cases/functions.js';
import { gateway } from './terraform-cases/gateway.js';
import { iam } from './terraform-cases/iam.js';
import { messages } from './terraform-cases/messages.js';
import { operations } from './terraform-cases/operations.js';
import { permissions } from './terraform-cases/permissions.js';
import { roles } from './terraform-cases/roles.js';
import { routes } from './terraform-cases/routes.js';
import { services } from './terraform-cases/services.js';
import { signing } from './terraform-cases/signing.js';

/** At least one of each rule, in Terraform's words. */
const cases: Cases = {
  ...access,
  ...apis,
  ...endpoints,
  ...functions,
  ...gateway,
  ...iam,
  ...messages,
  ...operations,
  ...permissions,
  ...roles,
  ...routes,
  ...services,
  ...signing,
};

/** Rules on what a plan does not have: what SAM adds, comments (only its sources have them), and a template's faults. */
const elsewhere = new Set([
  'sam-ignore-globals',
  'sam-policy-template-scope',
  'sam-role-overrides-policies',
  'suppression-justified',
  'suppression-unused',
  'template-parse',
]);

interface Found {
  readonly messages: readonly string[];
  readonly undecided: readonly string[];
}

function run(
  rule: AnyRule,
  resources: Resources,
  { options = {}, policies = {}, files = {} }: Pick<Case, 'options' | 'policies' | 'files'>,
): Found {
  const { findings, undecided } = lintFiles([{ path: 'plan.json', text: plan(resources) }], {
    ruleset: [rule],
    rules: () => new Map([[rule.id, { severity: 'error' as const, options }]]),
    policies: () => Object.entries(policies).map(([arn, document]) => ({ arn, text: JSON.stringify(document) })),
    read: (path) => files[path],
    today: new Date('2026-11-22'),
  });
  return {
    messages: findings.flatMap(({ message, help = '' }) => [message, help]),
    undecided: undecided.map(({ why }) => why),
  };
}

describe.each(rules.filter(({ id }) => !elsewhere.has(id)).map((rule) => [rule.id, rule] as const))(
  '%s',
  (id, rule) => {
    const own = cases[id] ?? [];
    test('has cases', () => {
      expect(own).not.toHaveLength(0);
    });
    test.each(own)('finds: $says.0', ({ fails, says, ...given }) => {
      const { messages } = run(rule, fails, given);
      for (const said of says) expect(messages.join('\n')).toContain(said);
      expect(messages).toHaveLength(2);
      // No word of another language.
      expect(messages.join('\n')).not.toMatch(
        /\bSAM\b|Globals|\btemplate\b|AuthorizationType|AuthorizerId|(?<!aws:)\b[A-Z]\w*Arn\b|\btags_all\b/,
      );
    });
    test.each(own)('does not find where it is right: $says.0', ({ passes, ...given }) => {
      expect(run(rule, passes, given)).toEqual({ messages: [], undecided: [] });
    });
    test.each(
      own.flatMap(({ undecided, ...given }) =>
        undecided === undefined ? [] : [{ given, resources: undecided[0], says: undecided[1] }],
      ),
    )('does not guess: $says', ({ given, resources, says }) => {
      const { messages, undecided } = run(rule, resources, given);
      expect(messages).toEqual([]);
      expect(undecided.join('\n')).toContain(says);
    });
  },
);
