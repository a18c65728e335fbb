import type { Statement } from '../iam/document.js';
import { isAboutAssuming } from '../iam/trust.js';
import { type Text, defineRule, isNamed, isOneOf, listOf, roleUsers, whyOpen } from './define.js';

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
    const users = graph.quietly(() => roleUsers(role, graph)).filter(({ by }) => graph.exists(by));
    const functions = users.filter(({ service }) => service === 'lambda');
    const [first] = functions;
    if (first === undefined) return;
    const isAllowed = (service: string): boolean =>
      /^(?:edge)?lambda$/.test(service) || isOneOf(service, options.allowServices);
    const owners = listOf(functions.map(({ by }) => by));

    const others = users.filter(({ service }) => !isAllowed(service));
    for (const { by, role: link } of others) {
      report({
        at: link,
        message: `${by.name} has the same role as ${owners} (${role.name}), so each can do what is meant for the other`,
        help: `give ${by.name} a role of its own`,
        label: `the role of ${owners}`,
        about: by,
        related: [{ at: first.role, message: `${first.by.name} has it, too` }],
        subject: `user ${by.address}`,
      });
    }

    const { trust } = role;
    if (trust.state !== 'known') return;
    for (const { why, at } of trust.value.unknowns) undecided(why, { at });
    const told = new Set(others.map(({ service }) => service));
    for (const { service, principal } of trustedIn(trust.value.statements)) {
      if (service === undefined) undecided(whyOpen(principal), principal);
      if (service === undefined || isAllowed(service) || told.has(service)) continue;
      told.add(service);
      report({
        at: principal,
        message: `${role.name}, the role of ${owners}, trusts ${service}.amazonaws.com as well, so that service can do what is meant for ${owners}`,
        help: `take ${service}.amazonaws.com out of ${trust.name}, and give what it does a role of its own`,
        label: 'another service',
        related: [{ at: first.role, message: `${first.by.name} has the role` }],
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
