import {
  type Outlet,
  type Text,
  anyOf,
  defaultGroupOf,
  defineRule,
  egressOf,
  functionsIn,
  isDefault,
  listOf,
  rangesOf,
  spell,
} from './define.js';

const everywhere = ['0.0.0.0/0', '::/0'];

/** Whoever gets into a function takes out what it can read: what its security group lets out is the way. */
export default defineRule({
  id: 'function-security-group-egress',
  title: 'The security groups of a function let out only what it needs',
  severity: 'off',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html',
  ],
  peers: {
    checkov: ['CKV_AWS_382'],
    cfn_nag: ['W5', 'W29', 'W40', 'F1000'],
    trivy: ['AVD-AWS-0104'],
    KICS: ['Security Group Egress CIDR Open To World'],
  },
  presets: { strict: 'info' },
  options: {
    allowCidrs: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'The ranges that everything may be let out to, such as `10.0.0.0/8`; `*` matches any text. Empty: all but those of all addresses.',
    },
    allowPorts: {
      type: 'array',
      items: { type: 'integer', minimum: 0, maximum: 65535 },
      default: [],
      description:
        'The ports that may be let out to all other ranges, such as `443`. Empty: all but all of them at once.',
    },
  },

  on: ['function', 'securityGroup'],
  check(subject, { graph, options, report, matches, undecided }) {
    if (subject.kind === 'function') {
      const link = graph.quietly(() => defaultGroupOf(subject));
      if (link === undefined) return;
      report({
        at: link,
        message: `${subject.name} is in the default security group of its VPC, as is all that names no other, so what that lets in or out for one it does for all`,
        help: 'give it a security group of its own, which lets out only what it needs',
        label: 'default security group',
      });
      return;
    }

    const users = isDefault(subject) ? [] : graph.quietly(() => functionsIn(subject, graph));
    if (users.length === 0) return;
    const { allowCidrs, allowPorts } = options;
    const { egress, outlets, isOpen, maybe } = egressOf(subject, graph);
    const who = `${subject.name}, the security group of ${listOf(users)},`;
    const harm = `whoever gets into ${users.length > 1 ? 'one of them' : 'the function'} can send what it reads`;
    const wanted = allowPorts.length === 0 ? 'port 443' : `port ${anyOf(allowPorts.map(String))}`;
    if (isOpen) {
      const lacks = subject.egress.state === 'known' ? 'an empty' : 'no';
      report({
        at: egress,
        message: `${who} has ${lacks} ${egress.name}, so that AWS lets everything out, and ${harm} anywhere`,
        help: `set ${egress.name}, and let out only what is needed, such as ${wanted}`,
        label: `${lacks} ${egress.name}`,
      });
      return;
    }
    for (const each of maybe) undecided(`which security group ${each.name} is of is known only at deployment`, each);
    const allows = (range: Text): boolean =>
      allowCidrs.length === 0 ? matches(range, everywhere) !== 'yes' : matches(range, allowCidrs) !== 'no';
    const wide = outlets.flatMap((outlet) => {
      const ports = portsOf(outlet);
      if (ports === undefined || (ports !== 'unknown' && isFree(ports, options))) return [];
      return rangesOf(outlet).flatMap((range) => {
        if (range.state === 'unknown') undecided(range.why, range);
        if (range.state !== 'known' || ports === 'unknown' || allows(range.value)) return [];
        return [{ range, ports }];
      });
    });
    const [first, ...others] = wide;
    if (first === undefined) return;
    const ranges = allowCidrs.length === 0 ? 'where it has to go' : anyOf(allowCidrs);
    report({
      at: first.range,
      message: `${who} lets out ${spellPorts(first.ports)} to ${spell(first.range.value)}, so ${harm} ${allowCidrs.length === 0 ? 'anywhere' : 'there'}`,
      help: `let out only what is needed, such as ${wanted}, or only to ${ranges}`,
      label: 'lets out too much',
      related: others.map(({ range, ports }) => ({
        at: range,
        message: `${spellPorts(ports)} to ${spell(range.value)}, too`,
      })),
    });
  },
});

/** The first and the last of some ports, or all of them. */
type Ports = 'all' | readonly [from: number, to: number];

/** The ports that a rule lets out; none where it is about something else, as ICMP is. */
function portsOf({ protocol, firstPort: from, lastPort: to }: Outlet): Ports | 'unknown' | undefined {
  if (protocol.state === 'unknown') return 'unknown';
  const word = protocol.state === 'known' ? protocol.value.toLowerCase() : '-1';
  if (['-1', 'all'].includes(word)) return 'all';
  if (!['tcp', '6', 'udp', '17'].includes(word)) return undefined;
  if (from.state === 'unknown' || to.state === 'unknown') return 'unknown';
  if (from.state === 'absent' || to.state === 'absent') return 'all';
  return from.value <= 1 && (to.value === -1 || to.value === 65535) ? 'all' : [from.value, to.value];
}

/** Whether ports may be let out to any range. */
function isFree(ports: Ports, { allowCidrs, allowPorts }: Limits): boolean {
  if (allowPorts.length === 0) return allowCidrs.length === 0 && ports !== 'all';
  if (ports === 'all') return false;
  const [from, to] = ports;
  return new Set(allowPorts.filter((port) => port >= from && port <= to)).size === to - from + 1;
}

interface Limits {
  readonly allowCidrs: readonly string[];
  readonly allowPorts: readonly number[];
}

function spellPorts(ports: Ports): string {
  if (ports === 'all') return 'everything';
  const [from, to] = ports;
  return from === to ? `port ${String(from)}` : `ports ${String(from)} to ${String(to)}`;
}
