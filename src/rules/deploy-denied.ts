import { readOperator } from '../iam/condition-operators.js';
import type { Statement } from '../iam/document.js';
import { type ContextKey, type GivenContext, type Match, type Met, type Request, matchOf } from '../iam/request.js';
import {
  type Report,
  type ShownPolicy,
  anyOf,
  defineRule,
  denyingOption,
  printText,
  requesting,
  requestsOf,
  shownPolicies,
  spell,
  spellKey,
  wholeText,
} from './define.js';

/** What a policy of the organisation denies is told by a failed deployment otherwise, when all before it is rolled back. */
export default defineRule({
  id: 'deploy-denied',
  title: 'The policies of the organisation let what a template makes be created',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    denying: denyingOption,
    deployer: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'ARN patterns of policies among the `policies` of the configuration that whoever deploys has: of the actions that they allow, what none of them allows is denied.',
    },
    context: {
      type: 'array',
      default: [],
      description: 'What all requests of a deployment have under condition keys that no template tells of.',
      items: {
        type: 'object',
        required: ['key', 'values'],
        additionalProperties: false,
        properties: {
          key: { type: 'string', description: 'A condition key, such as `aws:PrincipalArn` or `aws:RequestedRegion`.' },
          values: { type: 'array', items: { type: 'string' }, description: 'Its values.' },
        },
      },
    },
  },

  on: requesting,
  check(subject, { graph, options, report, undecided }) {
    if (graph.policies.length === 0) return;
    const deployer = shownPolicies(options.deployer, graph);
    const denying = [...shownPolicies(options.denying, graph), ...deployer];
    if (denying.length === 0) return;
    const given: GivenContext = new Map(options.context.map(({ key, values }) => [key.toLowerCase(), values]));

    // One statement may be about all that a resource needs: the first that it denies says so.
    const told = new Set<Statement>();
    for (const request of graph.quietly(() => requestsOf(subject, graph))) {
      const found = [...denialsIn(request, denying, given), ...lackIn(request, deployer, given)];
      const certain = found.filter(({ match }) => match.verdict !== 'maybe');
      const [open] = found;
      if (open !== undefined && certain.length === 0) {
        const { match } = open;
        const doubt = match.conditions.find(({ verdict }) => verdict === 'maybe');
        undecided(`whether ${say(open, request)} can't be told: ${match.why}`, doubt?.key ?? request.resource);
      }
      for (const denial of certain) {
        if (told.has(denial.statement)) continue;
        told.add(denial.statement);
        report(reportOf(denial, request, subject.name));
      }
    }
  },
});

/** A statement that decides on a request: a Deny that is for it, or an Allow that is not. */
interface Denial {
  readonly policy: ShownPolicy;
  readonly statement: Statement;
  readonly match: Match;
}

const denies = ({ statement }: Denial): boolean => statement.effect === 'Deny';

const held = (policies: readonly ShownPolicy[], effect: 'Allow' | 'Deny', request: Request, given: GivenContext) =>
  policies.flatMap((policy) =>
    policy.statements
      .filter((statement) => statement.effect === effect)
      .map((statement): Denial => ({ policy, statement, match: matchOf(statement, request, given) })),
  );

/** What denies a request, certainly or perhaps. */
const denialsIn = (request: Request, policies: readonly ShownPolicy[], given: GivenContext): readonly Denial[] =>
  held(policies, 'Deny', request, given).filter(({ match }) => match.verdict !== 'no');

/** What speaks of the action of a request, and does not allow it. */
function lackIn(request: Request, policies: readonly ShownPolicy[], given: GivenContext): readonly Denial[] {
  const allows = held(policies, 'Allow', request, given).filter(({ match }) => match.action !== 'no');
  if (allows.some(({ match }) => match.verdict === 'yes')) return [];
  const open = allows.filter(({ match }) => match.verdict === 'maybe');
  if (open.length > 0) return open.slice(0, 1);
  // Of several, what misses least of it is what was meant.
  return allows
    .filter(({ match }) => match.resource === 'yes')
    .slice(0, 1)
    .concat(allows)
    .slice(0, 1);
}

function reportOf(denial: Denial, request: Request, name: string): Report {
  const { policy, statement, match } = denial;
  const met = match.conditions.filter(({ verdict }) => verdict === match.verdict);
  const keys = met.flatMap(({ key }) => (key === undefined ? [] : [` ${spellKey(key)}`]));
  // What its user can write comes first.
  const first = met.find(({ key }) => key !== undefined && isOfProperty(key)) ?? met[0];
  // Where no condition decides, the resource does.
  const on = keys.length === 0 && isLimited(statement) ? ` on ${spell(request.resource)}` : '';
  return {
    at: first?.key ?? request.resource,
    message: `${say(denial, request)}${on}${keys.join(',')}, so ${name} cannot be created`,
    help: first === undefined ? remedyOf(denial, name) : helpOf(first, denial, name),
    label: `${denies(denial) ? 'denied' : 'not allowed'} by ${policy.name}`,
    related: [{ at: statement, message: `the statement that ${denies(denial) ? 'denies' : 'would allow'} it` }],
    subject: `${request.action} ${statement.sid ?? ''}`,
  };
}

function say(denial: Denial, { action }: Request): string {
  const { policy, statement } = denial;
  const from = statement.sid === undefined ? policy.name : `${statement.sid} of ${policy.name}`;
  return `${from} ${denies(denial) ? 'denies' : 'does not allow'} ${action}`;
}

/** Whether a statement is for some resources only. */
const isLimited = ({ resources }: Statement): boolean => resources?.some((each) => wholeText(each) === '*') !== true;

/** What is left where no condition decides: another resource, if the statement is for some only. */
function remedyOf(denial: Denial, name: string): string {
  const { policy, statement } = denial;
  const { resources = [], notResources } = statement;
  const asked = anyOf((denies(denial) ? (notResources ?? []) : resources).map(printText));
  const first =
    isLimited(statement) && asked !== '' ? `choose a name that makes its ARN ${asked}` : `leave ${name} out`;
  return `${first}, or have ${policy.name} changed`;
}

const isOfProperty = ({ key, name, given }: ContextKey): boolean => given !== true && name !== key;

/** What makes a condition let the request through. */
function helpOf({ condition, key }: Met, denial: Denial, name: string): string {
  const operator = readOperator(condition.operator);
  const written = condition.values.map(printText);
  // What is compared as it stands is no pattern.
  const values = /^String(?:Not)?Equals/.test(operator?.name ?? '') ? written.join(' or ') : anyOf(written);
  // A Deny has to be missed, an Allow to be met.
  const isAskedFor = operator?.negated === denies(denial);
  if (key?.given === true) {
    return `deploy where ${condition.key} is ${isAskedFor ? '' : 'not '}${values}, or have ${denial.policy.name} changed`;
  }
  if (key === undefined || !isOfProperty(key)) return remedyOf(denial, name);
  if (operator?.family === 'presence') {
    return denies(denial) === (values === 'true') ? `set ${key.name}` : `leave out ${key.name}`;
  }
  return isAskedFor ? `set ${key.name} to ${values}` : `give ${key.name} another value than ${values}`;
}
