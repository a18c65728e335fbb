import { boundaryOwner, defineRule, isExecutionRole, isExemptRole, wholeText } from './define.js';

/** Paths that only AWS itself makes roles in. */
const reserved = ['/aws-service-role/*', '/aws-reserved/*'];

/** A boundary is what keeps a role small, whatever somebody writes into its policies. */
export default defineRule({
  id: 'role-boundary-required',
  title: 'Every role that a template makes has a permissions boundary',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    appliesTo: {
      type: 'string',
      enum: ['all', 'execution'],
      default: 'all',
      description:
        'Which roles need a boundary: all that the template makes, or those that Lambda, Step Functions, API Gateway, EventBridge, Scheduler, Pipes or AppSync act with.',
    },
    exempt: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Logical ids, names or paths (`/service/*`) of roles that need no boundary; `*` matches any text.',
    },
  },

  on: 'role',
  check(role, { graph, options, report, undecided }) {
    const boundary = graph.quietly(() => role.boundary);
    const isEmpty = boundary.state === 'external' && wholeText(boundary.text) === '';
    if (boundary.state !== 'absent' && !isEmpty) {
      // A parameter or an import names some policy; only what a macro puts there may be nothing at all.
      if (boundary.state === 'unknown' && boundary.identity === undefined) undecided(boundary.why, boundary);
      return;
    }
    if (graph.quietly(() => isExemptRole(role, [...reserved, ...options.exempt]))) return;
    if (options.appliesTo === 'execution' && !isExecutionRole(role, graph)) return;

    if (role.instead !== undefined) {
      report({
        at: boundary,
        message: `${role.name} can have no ${boundary.name}, so nothing limits it but its policies`,
        help: `put a role of your own, with a boundary, into ${role.instead}`,
        label: `no ${boundary.name}`,
        atMost: 'info',
      });
      return;
    }
    report({
      at: boundary,
      message: `${role.name} has no ${boundary.name}, so it may do whatever somebody writes into its policies`,
      help: `set ${boundary.name}${boundaryOwner(role, graph)} to the boundary policy of your organisation`,
      label: `no ${boundary.name}`,
    });
  },
});
