import { type Grant, grantsOf } from '../iam/rights.js';
import {
  type Context,
  type HeldRights,
  type Need,
  type Spot,
  calledBy,
  defineRule,
  here,
  holdsTarget,
  letIn,
  letInByService,
  listOf,
  neededCalls,
  needsOfFunction,
  needsOfInvokeConfig,
  needsOfMapping,
  rightsOf,
  spell,
  spellLink,
} from './define.js';

/** How many calls are shown. */
const most = 3;

/** Lambda looks whether the role allows what a setting needs before it takes the setting: the deployment fails, and is rolled back. */
export default defineRule({
  id: 'role-missing-permissions',
  title: 'The role of a function allows what Lambda does with it',
  severity: 'error',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-managed-policies.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  ],
  peers: {},
  options: {
    code: {
      type: 'boolean',
      default: false,
      description:
        'Whether what the code of functions calls is asked for, too: see `role-unused-permissions` for what is read.',
    },
  },

  on: ['function', 'mapping', 'eventInvokeConfig'],
  check(subject, { graph, options, report, undecided }) {
    const fn = graph.quietly(() => (subject.kind === 'function' ? subject : calledBy(subject)));
    const needs = graph.quietly(() =>
      subject.kind === 'function'
        ? needsOfFunction(subject)
        : subject.kind === 'mapping'
          ? needsOfMapping(subject)
          : needsOfInvokeConfig(subject),
    );
    const called = options.code && subject.kind === 'function' ? graph.quietly(() => neededCalls(subject, graph)) : [];
    if (fn === undefined || needs.length + called.length === 0) return;
    const { role } = fn;
    if (role.state === 'external') undecided(`what ${spell(role.text)} allows is known only outside ${here(fn)}`, role);
    if (role.state !== 'known' || !graph.exists(role.resource)) return;
    const rights = rightsOf({ of: role.resource }, graph, false);
    if (rights === undefined) return;
    const [bare] = rights.empty;
    const empty = bare && {
      at: bare.at,
      why: `what a policy of ${role.resource.name} without a statement stands for can't be told`,
    };

    const bounded = rights.boundary === undefined ? '' : ', in its boundary as well';
    for (const need of needs) {
      const { at, says, on, policy, effect } = need;
      const setting = need.doubt === undefined ? undefined : { at: at.at, why: need.doubt };
      const { missing, open } = lackOf(need, rights, graph);
      const doubt = missing.length === 0 ? open : (rights.doubts[0] ?? setting ?? empty ?? letIn(on, graph));
      if (doubt !== undefined) undecided(doubt.why, doubt);
      if (missing.length === 0 || doubt !== undefined) continue;

      const actions = listOf(missing);
      const { name, generated } = role.resource;
      const allow = on === undefined ? actions : `${actions} on ${spellLink(on)}`;
      report({
        at,
        message: `${fn.name} ${says}, but ${generated ? '' : 'its role '}${name} does not allow ${actions}${on === undefined ? '' : ' there'}, ${effect}`,
        help: `${policy === undefined ? `allow ${name}` : `attach ${policy} to ${name}, or allow it`} ${allow}${bounded}`,
        label: `needs ${actions}`,
        related: [{ at: role.resource, message: 'its role' }],
        subject: missing.join(' '),
      });
    }

    const lacking = called.map((call) => ({ call, lack: lackOf(call, rights, graph) }));
    const refused = lacking.filter(({ lack }) => lack.missing.length > 0);
    const missing = [...new Set(refused.flatMap(({ lack }) => lack.missing))];
    const [first] = refused;
    if (first === undefined) return;
    const services = [...new Set(refused.map(({ call }) => call.service))];
    const doubt = rights.doubts[0] ?? empty ?? services.map((each) => letInByService(each, graph)).find((each) => each);
    if (doubt !== undefined) {
      undecided(doubt.why, doubt);
      return;
    }
    const operations = [...new Set(refused.map(({ call }) => call.operation))];
    const { name, generated } = role.resource;
    const refusal = operations.length === 1 ? 'AWS refuses it' : 'AWS refuses them';
    report({
      at: role,
      message: `the code of ${fn.name} calls ${listOf(operations)}, but ${generated ? '' : 'its role '}${name} does not allow ${listOf(missing)}, so ${refusal}`,
      help: `allow ${listOf(missing)} on what is called${bounded}, or leave out what calls it`,
      label: `needs ${listOf(missing)}`,
      related: refused.slice(0, most).map(({ call }) => ({ at: call, message: `calls ${call.operation}` })),
      subject: `code ${missing.join(' ')}`,
    });
  },
});

interface Lack {
  /** The first action of each group of which none is allowed. */
  readonly missing: readonly string[];
  /** Why it can't be told whether all others are. */
  readonly open: (Spot & { readonly why: string }) | undefined;
}

/** What a role lacks for a need. */
function lackOf({ actions, on }: Pick<Need, 'actions' | 'on'>, rights: HeldRights, graph: Context['graph']): Lack {
  const groups = actions.map((group) => {
    const grants = group.flatMap((action) => grantsOf(rights, action));
    const verdicts = grants.map((grant) => ({ grant, verdict: verdictOf(grant, on, graph) }));
    const isMet = verdicts.some(({ verdict }) => verdict === 'yes');
    return { action: group[0] ?? '', isMet, open: verdicts.find(({ verdict }) => verdict === 'maybe')?.grant };
  });
  const unmet = groups.filter(({ isMet }) => !isMet);
  const [open] = unmet.flatMap((group) => group.open ?? []);
  return {
    missing: unmet.filter((group) => group.open === undefined).map(({ action }) => action),
    open: open && { at: open.resource.at, why: doubtOf(open) },
  };
}

function verdictOf(
  { resource, doubt, conditions }: Grant,
  on: Need['on'],
  graph: Context['graph'],
): ReturnType<typeof holdsTarget> {
  const verdict = on === undefined ? 'yes' : holdsTarget(resource, on, graph);
  return verdict === 'yes' && (doubt !== undefined || conditions.length > 0) ? 'maybe' : verdict;
}

const doubtOf = ({ doubt, conditions: [condition] }: Grant): string =>
  doubt ??
  (condition === undefined
    ? "it can't be told whether it is allowed on what it is needed for"
    : `it can't be told whether the condition on ${condition.key} is met`);
