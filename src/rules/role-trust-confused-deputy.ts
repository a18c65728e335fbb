import type { PolicyCondition } from '../iam/document.js';
import { denialOfOthers, isAboutAssuming, limitOf } from '../iam/trust.js';
import { type Text, defineRule, isWithin, listOf, mayBeStar, serviceOf, spell, whyOpen } from './define.js';

/** A service acts for all its customers; the keys of its request tell for which. */
export default defineRule({
  id: 'role-trust-confused-deputy',
  title: 'A role says for whom a service may assume it',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    'https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html',
    'https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    services: {
      type: 'array',
      items: { type: 'string' },
      // Those of serverless applications whose pages say that they send the keys when they assume a role.
      default: ['events', 'pipes', 'scheduler', 'states'],
      description:
        'The services that are judged, by the first word of the principal; `*` matches any text. Each has to send the keys when it assumes a role.',
    },
  },

  on: 'role',
  check(role, { options, report, matches, undecided }) {
    // The trust of what SAM makes is not for its user to write.
    if (role.generated) return;
    const { trust } = role;
    if (trust.state !== 'known') return;
    const { statements, unknowns } = trust.value;
    for (const { why, at } of unknowns) undecided(why, { at });

    for (const statement of statements) {
      const { effect, conditions, principals = [], sid } = statement;
      if (effect === 'Deny' || !isAboutAssuming(statement) || conditions.some(saysForWhom)) continue;
      if (unknowns.some(({ at }) => isWithin(at, statement.at))) continue;
      const isJudged = (value: Text): boolean => {
        if (denialOfOthers(statements, value) !== undefined) return false;
        if (mayBeStar(value)) undecided(whyOpen(value), value);
        const service = serviceOf(value);
        return (
          service !== undefined &&
          matches({ ...value, parts: [service.split('.')[0] ?? ''] }, options.services) === 'yes'
        );
      };
      const judged = principals.flatMap(({ type, value }) => (type === 'Service' && isJudged(value) ? [value] : []));
      const [first] = judged;
      if (first === undefined) continue;
      if (effect === undefined) {
        undecided("it can't be told whether the statement allows or denies", first);
        continue;
      }
      const names = listOf(judged.map(spell));
      const own = judged.length < principals.length ? `put ${names} into a statement of its own, with` : 'add';
      report({
        at: first,
        message: `${role.name} lets ${names} assume it without saying for whom, so it is up to the service which account it acts for`,
        help: `${own} a condition on aws:SourceAccount, or on aws:SourceArn`,
        label: 'for whomever',
        subject: `${sid ?? ''} ${names}`,
      });
    }
  },
});

const keys: ReadonlySet<string> = new Set([
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
]);

/** Whether a condition says whose resources a service has to act for: an account or an organisation. */
function saysForWhom(condition: PolicyCondition): boolean {
  if (!keys.has(condition.key.toLowerCase())) return false;
  // The services that are judged do send the key.
  const limit = limitOf({ ...condition, operator: condition.operator.replace(/IfExists$/i, '') });
  return limit === 'principals' || limit === 'organisation';
}
