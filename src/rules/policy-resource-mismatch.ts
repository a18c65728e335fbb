import { type DeadGrant, deadGrants } from '../iam/dead-grants.js';
import { defineRule, listOf, spell, spellArns, writtenStatements } from './define.js';

/** An action on what it can't be done on is allowed in writing only, and the function fails when it first needs it. */
export default defineRule({
  id: 'policy-resource-mismatch',
  title: 'Every action in a policy can be done on one of its resources',
  severity: 'warning',
  confidence: 'medium',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
  ],
  peers: { 'cfn-lint': ['I3510'], parliament: ['RESOURCE_MISMATCH'], 'Serverless Lens': ['SEC2'] },
  options: {},

  on: 'policyHome',
  check(home, { graph, report, undecided }) {
    // The resource of a trust policy is the role itself.
    if (home.use === 'trust') return;
    for (const statement of writtenStatements(home, undecided)) {
      const { effect, sid, resources = [] } = statement;
      const arns = resources.map((written) => ({ written, arn: spellArns(written, graph) }));
      const { dead, doubts } = deadGrants(statement, arns);
      for (const { why, at } of doubts) undecided(why, { at });
      for (const grant of dead) {
        const [at] = grant.actions;
        const names = listOf(grant.actions.map(spell));
        const [done, nothing] = effect === 'Deny' ? ['denies', 'denied'] : ['allows', 'allowed'];
        const [only] = resources;
        const where = resources.length === 1 && only ? spell(only) : `${String(resources.length)} resources`;
        const { but, label, help } = wordsFor(grant);
        const related = resources.map((resource) => ({ at: resource, message: 'a resource of the statement' }));
        const subject = `${sid ?? ''} ${names}`;
        // Services are not as strict about their lists as AWS says.
        const [so, gravity] = grant.arn === undefined ? ['perhaps nothing', 'info' as const] : ['nothing'];
        const message = `${home.name} ${done} ${names} on ${where}, but ${but}, so ${so} is ${nothing}`;
        report({ at, message, label, help, related, subject, ...(gravity && { atMost: gravity }) });
      }
    }
  },
});

interface Words {
  readonly but: string;
  readonly label: string;
  readonly help: string;
}

function wordsFor({ actions, arn, instead }: DeadGrant): Words {
  const it = actions.length === 1 ? 'it takes' : 'they take';
  if (arn === undefined) {
    return {
      but: `AWS lists no resource for ${actions.length === 1 ? 'it' : 'them'} but *`,
      label: 'only on *',
      help: 'put it into a statement with the Resource *',
    };
  }
  const help = `write ${instead ?? `an ARN of the form ${arn}`} into Resource`;
  return { but: `${it} resources such as ${arn}`, label: 'not on these resources', help };
}
