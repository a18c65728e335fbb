import { describe, expect, test } from 'vitest';
import { printResources, resourceOf, sourceOf } from '../../../test/support/parse.js';
import { argument, constant, moduleOf, planTemplate, planText, refs } from '../../../test/support/plan-text.js';
import { get } from '../../template/node.js';

const addresses = (text: string): string[] => planTemplate(text).resources.map(({ address }) => address);

test('what is deleted or forgotten is gone; data sources are no resources', () => {
  const all = ['create', 'update', 'read', 'no-op', 'delete', 'forget'].map((action) => [
    `aws_iam_role.${action}`,
    { actions: [action] },
  ]);
  const text = planText({
    ...(Object.fromEntries(all) as Record<string, object>),
    'aws_iam_role.replace': { actions: ['delete', 'create'] },
    'aws_iam_role.replace_first': { actions: ['create', 'delete'] },
    'data.aws_region.here': {},
    'module.a["x.y"].module.b.aws_iam_role.r[0]': {},
  });
  expect(addresses(text)).toEqual([
    'aws_iam_role.create',
    'aws_iam_role.update',
    'aws_iam_role.read',
    'aws_iam_role.no-op',
    'aws_iam_role.replace',
    'aws_iam_role.replace_first',
    'module.a["x.y"].module.b.aws_iam_role.r[0]',
  ]);
});

describe('what the user wrote is told apart from what the provider fills in', () => {
  const template = planTemplate(
    planText(
      {
        'aws_lambda_function.f': {
          after: {
            function_name: 'f',
            arn: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
            timeout: 3,
            memory_size: 256,
            layers: [],
            handler: null,
            tracing_config: [{ mode: 'Active', extra: 'made up' }],
            environment: [{ variables: { A: '1', B: null } }],
            vpc_config: [],
            ephemeral_storage: [{ size: 512 }],
          },
          unknown: { architectures: true, kms_key_arn: true, tracing_config: [{}], dead_letter_config: true },
        },
      },
      {
        resources: {
          'aws_lambda_function.f': {
            function_name: refs('var.name'),
            memory_size: refs('var.memory'),
            layers: constant([]),
            handler: refs('var.handler'),
            architectures: refs('var.architectures'),
            tracing_config: [{ mode: constant('Active') }],
            environment: [{ variables: refs('var.b') }],
          },
        },
        variables: { architectures: { default: null } },
      },
    ),
  );
  test.each([
    ['function_name', '"f"'],
    ['memory_size', '256'],
    ['layers', '[]'],
    ['tracing_config', '[{mode: "Active"}]'],
    ['environment', '[{variables: {A: "1"}}]'],
    // An id is worth knowing, and a block may be a dynamic one's.
    ['arn', '"arn:aws:lambda:eu-west-1:123456789012:function:f"'],
    ['ephemeral_storage', '[{size: 512}]'],
    ['dead_letter_config', '?(known after apply: the plan does not tell what dead_letter_config is)'],
    // Defaults, what is null, and what is computed without being written or from null.
    ['timeout', 'absent'],
    ['handler', 'absent'],
    ['vpc_config', 'absent'],
    ['kms_key_arn', 'absent'],
    ['architectures', 'absent'],
  ])('%s', (name, value) => {
    expect(argument(template, 'aws_lambda_function.f', name)).toBe(value);
  });
});

describe('of a provider without blocks, what nobody sets is its own, also within what somebody sets', () => {
  const argumentOf = (name: string, unknown: unknown, expression?: object): string => {
    const instances = { 'aws_sqs_queue.q': {}, 'awscc_lambda_function.f': { after: {}, unknown: { [name]: unknown } } };
    const expressions = expression === undefined ? {} : { [name]: expression };
    const text = planText(instances, { resources: { 'awscc_lambda_function.f': expressions } });
    return argument(planTemplate(text), 'awscc_lambda_function.f', name);
  };

  test('nothing is set', () => {
    expect(argumentOf('vpc_config', true)).toBe('absent');
  });

  test('the one thing that is open is what the argument refers to', () => {
    expect(argumentOf('dead_letter_config', { target_arn: true }, refs('aws_sqs_queue.q.arn'))).toBe(
      '{target_arn: @aws_sqs_queue.q.arn}',
    );
  });

  test('of several, none is sure to be set', () => {
    expect(argumentOf('code', { image_uri: true, s3_bucket: true }, refs('aws_sqs_queue.q.url'))).toBe(
      '{image_uri: ?(known after apply: the plan does not tell whether image_uri is set), s3_bucket: ?(known after apply: the plan does not tell whether s3_bucket is set)}',
    );
  });
});

describe('an unknown argument is followed', () => {
  const lambda = (role: unknown) => ({ 'aws_lambda_function.f': { role } });
  const unknownRole = { 'aws_lambda_function.f': { unknown: { role: true } } };
  const roleOf = (instances: object, root: object, more = {}, address = 'aws_lambda_function.f'): string =>
    argument(planTemplate(planText({ ...unknownRole, ...instances }, root, more)), address, 'role');

  test('to a resource', () => {
    expect(roleOf({ 'aws_iam_role.r': {} }, { resources: lambda(refs('aws_iam_role.r.arn')) })).toBe(
      '@aws_iam_role.r.arn',
    );
  });

  test('to the one instance that is there', () => {
    const resources = lambda(refs('var.create', 'aws_iam_role.r[0].arn', 'aws_iam_role.s[0].arn', 'var.role'));
    expect(roleOf({ 'aws_iam_role.r[0]': {} }, { resources })).toBe('@aws_iam_role.r[0].arn');
  });

  test('to either of two', () => {
    const resources = lambda(refs('var.which', 'aws_iam_role.r.arn', 'aws_iam_role.s.arn'));
    expect(roleOf({ 'aws_iam_role.r': {}, 'aws_iam_role.s': {} }, { resources })).toMatch(
      /^if\(\?\(.*\), @aws_iam_role\.r\.arn, @aws_iam_role\.s\.arn\)$/,
    );
  });

  test('to the instance with the same key', () => {
    const instances = {
      'aws_lambda_function.f["a"]': { unknown: { role: true } },
      'aws_iam_role.r["a"]': {},
      'aws_iam_role.r["b"]': {},
    };
    const root = { resources: lambda(refs('aws_iam_role.r', 'each.key')) };
    expect(roleOf(instances, root, {}, 'aws_lambda_function.f["a"]')).toBe('@aws_iam_role.r["a"]');
    const chained = {
      resources: lambda(refs('each.value.arn')),
      meta: { 'aws_lambda_function.f': { for_each_expression: refs('aws_iam_role.r') } },
    };
    expect(roleOf(instances, chained, {}, 'aws_lambda_function.f["a"]')).toBe('@aws_iam_role.r["a"].arn');
  });

  test('to the instance of the same number, or to any where no key is asked for', () => {
    const instances = {
      'aws_lambda_function.f[1]': { unknown: { role: true } },
      'aws_iam_role.r[0]': {},
      'aws_iam_role.r[1]': {},
    };
    const role = (...references: readonly string[]): string =>
      roleOf(instances, { resources: lambda({ references }) }, {}, 'aws_lambda_function.f[1]');
    expect(role('aws_iam_role.r', 'count.index')).toBe('@aws_iam_role.r[1]');
    expect(role('aws_iam_role.r')).toMatch(/^if\(\?\(.*\), @aws_iam_role\.r\[0\], @aws_iam_role\.r\[1\]\)$/);
    expect(role('aws_iam_role.r[5].arn', 'count.index')).toBe('absent');
  });

  test('to what is there, beside what the plan keeps nothing of', () => {
    const beside = (...references: readonly string[]): string =>
      roleOf({ 'aws_iam_role.r': {} }, { resources: lambda({ references: ['aws_iam_role.r.arn', ...references] }) });
    for (const other of [
      'local.prefix',
      'path.module',
      'terraform.workspace',
      'self.name',
      'var.none',
      'each.key',
      'count.index',
    ]) {
      expect(beside(other), other).toBe('@aws_iam_role.r.arn');
    }
  });

  test('to what is never kept, or not told apart', () => {
    expect(roleOf({}, { resources: lambda(refs('ephemeral.x.y.arn')) })).toBe('?(it is ephemeral)');
    const instances = {
      'aws_lambda_function.f["a"]': { unknown: { role: true } },
      'module.m["a"].aws_iam_role.r': {},
      'module.m["b"].aws_iam_role.r': {},
    };
    const module = moduleOf({ outputs: { arn: { expression: refs('aws_iam_role.r.arn') } } });
    const module_calls = { m: { module, for_each_expression: constant({ a: 1, b: 1 }) } };
    const role = (...references: readonly string[]): string =>
      roleOf(instances, { resources: lambda({ references }), module_calls }, {}, 'aws_lambda_function.f["a"]');
    expect(role('module.m', 'each.key')).toBe(
      '?(known after apply: an output of module.m of the root module is not in the plan)',
    );
    expect(role('module.m["b"].arn')).toBe('@module.m["b"].aws_iam_role.r.arn');
    expect(role('module.m["c"].arn')).toBe('absent');
  });

  test('through the inputs and outputs of modules, to any depth', () => {
    const inner = moduleOf({
      resources: { 'aws_lambda_function.f': { role: refs('var.role_arn') } },
    });
    const outer = moduleOf({ module_calls: { inner: { expressions: { role_arn: refs('var.arn') }, module: inner } } });
    const roles = moduleOf({
      resources: { 'aws_iam_role.r': {} },
      outputs: { arn: { expression: refs('aws_iam_role.r[0].arn') } },
    });
    const root = {
      module_calls: {
        outer: { expressions: { arn: refs('module.roles["x"].arn') }, module: outer },
        roles: { module: roles, for_each_expression: constant({ x: 1 }) },
      },
    };
    const instances = {
      'module.outer.module.inner.aws_lambda_function.f': { unknown: { role: true } },
      'module.roles["x"].aws_iam_role.r[0]': {},
      'module.roles["y"].aws_iam_role.r[0]': {},
    };
    expect(roleOf(instances, root, {}, 'module.outer.module.inner.aws_lambda_function.f')).toBe(
      '@module.roles["x"].aws_iam_role.r[0].arn',
    );
  });

  test('to what it is of a map that a module gives, only if all of that is one resource’s', () => {
    const roles = moduleOf({
      resources: { 'aws_iam_role.a': {}, 'aws_iam_role.b': {} },
      outputs: {
        arns: { expression: refs('aws_iam_role.a.arn', 'aws_iam_role.b.arn') },
        roles: { expression: refs('aws_iam_role.a', 'aws_iam_role.b') },
        one: { expression: refs('aws_iam_role.a.arn', 'aws_iam_role.a.name') },
        either: { expression: refs('var.which', 'aws_iam_role.a', 'aws_iam_role.b') },
      },
    });
    const functions = moduleOf({
      resources: { 'aws_lambda_function.f': { role: refs('var.arns', 'each.key') } },
      meta: { 'aws_lambda_function.f': { for_each_expression: {} } },
    });
    const module_calls = {
      roles: { module: roles },
      functions: { expressions: { arns: refs('module.roles.arns') }, module: functions },
    };
    const keyed = 'module.functions.aws_lambda_function.f["a"]';
    const instances = {
      [keyed]: { unknown: { role: true } },
      'module.roles.aws_iam_role.a': { unknown: { arn: true } },
      'module.roles.aws_iam_role.b': { unknown: { arn: true } },
    };
    const role = (reference: string): string => roleOf(instances, { resources: lambda(refs(reference)), module_calls });
    const open =
      '?(known after apply: the plan does not tell which it is of module.roles.aws_iam_role.a, module.roles.aws_iam_role.b)';
    expect(role('module.roles.arns["a"]')).toBe(open);
    expect(role('module.roles.arns.b')).toBe(open);
    expect(role('module.roles.roles.b.arn')).toBe(open);
    expect(roleOf(instances, { module_calls }, {}, keyed)).toBe(open);
    const each = {
      resources: lambda(refs('each.value.role')),
      meta: { 'aws_lambda_function.f': { for_each_expression: refs('module.roles.arns') } },
      module_calls,
    };
    const ofEach = 'aws_lambda_function.f["a"]';
    expect(roleOf({ ...instances, [ofEach]: { unknown: { role: true } } }, each, {}, ofEach)).toBe(open);
    expect(role('module.roles.one.arn')).toContain('@module.roles.aws_iam_role.a.arn');
    expect(role('module.roles.either.arn')).toMatch(/^if\(.*, @module\.roles\.aws_iam_role\.a\.arn, @.*b\.arn\)$/);
  });

  test('through a module that holds no resources', () => {
    const module = moduleOf({ outputs: { arn: { expression: refs('var.arn') } } });
    const module_calls = { m: { expressions: { arn: refs('aws_iam_role.r.arn') }, module } };
    expect(roleOf({ 'aws_iam_role.r': {} }, { resources: lambda(refs('module.m.arn')), module_calls })).toBe(
      '@aws_iam_role.r.arn',
    );
  });

  test('through each.value of a module call', () => {
    const child = moduleOf({ resources: { 'aws_lambda_function.f': { role: refs('var.role') } } });
    const root = {
      resources: { 'aws_iam_role.r': {} },
      module_calls: {
        m: {
          expressions: { role: refs('each.value.arn') },
          for_each_expression: refs('aws_iam_role.r'),
          module: child,
        },
      },
    };
    const instances = {
      'aws_iam_role.r["a"]': {},
      'aws_iam_role.r["b"]': {},
      'module.m["b"].aws_lambda_function.f': { unknown: { role: true } },
    };
    expect(roleOf(instances, root, {}, 'module.m["b"].aws_lambda_function.f')).toBe('@aws_iam_role.r["b"].arn');
  });

  test('through another resource that was given it', () => {
    const instances = { 'aws_iam_instance_profile.p': { unknown: { role: true } }, 'aws_iam_role.r': {} };
    const resources = {
      ...lambda(refs('aws_iam_instance_profile.p.role')),
      'aws_iam_instance_profile.p': { role: refs('aws_iam_role.r.name') },
    };
    expect(roleOf(instances, { resources })).toBe('@aws_iam_role.r.name');
  });

  test('through a data source that looks it up', () => {
    const instances = {
      'aws_iam_role.r': {},
      'data.aws_iam_role.d': { unknown: { arn: true, name: true } },
      'data.aws_iam_role.e': { unknown: { arn: true } },
    };
    const data = { 'data.aws_iam_role.d': { name: refs('aws_iam_role.r.id') } };
    expect(roleOf(instances, { resources: { ...lambda(refs('data.aws_iam_role.d.arn')), ...data } })).toBe(
      '@aws_iam_role.r.arn',
    );
    expect(roleOf(instances, { resources: lambda(refs('data.aws_iam_role.e.arn')) })).toBe(
      '?(known after apply: data.aws_iam_role.e.arn is read then; data.aws_iam_role.e.arn)',
    );
  });

  test('to a local, of which the plan keeps nothing', () => {
    expect(roleOf({}, { resources: lambda(refs('local.role')) })).toBe(
      '?(known after apply: local.role of the root module is not in the plan)',
    );
  });

  test('in circles, and no further', () => {
    const child = moduleOf({
      resources: { 'aws_lambda_function.f': { role: refs('var.a') } },
      outputs: { a: { expression: refs('var.a') } },
    });
    const root = { module_calls: { m: { expressions: { a: refs('module.m.a') }, module: child } } };
    const instances = { 'module.m.aws_lambda_function.f': { unknown: { role: true } } };
    expect(roleOf(instances, root, {}, 'module.m.aws_lambda_function.f')).toBe('absent');
  });

  describe('as far as any configuration leads, and what is further away is not absent', () => {
    const role = refs('aws_iam_role.r.arn');
    const chain = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => {
        const next = refs(`${name}${String(index + 1)}.role`);
        return [`${name}${String(index)}`, { role: index === count - 1 ? role : next }] as const;
      });

    test('from resource to resource', () => {
      const functions = chain(3000, 'aws_lambda_function.f');
      const unknown = Object.fromEntries(functions.map(([name]) => [name, { unknown: { role: true } }]));
      const text = planText({ ...unknown, 'aws_iam_role.r': {} }, { resources: Object.fromEntries(functions) });
      const template = planTemplate(text);
      const roles = functions.map(([name]) => argument(template, name, 'role').replace(/\d+/, 'N'));
      expect([...new Set(roles)]).toEqual(['@aws_lambda_function.fN.role', '@aws_iam_role.r.arn']);
    });

    test('from module to module', () => {
      const module = moduleOf({ outputs: { role: { expression: refs('var.role') } } });
      const calls = chain(80, 'module.m').map(
        ([name, expressions]) => [name.slice(7), { module, expressions }] as const,
      );
      const from = (name: string): string => {
        const root = { resources: lambda(refs(`${name}.role`)), module_calls: Object.fromEntries(calls) };
        return roleOf({ 'aws_iam_role.r': {} }, root);
      };
      expect(from('module.m0')).toBe('?(it is handed on through too many modules)');
      expect(from('module.m20')).toBe('@aws_iam_role.r.arn');
    });
  });

  test('item by item in a list', () => {
    const instances = {
      'aws_lambda_function.f': {
        after: { layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:x:1', null, null], tags: ['a'] },
        unknown: { layers: [false, true, true] },
      },
      'aws_lambda_layer_version.a': {},
      'aws_lambda_layer_version.b': {},
    };
    const layers = refs('aws_lambda_layer_version.a.arn', 'aws_lambda_layer_version.b.arn');
    const template = planTemplate(planText(instances, { resources: { 'aws_lambda_function.f': { layers } } }));
    expect(argument(template, 'aws_lambda_function.f', 'layers')).toBe(
      '["arn:aws:lambda:eu-west-1:123456789012:layer:x:1", @aws_lambda_layer_version.a.arn, @aws_lambda_layer_version.b.arn]',
    );
  });

  test('in a block, also one of which nothing is known', () => {
    const instances = { 'aws_sqs_queue.q': {}, 'aws_lambda_function.f': { unknown: { dead_letter_config: true } } };
    const resources = {
      'aws_lambda_function.f': { dead_letter_config: [{ target_arn: refs('aws_sqs_queue.q.arn') }] },
    };
    const template = planTemplate(planText(instances, { resources }));
    expect(argument(template, 'aws_lambda_function.f', 'dead_letter_config')).toBe(
      '[{target_arn: @aws_sqs_queue.q.arn}, ?(known after apply: the plan does not tell what more of dead_letter_config there is)]',
    );
  });
});

test('an id that is known after an earlier apply still names its resource', () => {
  const arn = 'arn:aws:iam::123456789012:role/r-x1';
  const text = planText(
    {
      'aws_iam_role.r': { actions: ['no-op'], after: { arn, name_prefix: 'r-' } },
      'aws_lambda_function.f': { actions: ['update'], after: { role: arn } },
      'aws_apigatewayv2_integration.i': { actions: ['no-op'], after: { id: 'abc123' } },
      'aws_apigatewayv2_route.t': { actions: ['no-op'], after: { target: 'integrations/abc123', route_key: 'GET /' } },
    },
    {
      resources: {
        'aws_iam_role.r': { name_prefix: constant('r-') },
        'aws_lambda_function.f': { role: refs('aws_iam_role.r.arn') },
        'aws_apigatewayv2_integration.i': {},
        'aws_apigatewayv2_route.t': { target: refs('aws_apigatewayv2_integration.i.id'), route_key: constant('GET /') },
      },
    },
  );
  const template = planTemplate(text);
  expect(argument(template, 'aws_lambda_function.f', 'role')).toBe('@aws_iam_role.r.arn');
  expect(argument(template, 'aws_apigatewayv2_route.t', 'target')).toBe(
    'text("integrations/" @aws_apigatewayv2_integration.i.id)',
  );
});

test('an id that is known already still names one of several instances, also where the plan keeps no more than their name', () => {
  const subnet = (id: string) => ({ actions: ['no-op'], after: { id, vpc_id: 'vpc-1' } });
  const instances = {
    'aws_subnet.s[0]': subnet('subnet-00'),
    'aws_subnet.s[1]': subnet('subnet-11'),
    'aws_route_table_association.a[1]': { actions: ['no-op'], after: { subnet_id: 'subnet-11' } },
    'aws_route_table_association.b["x"]': { actions: ['no-op'], after: { subnet_id: 'subnet-00' } },
    'module.m["y"].aws_lambda_function.f': {
      actions: ['update'],
      after: { vpc_config: [{ subnet_ids: ['subnet-00', 'subnet-11'] }] },
    },
  };
  const lambda = { vpc_config: [{ subnet_ids: refs('var.subnets') }] };
  const root = {
    resources: {
      'aws_subnet.s': { vpc_id: constant('vpc-1') },
      'aws_route_table_association.a': { subnet_id: refs('aws_subnet.s', 'count.index') },
      'aws_route_table_association.b': { subnet_id: refs('each.value.id') },
    },
    meta: { 'aws_route_table_association.b': { for_each_expression: refs('aws_subnet.s') } },
    module_calls: {
      m: {
        expressions: { subnets: refs('each.value.subnets') },
        for_each_expression: refs('aws_subnet.s'),
        module: moduleOf({ resources: { 'aws_lambda_function.f': lambda } }),
      },
    },
  };
  const template = planTemplate(planText(instances, root));
  const subnetOf = (address: string): string => argument(template, address, 'subnet_id');
  expect(subnetOf('aws_route_table_association.a[1]')).toBe('@aws_subnet.s[1].id');
  expect(subnetOf('aws_route_table_association.b["x"]')).toBe('@aws_subnet.s[0].id');
  expect(argument(template, 'module.m["y"].aws_lambda_function.f', 'vpc_config')).toBe(
    '[{subnet_ids: [@aws_subnet.s[0].id, @aws_subnet.s[1].id]}]',
  );
});

test('a variable that the plan keeps no value of is ephemeral, and shown to nobody', () => {
  const variables = { secret: {}, region: {}, tags: { default: null }, hidden: { sensitive: true } };
  const given = { region: { value: 'eu-west-1' }, hidden: { value: 'x' } };
  const hiddenIn = (more: object): readonly string[] =>
    [...planTemplate(planText({}, { variables }, more as Record<string, unknown>)).parameters.values()]
      .filter(({ noEcho }) => noEcho)
      .map(({ name }) => name);
  expect(hiddenIn({ variables: given })).toEqual(['var.secret', 'var.hidden']);
  // Without any value there is no list of them.
  expect(hiddenIn({ timestamp: '2026-01-01T00:00:00Z' })).toEqual(['var.secret', 'var.region', 'var.hidden']);
  expect(hiddenIn({})).toEqual(['var.hidden']);
});

test('an id in a block that a dynamic makes names what the resource has depended on since an earlier apply', () => {
  const values = { vpc_config: [{ subnet_ids: ['subnet-00'] }] };
  const subnet = { id: 'subnet-00' };
  const managed = { mode: 'managed', name: 'x' };
  const resources = [
    { ...managed, address: 'aws_subnet.x', type: 'aws_subnet', values: subnet },
    {
      ...managed,
      address: 'aws_lambda_function.x',
      type: 'aws_lambda_function',
      values,
      depends_on: ['aws_subnet.x'],
    },
  ];
  const text = planText(
    { 'aws_subnet.x': { after: subnet }, 'aws_lambda_function.x': { actions: ['update'], after: values } },
    { resources: { 'aws_subnet.x': {}, 'aws_lambda_function.x': {} } },
    { prior_state: { values: { root_module: { resources } } } },
  );
  expect(argument(planTemplate(text), 'aws_lambda_function.x', 'vpc_config')).toBe(
    '[{subnet_ids: [@aws_subnet.x.id]}]',
  );
});

test('what a plan does not speak of stays as it is', () => {
  const resource = (address: string, more: object = {}) => {
    const [type, name] = address.split('.');
    return { address, mode: 'managed', type, name, values: { name }, ...more };
  };
  const prior_state = {
    values: {
      root_module: {
        resources: [
          resource('aws_iam_role.kept'),
          resource('aws_iam_role.gone'),
          resource('aws_iam_role.before'),
          resource('aws_iam_role.replaced', { deposed_key: '00000001' }),
        ],
      },
    },
  };
  const changes = planText(
    { 'aws_iam_role.gone': { actions: ['delete'] }, 'aws_iam_role.after': {} },
    {},
    { prior_state },
  ).replace('"address":"aws_iam_role.after"', '$&,"previous_address":"aws_iam_role.before"');
  expect(addresses(changes)).toEqual(['aws_iam_role.after', 'aws_iam_role.kept']);
  // A plan that only refreshes the state has no changes.
  const refreshing = JSON.stringify({
    format_version: '1.2',
    planned_values: { root_module: {} },
    prior_state,
    configuration: { root_module: {} },
  });
  expect(addresses(refreshing)).toEqual(['aws_iam_role.kept', 'aws_iam_role.gone', 'aws_iam_role.before']);
});

test('an id that is known already is followed through modules, to the instance that is asked for', () => {
  const arn = 'arn:aws:iam::123456789012:role/r';
  const role = { actions: ['no-op'], after: { arn } };
  const lambda = { actions: ['update'], after: { role: arn } };
  const module = moduleOf({
    resources: { 'aws_iam_role.r': {} },
    outputs: { arn: { expression: refs('aws_iam_role.r[1].arn') } },
  });
  const text = planText(
    {
      ...Object.fromEntries(
        ['a', 'b'].flatMap((key) =>
          [0, 1].map((index) => [`module.roles["${key}"].aws_iam_role.r[${String(index)}]`, role]),
        ),
      ),
      'aws_lambda_function.f': lambda,
      'module.m.aws_lambda_function.f': lambda,
      'module.m.aws_lambda_function.g': lambda,
    },
    {
      resources: {
        'aws_lambda_function.f': {
          role: { references: ['module.roles["b"].arn', 'module.roles["b"]', 'module.roles'] },
        },
      },
      module_calls: {
        roles: { module, for_each_expression: constant({ a: 1, b: 1 }) },
        m: {
          expressions: { role: { references: ['module.roles["a"].arn'] }, plain: constant(arn) },
          module: moduleOf({
            resources: {
              'aws_lambda_function.f': { role: refs('var.role') },
              'aws_lambda_function.g': { role: refs('var.plain') },
            },
          }),
        },
      },
    },
  );
  const roleOf = (address: string): string => argument(planTemplate(text), address, 'role');
  expect(roleOf('aws_lambda_function.f')).toBe('@module.roles["b"].aws_iam_role.r[1].arn');
  expect(roleOf('module.m.aws_lambda_function.f')).toBe('@module.roles["a"].aws_iam_role.r[1].arn');
  expect(roleOf('module.m.aws_lambda_function.g')).toBe(JSON.stringify(arn));
});

test('an id that begins as another one does names its own resource', () => {
  const [orders, failed] = [
    'arn:aws:sqs:eu-west-1:123456789012:orders',
    'arn:aws:sqs:eu-west-1:123456789012:orders-failed',
  ];
  const text = planText(
    {
      'aws_sqs_queue.orders': { actions: ['no-op'], after: { arn: orders } },
      'aws_sqs_queue.failed': { actions: ['no-op'], after: { arn: failed } },
      'aws_lambda_function.f': {
        actions: ['update'],
        after: { environment: [{ variables: { A: orders, B: `to ${orders}`, C: `to ${failed}`, D: 'orders' } }] },
      },
    },
    {
      resources: {
        'aws_sqs_queue.orders': {},
        'aws_sqs_queue.failed': {},
        'aws_lambda_function.f': {
          environment: [{ variables: refs('aws_sqs_queue.orders.arn', 'aws_sqs_queue.failed.arn') }],
        },
      },
    },
  );
  expect(argument(planTemplate(text), 'aws_lambda_function.f', 'environment')).toBe(
    '[{variables: {A: @aws_sqs_queue.orders.arn, B: text("to " @aws_sqs_queue.orders.arn), ' +
      'C: text("to " @aws_sqs_queue.failed.arn), D: "orders"}}]',
  );
});

test('what is sensitive is never told', () => {
  const text = planText(
    {
      'aws_lambda_function.f': {
        after: { description: 's3cret', environment: [{ variables: { A: 's3cret', B: 'b' } }], runtime: 's3cret' },
        sensitive: { description: true, environment: [{ variables: { A: true } }], runtime: true },
      },
    },
    {
      resources: {
        'aws_lambda_function.f': {
          description: refs('var.s'),
          environment: [{ variables: refs('var.s') }],
          runtime: refs('var.s'),
        },
      },
      variables: { s: { sensitive: true } },
    },
    { variables: { s: { value: 's3cret' } } },
  );
  const printed = printResources(planTemplate(text));
  expect(printed).not.toContain('s3cret');
  expect(printed).toContain('variables: {A: ?(it is sensitive), B: "b"}');
});

describe('a for_each of which the plan does not keep what it makes', () => {
  const addresses = ['0', 'b'].map((key) => `aws_lambda_permission.p["${key}"]`);
  const given = (forEach: object, variables: object): string[] => {
    const text = planText(
      Object.fromEntries(addresses.map((address) => [address, { unknown: { source_arn: true } }])),
      {
        resources: { 'aws_lambda_permission.p': { source_arn: refs('each.value.source') } },
        meta: { 'aws_lambda_permission.p': { for_each_expression: forEach } },
      },
      { variables },
    );
    return addresses.map((address) => argument(planTemplate(text), address, 'source_arn'));
  };

  test('has values that are unknown, not absent', () => {
    expect(given(refs('local.sources'), {})).toEqual([
      '?(known after apply: local.sources of the root module is not in the plan)',
      '?(known after apply: local.sources of the root module is not in the plan)',
    ]);
    const list = { sources: { value: [{ name: 'b', source: null }] } };
    expect(given(refs('var.sources'), list)).toEqual([
      '?(known after apply: each.value of the root module is not in the plan)',
      '?(known after apply: each.value of the root module is not in the plan)',
    ]);
  });
});

test('what differs in a map of which a plan keeps only the references is the one or the other in each part of it', () => {
  const [s, t] = ['module.m.aws_sns_topic_subscription.s["a"]', 'module.m.aws_sns_topic_subscription.t["a"]'];
  const open = { unknown: { endpoint: true, redrive_policy: true } };
  const child = moduleOf({
    resources: {
      'aws_sns_topic_subscription.s': {
        endpoint: refs('each.value.endpoint'),
        redrive_policy: refs('each.value.redrive_policy'),
      },
      'aws_sns_topic_subscription.t': { endpoint: refs('each.value.endpoint') },
    },
    meta: {
      'aws_sns_topic_subscription.s': { for_each_expression: refs('var.differ') },
      'aws_sns_topic_subscription.t': { for_each_expression: refs('var.alike') },
    },
    variables: { differ: {}, alike: {} },
  });
  const call = {
    module: child,
    expressions: {
      differ: refs('aws_lambda_function.f.arn', 'aws_sqs_queue.q.arn'),
      alike: refs('aws_lambda_function.f.arn', 'aws_lambda_function.g.arn'),
    },
  };
  const made = { unknown: { arn: true } };
  const text = planText(
    { [s]: open, [t]: open, 'aws_sqs_queue.q': made, 'aws_lambda_function.f': made, 'aws_lambda_function.g': made },
    {
      resources: { 'aws_sqs_queue.q': {}, 'aws_lambda_function.f': {}, 'aws_lambda_function.g': {} },
      module_calls: { m: call },
    },
  );
  const template = planTemplate(text);
  expect(argument(template, s, 'endpoint')).toMatchInlineSnapshot(
    `"?(known after apply: the plan does not tell what of aws_lambda_function.f, aws_sqs_queue.q it is)"`,
  );
  expect(argument(template, s, 'redrive_policy')).toMatchInlineSnapshot(
    `"?(known after apply: the plan does not tell what of aws_lambda_function.f, aws_sqs_queue.q it is)"`,
  );
  expect(argument(template, t, 'endpoint')).toMatchInlineSnapshot(
    `"?(known after apply: the plan does not tell which it is of aws_lambda_function.f, aws_lambda_function.g)"`,
  );
});

describe('an argument', () => {
  const f = 'aws_lambda_function.f';
  const value = (planned: object, name: string, written?: object): string => {
    const resources = { [f]: written === undefined ? {} : { [name]: written }, 'aws_x.a': {}, 'aws_x.b': {} };
    const other = { unknown: { arn: true } };
    return argument(
      planTemplate(planText({ [f]: planned, 'aws_x.a': other, 'aws_x.b': other }, { resources })),
      f,
      name,
    );
  };

  test('of a resource that is sensitive as a whole is not shown, nor are its tags', () => {
    const after = { description: 'secret', tags_all: { A: 'secret' } };
    expect(value({ after, sensitive: true }, 'description', constant('secret'))).toMatchInlineSnapshot(
      `"?(it is sensitive)"`,
    );
    expect(value({ after, sensitive: true }, 'tags_all')).toMatchInlineSnapshot(`"?(it is sensitive)"`);
    expect(value({ after, sensitive: { tags_all: { A: true } } }, 'tags_all')).toMatchInlineSnapshot(
      `"{A: ?(it is sensitive)}"`,
    );
  });

  test('that is null within a block is not there, be it sensitive or not', () => {
    const after = { vpc_config: [{ subnet_ids: null, security_group_ids: null, vpc_id: null }] };
    const planned = {
      after,
      sensitive: { vpc_config: [{ subnet_ids: true }] },
      unknown: { vpc_config: [{ vpc_id: true }] },
    };
    const block = { subnet_ids: refs('var.a'), security_group_ids: refs('var.b'), vpc_id: constant(null) };
    expect(value(planned, 'vpc_config', [block])).toBe('[{}]');
    expect(value({ after: { layers: ['a', null, 'b'] } }, 'layers', refs('var.a'))).toBe('["a", "b"]');
  });

  test('that nobody wrote is the provider’s, but for names and blocks', () => {
    const after = {
      description: 'made up',
      function_name: 'f',
      vpc_config: [{ subnet_ids: ['s'] }],
      file_system_config: [],
    };
    expect(Object.keys(after).map((name) => value({ after }, name))).toMatchInlineSnapshot(`
      [
        "absent",
        ""f"",
        "[{subnet_ids: ["s"]}]",
        "absent",
      ]
    `);
  });

  test('that is unknown in part has the rest', () => {
    expect(value({ unknown: { tags: { A: true } } }, 'tags', refs('aws_x.a.arn'))).toMatchInlineSnapshot(
      `"{A: @aws_x.a.arn}"`,
    );
    const two = { dead_letter_config: [true, true] };
    expect(
      value({ unknown: two }, 'dead_letter_config', [
        { target_arn: refs('aws_x.a.arn') },
        { target_arn: refs('aws_x.b.arn') },
      ]),
    ).toMatchInlineSnapshot(
      `"[?(known after apply: the plan does not tell what dead_letter_config is), ?(known after apply: the plan does not tell what dead_letter_config is)]"`,
    );
  });

  test('of which the plan tells only what it refers to is one of it, or a list by its name', () => {
    const both = refs('aws_x.a.arn', 'aws_x.b.arn');
    expect(value({ unknown: { layers: true } }, 'layers', both)).toMatchInlineSnapshot(
      `"if(?(what of aws_x.a, aws_x.b it has), [@aws_x.a.arn, @aws_x.b.arn], ?(known after apply: the plan does not tell which of aws_x.a, aws_x.b it has))"`,
    );
    expect(value({ unknown: { role: true } }, 'role', both)).toMatchInlineSnapshot(
      `"if(?(which it is of aws_x.a, aws_x.b (0)), @aws_x.a.arn, @aws_x.b.arn)"`,
    );
    expect(
      value({ after: { vpc_config: [{}] }, unknown: { vpc_config: [{ subnet_ids: true, x: true }] } }, 'vpc_config', [
        { subnet_ids: both, x: refs('var.gone') },
      ]),
    ).toMatchInlineSnapshot(
      `"[{subnet_ids: if(?(what of aws_x.a, aws_x.b it has), [@aws_x.a.arn, @aws_x.b.arn], ?(known after apply: the plan does not tell which of aws_x.a, aws_x.b it has)), x: ?(known after apply)}]"`,
    );
  });
});

test('tags of the provider are tags of its resources', () => {
  const instances = { 'aws_lambda_function.f': { after: { tags: { A: 'own' } }, unknown: { tags_all: true } } };
  const resources = { 'aws_lambda_function.f': { tags: constant({ A: 'own' }) } };
  const provider = (tags: unknown) => ({ provider_config: { aws: { expressions: { default_tags: [{ tags }] } } } });
  const root = { resources, meta: { 'aws_lambda_function.f': { provider_config_key: 'aws' } } };
  const tagsOf = (tags: unknown) =>
    argument(
      planTemplate(planText(instances, root, { configuration: provider(tags) })),
      'aws_lambda_function.f',
      'tags_all',
    );
  expect(tagsOf(constant({ A: 'all', B: 'all' }))).toBe('{A: "own", B: "all"}');
  expect(tagsOf(refs('local.tags'))).toBe('?(known after apply: it depends on the default_tags of the provider)');
  expect(tagsOf(undefined)).toBe('{A: "own"}');
  const open = { 'aws_lambda_function.f': { unknown: { tags: true, tags_all: true } } };
  const unknown = { ...root, resources: { 'aws_lambda_function.f': { tags: refs('local.tags') } } };
  const all = planText(open, unknown, { configuration: provider(constant({ B: 'all' })) });
  expect(argument(planTemplate(all), 'aws_lambda_function.f', 'tags_all')).toMatch(/^\?\(known after apply/);
  const bare = planText(instances).replace('"configuration"', '"gone"');
  expect(argument(planTemplate(bare), 'aws_lambda_function.f', 'tags_all')).toBe('{A: "own"}');
});

test('tags of a provider that a module was handed stand where they are written', () => {
  const text = planText(
    { 'module.m.aws_lambda_function.f': { after: { tags: { A: 'own' } }, unknown: { tags_all: true } } },
    {
      module_calls: {
        m: {
          module: moduleOf({
            resources: { 'aws_lambda_function.f': { tags: constant({ A: 'own' }) } },
            meta: { 'aws_lambda_function.f': { provider_config_key: 'module.m:aws' } },
          }),
        },
      },
    },
    {
      configuration: {
        provider_config: { aws: { expressions: { default_tags: [{ tags: constant({ A: 'all', B: 'all' }) }] } } },
      },
    },
  );
  const all = resourceOf(planTemplate(text), 'module.m.aws_lambda_function.f').properties.entries.get(
    'tags_all',
  )?.value;
  expect(all && sourceOf(all)).toBe('{"A":"own"}');
  expect(['A', 'B'].map((key) => get(all, key)).map((tag) => tag && sourceOf(tag))).toEqual([
    '"own"',
    '[{"tags":{"constant_value":{"A":"all","B":"all"}}}]',
  ]);
});

test.each([
  [
    'nothing but noise',
    '{"format_version":"1.2","resource_changes":[null,1,"x",[],{},{"address":1},{"address":"a.b","type":"a","change":[]}]}',
    '',
  ],
  [
    'wrong types',
    '{"format_version":"1.2","planned_values":[],"resource_changes":[{"address":"aws_iam_role.r","type":"aws_iam_role","change":{"actions":["create"],"after":7,"after_unknown":{"role":{"a":[true]}}}}],"configuration":{"root_module":{"resources":{},"module_calls":[]}}}',
    'aws_iam_role.r aws_iam_role {role: {a: [?(known after apply: the plan does not tell what a is)]}}',
  ],
  [
    'names of the language',
    '{"format_version":"1.2","resource_changes":[{"address":"__proto__.constructor","type":"__proto__","change":{"actions":["create"],"after":{"__proto__":{"x":1},"constructor":2},"after_unknown":{"toString":true}}}],"configuration":{"root_module":{"module_calls":{"__proto__":{}}}}}',
    '__proto__.constructor __proto__ {__proto__: {x: 1}, constructor: 2, toString: ?(known after apply: the plan does not tell what toString is)}',
  ],
])('%s does no harm', (_, text, expected) => {
  expect(printResources(planTemplate(text))).toBe(expected);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('what is nested deeper than any configuration ends somewhere', () => {
  const nested = (open: string, close: string, count: number) => `${open.repeat(count)}null${close.repeat(count)}`;
  const after = nested('[', ']', 20_000);
  const call = '{"module_calls":{"a":{"expressions":{"r":{"references":["var.r"]}},"module":';
  const address = `${'module.a.'.repeat(90)}aws_lambda_function.f`;
  const change = `{"actions":["create"],"after":{"layers":${after}},"after_unknown":{"role":true},"after_sensitive":${after}}`;
  const resource = `"type":"aws_lambda_function","name":"f","mode":"managed"`;
  const role = `{"resources":[{${resource},"expressions":{"role":{"references":["var.r"]},"layers":{}}}]}`;
  const text = `{"format_version":"1.2","resource_changes":[{"address":"${address}",${resource},"change":${change}}],"configuration":{"root_module":${call.repeat(90)}${role}${'}}}'.repeat(90)}}}`;
  const template = planTemplate(text);
  expect(argument(template, address, 'role')).toBe('absent');
  expect(argument(template, address, 'layers')).toContain('it is nested too deep');
});
