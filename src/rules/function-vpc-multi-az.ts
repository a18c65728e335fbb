import { defineRule, wholeText, zonesOf } from './define.js';

/** Lambda runs a function only in the zones of its subnets: where that is one, the function is down when the zone is. */
export default defineRule({
  id: 'function-vpc-multi-az',
  title: 'A function in a VPC has subnets in several Availability Zones',
  severity: 'off',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/lambda-vpc-multi-az-check.html',
  ],
  peers: { 'AWS Config': ['LAMBDA_VPC_MULTI_AZ_CHECK'], 'Security Hub': ['Lambda.5'] },
  presets: { strict: 'warning', 'config-parity': 'error' },
  options: {
    min: { type: 'integer', minimum: 2, default: 2, description: 'In how many Availability Zones it has to be.' },
  },

  on: 'function',
  check(fn, { graph, options, report, undecided }) {
    const { subnets } = fn;
    if (subnets.state !== 'known') return;
    const all = subnets.value.filter((link) => link.state !== 'external' || link.text.parts.length > 0);
    if (all.length === 0) return;
    // A default such as `*` is there to be replaced, perhaps by several.
    const blank = all.find(
      (link) => link.state === 'external' && wholeText(link.text)?.startsWith('subnet-') === false,
    );
    if (blank !== undefined) {
      undecided('which subnets it gets is told at deployment', blank);
      return;
    }
    const { least, most } = zonesOf(all, graph);
    const { min } = options;
    if (least >= min) return;
    // One that only the deployment knows may stand for several.
    const open = all.find((link) => link.state === 'unknown');
    if (open?.state === 'unknown') undecided(open.why, open);
    else if (most >= min) undecided('the Availability Zones of its subnets are known only at deployment', subnets);
    if (open !== undefined || most >= min) return;

    report({
      at: subnets,
      message:
        most === 1
          ? `${fn.name} has subnets in one Availability Zone only, so it is down when that zone is`
          : `${fn.name} has subnets in no more than ${String(most)} Availability Zones, fewer than ${String(min)}`,
      help: `add subnets of other Availability Zones to ${subnets.name}`,
      label: all.length === 1 ? 'one subnet' : `${String(most)} ${most === 1 ? 'zone' : 'zones'}`,
    });
  },
});
