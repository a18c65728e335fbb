import { actionsMatching } from '../iam/actions.js';
import type { Statement } from '../iam/document.js';
import { hasWildcard, matcher } from '../iam/wildcards.js';
import {
  type IdentityPolicy,
  type Report,
  type RoleUse,
  type Text,
  defineRule,
  globOf,
  groupsOf,
  isJudged,
  isOneOf,
  listOf,
  neededFor,
  useOf,
  whyOpen,
  wholeText,
} from './define.js';

/** How many actions and calls are named. */
const most = 3;

/** What a role allows beyond what code needs serves nobody but who gets into it. */
export default defineRule({
  id: 'role-unused-permissions',
  title: 'A role allows only what the code of its functions calls',
  severity: 'off',
  confidence: 'medium',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    keep: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Actions that may be allowed without being called, such as `dynamodb:DescribeTable`; `*` matches any text.',
    },
    quietPackages: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'Packages of npm, and of Python by the names that they are imported by, that call nothing of AWS with the rights of the function; `*` matches any text.',
    },
  },

  on: 'identityPolicy',
  check(policy, { graph, options, report, undecided }) {
    const { roles, elsewhere } = graph.quietly(() => policy.holders());
    const { grants, doubts } = judgedIn(policy, (action) => isOneOf(action, options.keep));
    if (grants.length + doubts.length === 0 || roles.length === 0) return;
    const use = graph.quietly(() => useOf(roles, options.quietPackages, graph));
    if (use.functions.length === 0) return;
    for (const { why, at } of doubts) undecided(why, { at });
    if (grants.length === 0) return;
    const [gap] = elsewhere
      ? [{ why: `a role that is made elsewhere has ${policy.name}, too`, at: policy.at }]
      : use.gaps;
    if (gap !== undefined) {
      undecided(gap.why, { at: gap.at ?? policy.at });
      return;
    }

    const open = new Set<string>();
    for (const { service } of grants) {
      const doubt = use.services.get(service);
      if (doubt === undefined || open.has(service)) continue;
      open.add(service);
      undecided(`${service}: ${doubt.why}`, { at: doubt.at ?? policy.at });
    }
    for (const each of groupsIn(grants.filter(({ service }) => !open.has(service)))) {
      const said = saidOf(each, policy, use);
      if (said !== undefined) report(said);
    }
  },
});

/** One action of a statement, of a service of which is known what each operation needs. */
interface Granted {
  readonly statement: Statement;
  readonly action: Text;
  /** As it is written. */
  readonly pattern: string;
  readonly service: string;
}

/** What a policy allows of the services that are judged, and what of that can't be told. */
interface Judged {
  readonly grants: readonly Granted[];
  readonly doubts: readonly { readonly why: string; readonly at: Text['at'] }[];
}

function judgedIn({ document }: IdentityPolicy, isKept: (action: string) => boolean): Judged {
  if (document.state !== 'known') return { grants: [], doubts: document.state === 'unknown' ? [document] : [] };
  const doubts = [...document.value.unknowns];
  const grants = document.value.statements.flatMap((statement) => {
    if (statement.effect === 'Deny') return [];
    return (statement.actions ?? []).flatMap((action): Granted[] => {
      const pattern = wholeText(action);
      const [service = '', name] = globOf(action).toLowerCase().split(':');
      if (pattern === undefined) {
        if (service.includes('*') || isJudged(service)) doubts.push({ why: whyOpen(action), at: action.at });
        return [];
      }
      // What is no action of the service has a rule of its own.
      if (name === undefined || !isJudged(service) || isKept(pattern) || !actionsMatching(pattern)?.length) return [];
      if (statement.effect === 'Allow') return [{ statement, action, pattern, service }];
      doubts.push({ why: "it can't be told whether the statement allows or denies", at: action.at });
      return [];
    });
  });
  return { grants, doubts };
}

/** Grants that stand in one statement, or in the statements of one policy template or connector. */
const groupsIn = (grants: readonly Granted[]): readonly (readonly [Granted, ...Granted[]])[] =>
  groupsOf(grants, ({ statement }) =>
    statement.of === undefined ? statement : `${statement.of} ${statement.at.file.path} ${String(statement.at.start)}`,
  );

/** What one statement allows beyond what is called. */
interface Excess {
  /** What is never called. */
  readonly unused: readonly Granted[];
  /** Wildcards of which a part is called. */
  readonly wide: readonly Granted[];
  /** The actions that may be needed, as AWS spells them: `dynamodb:GetItem`. */
  readonly needed: readonly string[];
  /** Those that are needed whatever the calls are given; all of them where that is not known. */
  readonly certain: readonly string[];
}

function excessOf(grants: readonly Granted[], { actions, ofLambda }: RoleUse): Excess {
  // `s3:GetObjectVersion` is asked for only where a call names a version.
  const isCertain = (action: string): boolean => {
    const call = actions.get(action.toLowerCase());
    if (call === undefined) return true;
    const [service = ''] = action.split(':');
    const groups = neededFor({ service, operation: call.operation });
    return groups.length === 0 || groups.some(([first]) => first === action);
  };
  const isNeeded = (action: string): boolean => actions.has(action.toLowerCase()) || ofLambda.has(action.toLowerCase());
  const all = grants.map((grant) => {
    const allowed = (actionsMatching(grant.pattern) ?? []).map(({ service, name }) => `${service}:${name}`);
    return { grant, allowed, needed: allowed.filter(isNeeded) };
  });
  const needed = [...new Set(all.flatMap((each) => each.needed))];
  return {
    unused: all.flatMap(({ grant, needed }) => (needed.length === 0 ? [grant] : [])),
    wide: all.flatMap(({ grant, allowed, needed }) =>
      needed.length > 0 && hasWildcard(grant.pattern) && needed.length < allowed.length ? [grant] : [],
    ),
    needed,
    certain: needed.filter(isCertain),
  };
}

/** What is said of one statement, or of the statements of one policy template or connector. */
function saidOf(grants: readonly [Granted, ...Granted[]], policy: IdentityPolicy, use: RoleUse): Report | undefined {
  const excess = excessOf(grants, use);
  const { unused, wide, needed, certain } = excess;
  const [first] = [...unused, ...wide];
  if (first === undefined) return undefined;
  const [{ statement }] = grants;
  const code = `the code of ${listOf(use.functions)}`;
  const idle = listOf([...new Set(unused.map(({ pattern }) => pattern))], most);
  const patterns = listOf(wide.map(({ pattern }) => pattern));
  const called = listOf(certain, most);
  return {
    at: first.action,
    message:
      unused.length > 0
        ? `${statement.of ?? policy.name} allows ${idle}, which ${code} never calls, so whoever gets into it can do what it never has to`
        : `${statement.of ?? policy.name} allows ${patterns}, of which ${code} needs ${called} only, so whoever gets into it can do what it never has to`,
    help: helpOf(excess, grants),
    label: unused.length > 0 ? 'never called' : `more than ${called}`,
    related: callsFor(needed, use),
    subject: listOf([...unused, ...wide].map(({ pattern }) => pattern)),
  };
}

function helpOf({ unused, wide, needed, certain }: Excess, grants: readonly [Granted, ...Granted[]]): string {
  const [{ statement }] = grants;
  const whole = statement.of?.replace(/^the policy of /, '').replace(/ of .*/, '');
  if (needed.length === 0) {
    const isAll = whole === undefined && grants.length < (statement.actions?.length ?? 0);
    return `leave out ${isAll ? listOf(unused.map(({ pattern }) => pattern)) : (whole ?? 'the statement')}`;
  }
  const beside = certain.length < needed.length ? ', with what its parameters ask for,' : '';
  if (whole !== undefined) return `allow ${listOf(certain)}${beside} in a statement of your own, in place of ${whole}`;
  const out = unused.length === 0 ? [] : [`leave out ${listOf(unused.map(({ pattern }) => pattern))}`];
  const put = wide.map(
    ({ pattern }) => `allow ${listOf(certain.filter(matcher(pattern)))}${beside} in place of ${pattern}`,
  );
  return [...out, ...put].join(', and ');
}

/** The first few calls that need one of some actions. */
function callsFor(needed: readonly string[], { actions }: RoleUse): NonNullable<Report['related']> {
  const calls = needed.flatMap((action) => actions.get(action.toLowerCase()) ?? []);
  const byOperation = new Map(calls.map((call) => [call.operation, call] as const));
  return [...byOperation.values()]
    .slice(0, most)
    .map(({ operation, at }) => ({ at: { at }, message: `calls ${operation}` }));
}
