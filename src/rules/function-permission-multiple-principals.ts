import {
  type Text,
  defineRule,
  groupsOf,
  isOneOf,
  listOf,
  permissionsBeside,
  permissionsOf,
  serviceOf,
  spell,
  targetOf,
  wholeText,
} from './define.js';

/** Each caller sends events of its own shape, and a function that serves several has the rights that all of them need. */
export default defineRule({
  id: 'function-permission-multiple-principals',
  title: 'The permissions of a function are for one principal',
  severity: 'off',
  pillar: 'operations',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
  ],
  peers: {
    'serverless-rules': ['WS1002', 'aws_lambda_permission_multiple_principals'],
    'Serverless Lens': ['SEC2'],
  },
  options: {
    ignore: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Principals that do not count, such as `events.amazonaws.com`; `*` matches any text.',
    },
  },

  on: ['function', 'permission'],
  check(subject, { graph, options, report, undecided }) {
    const isFunction = subject.kind === 'function';
    const permissions = isFunction ? permissionsOf(subject, graph) : permissionsBeside(subject, graph);
    const permitted = permissions.flatMap((permission) => {
      const [principal, action] = graph.quietly(() => [permission.principal, permission.action] as const);
      const literal = action.state === 'known' ? wholeText(action.value) : undefined;
      // Lambda@Edge has permissions to copy a function.
      if (literal !== undefined && !/^(?:lambda:(?:invoke|\*)|\*)/i.test(literal)) return [];
      return principal.state === 'absent' || isOneOf(nameOf(principal), options.ignore)
        ? []
        : [{ permission, principal }];
    });
    const unknown = permitted.find(({ principal }) => principal.state === 'unknown');
    const known = permitted.flatMap(({ principal }) =>
      principal.state === 'known' ? [{ principal, who: nameOf(principal) }] : [],
    );
    const certain = groupsOf(
      known.filter(({ principal }) => typeof principal.value.parts[0] === 'string'),
      ({ who }) => who,
    );
    if (certain.length < 2) {
      const open = unknown?.principal ?? known.find(({ who }) => who !== certain[0]?.[0].who)?.principal;
      if (open !== undefined && permitted.length > 1) undecided('it may be another principal than the others', open);
      return;
    }
    report({
      at: subject,
      message: `${isFunction ? subject.name : targetOf(subject, graph)} may be invoked by ${listOf(certain.map(([{ who }]) => who))}, so that one handler has to tell their events apart, with the rights that all of them need`,
      help: 'give each of them a function of its own, or list those that are meant in the option ignore',
      label: `${String(certain.length)} principals`,
      related: certain
        .slice(0, 5)
        .map(([{ principal, who }]) => ({ at: principal, message: `the permission for ${who}` })),
      subject: 'principals',
    });
  },
});

type Principal = { readonly state: 'known'; readonly value: Text } | { readonly state: 'unknown' };

/** A principal for messages: a service by its name in all regions and partitions. */
function nameOf(principal: Principal): string {
  if (principal.state === 'unknown') return '';
  const service = serviceOf(principal.value);
  const name = service === undefined ? spell(principal.value) : `${service}.amazonaws.com`;
  return name === '*' ? 'everyone' : name;
}
