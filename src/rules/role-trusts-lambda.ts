import type { Statement } from '../iam/document.js';
import { isAboutAssuming } from '../iam/trust.js';
import { type Text, defineRule, wholeText } from './define.js';

/** Lambda tries to assume the role when it makes the function, and makes none where it may not. */
export default defineRule({
  id: 'role-trusts-lambda',
  title: 'The role of a function trusts Lambda',
  severity: 'error',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {},

  on: 'function',
  check(fn, { graph, report, undecided }) {
    const role = graph.quietly(() => fn.role);
    if (role.state !== 'known' || role.resource.generated || !graph.exists(role.resource)) return;
    const { trust } = role.resource;
    if (trust.state !== 'known') return;
    const { statements, unknowns } = trust.value;

    const verdicts = statements.filter((statement) => statement.effect !== 'Deny').map((each) => trusts(each));
    if (verdicts.includes('yes')) return;
    const [unknown] = unknowns;
    if (unknown !== undefined || verdicts.includes('maybe')) {
      undecided(unknown?.why ?? 'whom it trusts is known only at deployment', unknown ?? trust);
      return;
    }
    report({
      at: role,
      message: `${fn.name} has the role ${role.resource.name}, which does not trust Lambda, so the deployment fails: Lambda can't assume it`,
      help: `allow the service lambda.amazonaws.com to do sts:AssumeRole in ${trust.name} of ${role.resource.name}`,
      label: 'Lambda may not assume it',
      related: [{ at: trust, message: `whom ${role.resource.name} trusts` }],
      subject: 'trust',
    });
  },
});

type Verdict = 'yes' | 'no' | 'maybe';

function trusts(statement: Statement): Verdict {
  const { principals = [], notPrincipals, effect } = statement;
  if (!isAboutAssuming(statement)) return 'no';
  if (notPrincipals !== undefined) return 'maybe';
  const verdicts = principals.map(({ type, value }): Verdict => {
    // Whether everyone includes services is for AWS to say; the type that only the deployment knows may be one.
    if (type === '*') return 'maybe';
    return type === 'Service' ? isLambda(value) : 'no';
  });
  const best = verdicts.includes('yes') ? 'yes' : verdicts.includes('maybe') ? 'maybe' : 'no';
  return best === 'yes' && effect === undefined ? 'maybe' : best;
}

/** With any suffix: partitions have their own. What replicates a function to the edge counts as well. */
function isLambda(service: Text): Verdict {
  const [first] = service.parts;
  if (typeof first !== 'string') return 'maybe';
  if (/^(?:edge)?lambda\./.test(first)) return 'yes';
  const isOpen = wholeText(service) === undefined && !first.includes('.');
  return isOpen ? 'maybe' : 'no';
}
