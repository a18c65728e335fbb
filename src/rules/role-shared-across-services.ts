import type { Statement } from '../iam/document.js';
import { isAboutAssuming } from '../iam/trust.js';
import { type Text, defineRule, functionsWith, isNamed, isOneOf, listOf, otherRoleUsers, whyOpen } from './define.js';

/** How many functions of a role are named. */
const most = 5;

/** What a function may do, whatever else has its role may do, and the other way round. */
export default defineRule({
  id: 'role-shared-across-services',
  title: "The role of a function is no other service's",
  severity: 'warning',
  pillar: 'security',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],
  peers: { 'Serverless Lens': ['SEC2'] },
  options: {
    exemptRoles: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Roles that may be shared: logical ids; `*` matches any text.',
    },
    allowServices: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Services that may have the role of a function as well, such as `scheduler`.',
    },
  },

  on: 'role',
  check(role, { graph, options, report, undecided }) {
    if (role.generated || isNamed(role, options.exemptRoles)) return;
    const isAllowed = (service: string): boolean =>
      /^(?:edge)?lambda$/.test(service) || isOneOf(service, options.allowServices);
    const users = graph.quietly(() => otherRoleUsers(role, graph));
    const { trust } = role;
    const trusted = trust.state === 'known' ? trustedIn(trust.value.statements) : [];
    const open = trust.state === 'known' ? trust.value.unknowns : [];
    const others = users.filter(({ by, service }) => !isAllowed(service) && graph.exists(by));
    const foreign = trusted.filter(({ service }) => service === undefined || !isAllowed(service));
    // Nearly all roles are told apart without a look at their functions.
    if (others.length + foreign.length + open.length === 0) return;
    const functions = graph.quietly(() => functionsWith(role, graph, most));
    const [first] = functions;
    if (first === undefined) return;
    const owners = listOf(functions);

    for (const { by, role: link } of others) {
      report({
        at: link,
        message: `${by.name} has the same role as ${owners} (${role.name}), so each can do what is meant for the other`,
        help: `give ${by.name} a role of its own`,
        label: `the role of ${owners}`,
        about: by,
        related: [{ at: first.role, message: `${first.name} has it, too` }],
        subject: `user ${by.address}`,
      });
    }

    for (const { why, at } of open) undecided(why, { at });
    const told = new Set(others.map(({ service }) => service));
    for (const { service, principal } of foreign) {
      if (service === undefined) undecided(whyOpen(principal), principal);
      if (service === undefined || told.has(service)) continue;
      told.add(service);
      report({
        at: principal,
        message: `${role.name}, the role of ${owners}, trusts ${service}.amazonaws.com as well, so that service can do what is meant for ${owners}`,
        help: `take ${service}.amazonaws.com out of ${trust.name}, and give what it does a role of its own`,
        label: 'another service',
        related: [{ at: first.role, message: `${first.name} has the role` }],
        subject: `trust ${service}`,
      });
    }
  },
});

/** A service that a trust policy lets in; which one, may be known only at deployment. */
interface Trusted {
  readonly service: string | undefined;
  readonly principal: Text;
}

const trustedIn = (statements: readonly Statement[]): readonly Trusted[] =>
  statements
    .filter((statement) => statement.effect !== 'Deny' && isAboutAssuming(statement))
    .flatMap(({ principals = [] }) => principals)
    .filter(({ type }) => type === 'Service')
    .map(({ value }) => {
      const [first] = value.parts;
      return { service: typeof first === 'string' ? /^[^.]+/.exec(first)?.[0] : undefined, principal: value };
    });
