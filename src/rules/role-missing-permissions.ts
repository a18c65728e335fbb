import {
  type Context,
  calledBy,
  defineRule,
  emptyOf,
  keeperFor,
  lackOf,
  letInByService,
  listOf,
  type NeededCall,
  neededCalls,
  needsOfFunction,
  needsOfInvokeConfig,
  needsOfMapping,
  refuses,
  remedyFor,
  type Resource,
  rightsOf,
  roleAtHand,
  spellKeeper,
  tellUnmet,
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
    'https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html',
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
  check(subject, context) {
    const { graph, options } = context;
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
    const role = roleAtHand(fn.role, fn, context);
    if (role === undefined) return;
    tellUnmet(fn.name, role, needs, context);
    if (called.length > 0) tellCalled(fn, role, called, context);
  },
});

/** Tells which calls of a function's code its role does not allow, all of them as one. */
function tellCalled(
  fn: Resource<'function'>,
  role: Resource<'role'>,
  called: readonly NeededCall[],
  { graph, report, undecided }: Pick<Context, 'graph' | 'report' | 'undecided'>,
): void {
  const rights = rightsOf({ of: role }, graph, true);
  if (rights === undefined) return;
  const lacking = called.map((call) => ({ call, lack: lackOf(call, rights, graph) }));
  const refused = lacking.filter(({ lack }) => lack.missing.length > 0);
  const missing = [...new Set(refused.flatMap(({ lack }) => lack.missing))];
  const [first] = refused;
  if (first === undefined) return;
  const services = [...new Set(refused.map(({ call }) => call.service))];
  const doubt =
    rights.doubts[0] ??
    emptyOf(role, rights) ??
    services.map((each) => letInByService(each, graph)).find((each) => each);
  if (doubt !== undefined) {
    undecided(doubt.why, doubt);
    return;
  }
  const operations = [...new Set(refused.map(({ call }) => call.operation))];
  const refusal = operations.length === 1 ? 'AWS refuses it' : 'AWS refuses them';
  const needed = { actions: refused.flatMap(({ call }) => call.actions) };
  const keeper = keeperFor(needed, missing, rights, graph);
  const remedy = remedyFor(role, keeper, 'allow', `${listOf(missing)} on what is called`);
  report({
    at: fn.role,
    message: `the code of ${fn.name} calls ${listOf(operations)}, but ${spellKeeper(role, keeper)} ${refuses(keeper)} ${listOf(missing)}, so ${refusal}`,
    help: `${remedy}, or leave out what calls it`,
    label: `needs ${listOf(missing)}`,
    related: refused.slice(0, most).map(({ call }) => ({ at: call, message: `calls ${call.operation}` })),
    subject: `code ${missing.join(' ')}`,
  });
}
