import { defineRule, isExempt, listOf, provisionedOf } from './define.js';

/** Provisioned instances are billed by the hour, whether anybody calls them or not. */
export default defineRule({
  id: 'function-provisioned-concurrency',
  title: 'Concurrency is provisioned only where it is needed, and within limits',
  severity: 'off',
  pillar: 'cost',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html',
  ],
  options: {
    max: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'The most that a function may have provisioned on all its aliases and versions together.',
    },
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Names of functions that may have more than that, or tags as `Key=Value`; `*` matches any text.',
    },
  },

  on: 'function',
  check(fn, { options, report, graph }) {
    const counts = provisionedOf(fn, graph).flatMap(({ kind, name, provisioned }) =>
      provisioned.state === 'known' && provisioned.value > 0 ? [{ kind, name, provisioned }] : [],
    );
    const [first] = counts;
    if (first === undefined) return;

    const sum = counts.reduce((total, { provisioned }) => total + provisioned.value, 0);
    const has = `${fn.name} has ${String(sum)} ${sum === 1 ? 'instance' : 'instances'} provisioned`;
    const { provisioned: at } = first;
    const spread = counts.slice(1).map(({ name, provisioned }) => ({
      at: provisioned,
      message: `${String(provisioned.value)} more are provisioned by ${name}`,
    }));
    const names = listOf(counts.map(({ name }) => name));
    const where = counts.length > 1 ? ` of ${names} together` : '';
    const [block = at.name] = at.name.split('.');
    const all = first.kind === 'provisionedConcurrency' ? names : counts.length > 1 ? `${block} of ${names}` : block;

    const { reservedConcurrency: reserved } = fn;
    // -1 is how Terraform says none.
    if (reserved.state === 'known' && reserved.value >= 0 && sum > reserved.value) {
      report({
        at,
        message: `${has}, but reserves a concurrency of ${String(reserved.value)}, so that its deployment fails: Lambda provisions no more than is reserved`,
        help: `set ${at.name}${where} to ${String(reserved.value)} or less, or ${reserved.name} to ${String(sum)} or more`,
        label: 'more than is reserved',
        related: [{ at: reserved, message: `${fn.name} reserves ${String(reserved.value)}` }, ...spread],
        subject: 'reserved',
      });
    }

    const { max } = options;
    if (sum <= max || isExempt(fn, options.allow)) return;
    report({
      at,
      message: `${has}${max === 0 ? '' : `, more than the ${String(max)} that it may have`}, billed for every hour, whether ${sum === 1 ? 'it is' : 'they are'} called or not`,
      help:
        max === 0
          ? `remove ${all}, or name ${fn.name} in the option allow if its callers can't wait for a cold start`
          : `set ${at.name}${where} to ${String(max)} or less`,
      label: max === 0 ? 'billed by the hour' : `above ${String(max)}`,
      related: spread,
      subject: 'max',
    });
  },
});
