import { anyOf, defineRule, here, spell, wholeText } from './define.js';

/** A boundary that a team writes itself is no limit to that team. */
export default defineRule({
  id: 'role-boundary-allowed',
  title: 'The permissions boundary of a role is one of the organisation',
  severity: 'error',
  pillar: 'security',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html'],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    allowed: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description:
        'ARN patterns of the boundary policies; `*` matches any text, also an account or partition that is known only at deployment. Empty: nothing is judged.',
    },
  },

  on: 'role',
  check(role, { options, report, matches }) {
    if (options.allowed.length === 0) return;
    const { boundary } = role;
    // Whether there is one at all, an empty text included, is judged by role-boundary-required.
    if (boundary.state === 'external' && wholeText(boundary.text) === '') return;
    if (boundary.state === 'known') {
      const { name } = boundary.resource;
      report({
        at: boundary,
        message: `${role.name} has ${name} as its ${boundary.name}, which ${here(boundary.resource)} makes itself, so its authors can widen it`,
        help: `set ${boundary.name} to ${anyOf(options.allowed)}`,
        label: `made in ${here(boundary.resource)}`,
        related: [{ at: boundary.resource, message: `${name} is made here` }],
        atMost: 'info',
      });
    } else if (boundary.state === 'external' && matches(boundary.text, options.allowed) === 'no') {
      report({
        at: boundary,
        message: `${role.name} has ${spell(boundary.text)} as its ${boundary.name}, which is no boundary policy of the organisation`,
        help: `set ${boundary.name} to ${anyOf(options.allowed)}`,
        label: 'not an approved boundary',
      });
    }
  },
});
