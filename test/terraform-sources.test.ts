import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonReport } from '../src/formatters/index.js';
import { command } from './support/cli.js';
import { plan, ref } from './support/plan.js';
import { constant, moduleOf, planText, refs } from './support/plan-text.js';

const fixture = join(import.meta.dirname, 'fixtures/terraform');
const options = ['--no-config', '--preset', 'all'];

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tf-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The files that findings of a plan lie in. */
async function filesOf(cwd: string, ...argv: readonly string[]): Promise<string[]> {
  const { stdout } = await command(cwd, ...argv, ...options, '--format', 'json');
  const { findings } = JSON.parse(stdout) as JsonReport;
  return [...new Set(findings.map(({ path }) => path))];
}

const copy = (from: string, to: string): void => cpSync(join(fixture, from), join(root, to), { recursive: true });

test('findings lie where their user can change them, and comments there silence them', async () => {
  const { stdout } = await command(fixture, 'plan.json', ...options, '--show-suppressed', '--show-unknown');
  await expect(stdout).toMatchFileSnapshot(join(fixture, 'expected.txt'));
});

test('sources are found above the plan, up to the root of the repository', async () => {
  copy('main.tf', 'infra/main.tf');
  copy('worker', 'infra/worker');
  copy('plan.json', 'infra/out/plans/prod.json');
  expect(await filesOf(root, 'infra/out/plans/prod.json')).toEqual(['infra/out/plans/prod.json']);
  mkdirSync(join(root, '.git'));
  expect(await filesOf(root, 'infra/out/plans/prod.json')).toEqual(['infra/main.tf', 'infra/worker/main.tf']);
});

test('--terraform-source names the directory, or one above it', async () => {
  copy('main.tf', 'a/b/main.tf');
  copy('worker', 'a/b/worker');
  copy('plan.json', 'plan.json');
  expect(await filesOf(root, 'plan.json')).toEqual(['plan.json']);
  expect(await filesOf(root, 'plan.json', '--terraform-source', 'a/b')).toEqual(['a/b/main.tf', 'a/b/worker/main.tf']);
  expect(await filesOf(root, 'plan.json', '--terraform-source=a')).toEqual(['a/b/main.tf', 'a/b/worker/main.tf']);
});

test('a module that is not at hand is shown where it is called', async () => {
  copy('main.tf', 'main.tf');
  copy('plan.json', 'plan.json');
  expect(await filesOf(root, 'plan.json')).toEqual(['main.tf']);
});

test("sources of another configuration are not taken for the plan's", async () => {
  copy('plan.json', 'plan.json');
  mkdirSync(join(root, 'other'));
  writeFileSync(join(root, 'other/main.tf'), 'resource "aws_iam_role" "other" {}\n');
  const { stderr } = await command(root, 'plan.json', ...options, '--terraform-source', 'other');
  expect(stderr).toBe(
    'lambda-lint: --terraform-source other: no .tf files there declare what plan.json holds, so findings are shown in the plan\n',
  );
});

test('a plan without its sources is told how to name them, where checks stay undecided', async () => {
  copy('plan.json', 'plan.json');
  expect((await command(root, 'plan.json', '--no-config')).stderr).toBe(
    'lambda-lint: plan.json: its .tf files were not found; with --terraform-source DIR findings stand there, and more can be decided\n',
  );
  copy('plan.json', 'second.json');
  expect((await command(root, 'plan.json', 'second.json', '--no-config')).stderr).toBe(
    'lambda-lint: plan.json and 1 other plan: their .tf files were not found; with --terraform-source DIR findings stand there, and more can be decided\n',
  );
  writeFileSync(join(root, 'plan.json'), planText({ 'aws_sqs_queue.q': { after: { name: 'jobs' } } }));
  expect(await command(root, 'plan.json', '--no-config')).toMatchObject({ stderr: '' });
});

test('--terraform-source has to be a directory', async () => {
  copy('plan.json', 'plan.json');
  const { code, stderr } = await command(root, 'plan.json', '--terraform-source', 'gone');
  expect(code).toBe(2);
  expect(stderr).toBe('lambda-lint: --terraform-source: gone is no directory\nTry lambda-lint --help.\n');
});

test('modules outside of the repository are not read', async () => {
  copy('main.tf', 'repository/main.tf');
  copy('worker', 'worker');
  copy('plan.json', 'repository/plan.json');
  mkdirSync(join(root, 'repository/.git'));
  const main = join(root, 'repository/main.tf');
  writeFileSync(main, readFileSync(main, 'utf8').replaceAll('"./worker"', '"../worker"'));
  expect(await filesOf(join(root, 'repository'), 'plan.json')).toEqual(['main.tf']);
});

test('what count and for_each make is told once, with the routes that no address tells', async () => {
  const routes = ['GET /orders', 'POST /orders', '$default'];
  const text = planText(
    {
      'aws_apigatewayv2_api.a': { after: { protocol_type: 'HTTP' }, unknown: { id: true } },
      ...Object.fromEntries(
        routes.map((key, at) => [
          `aws_apigatewayv2_route.r[${String(at)}]`,
          { after: { route_key: key }, unknown: { api_id: true } },
        ]),
      ),
      ...Object.fromEntries(
        ['a', 'b'].map((name) => [`aws_lambda_function.f["${name}"]`, { after: { function_name: name } }]),
      ),
    },
    {
      resources: {
        'aws_apigatewayv2_api.a': {},
        'aws_apigatewayv2_route.r': { api_id: refs('aws_apigatewayv2_api.a.id'), route_key: refs('count.index') },
        'aws_lambda_function.f': {},
      },
    },
  );
  const blocks = ['"aws_apigatewayv2_api" "a"', '"aws_apigatewayv2_route" "r"', '"aws_lambda_function" "f"'];
  writeFileSync(join(root, 'main.tf'), blocks.map((each) => `resource ${each} {\n}\n`).join(''));
  writeFileSync(join(root, 'plan.json'), text);
  const { stdout } = await command(root, 'plan.json', '--no-config');
  const told = stdout
    .split('\n\n')
    .filter((block) => /\[(?:api-route-authorizer|function-log-retention)\]/.test(block));
  expect(told.map((block) => block.match(/(?<=: )(?:\S+ \S+ of|no log group .* for) \S+|help: .*|also: .*/g)))
    .toMatchInlineSnapshot(`
      [
        [
          "help: set authorization_type, and authorizer_id to the authorizer of your organisation, or list "$default" in the option publicRoutes with a reason",
          "also: GET /orders (aws_apigatewayv2_route.r[0]), POST /orders (aws_apigatewayv2_route.r[1])",
        ],
        [
          "no log group is declared for aws_lambda_function.f["a"], so Lambda makes one that keeps its logs for ever",
          "help: declare the log group /aws/lambda/a with retention_in_days, or name one in logging_config.log_group",
          "also: aws_lambda_function.f["b"]",
        ],
      ]
    `);
});

test('parts of a constant that a module is given, or has by default, stand where they are written', async () => {
  const statement = (action: string, resource: string) => ({ Effect: 'Allow', Action: action, Resource: resource });
  const given = [statement('s3:PutObjectAcl', '*'), statement('iam:CreatePolicyVersion', 'arn:aws:iam::*:policy/*')];
  const standard = [statement('sqs:*', '*')];
  const address = 'aws_iam_role_policy.p';
  const lambda = {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const call = {
    source: './m',
    expressions: { given: constant(given) },
    module: moduleOf({
      resources: {
        'aws_iam_role.r': {},
        [address]: {
          role: refs('aws_iam_role.r.id'),
          policy: refs('var.given', 'var.standard', 'aws_sqs_queue.q.arn'),
        },
        'aws_sqs_queue.q': {},
      },
      variables: { given: {}, standard: { default: standard } },
    }),
  };
  const text = planText(
    {
      'module.m.aws_iam_role.r': { after: { assume_role_policy: JSON.stringify(lambda) } },
      [`module.m.${address}`]: { unknown: { role: true, policy: true } },
      'module.m.aws_sqs_queue.q': { unknown: { arn: true } },
    },
    { module_calls: { m: call } },
  );
  const written = (all: readonly Readonly<Record<string, string>>[]): string =>
    all
      .map(
        (each) =>
          `    { ${Object.entries(each)
            .map(([key, value]) => `${key} = "${value}"`)
            .join(', ')} },\n`,
      )
      .join('');
  mkdirSync(join(root, 'm'));
  writeFileSync(join(root, 'main.tf'), `module "m" {\n  source = "./m"\n  given = [\n${written(given)}  ]\n}\n`);
  writeFileSync(
    join(root, 'm/main.tf'),
    `variable "given" {}
variable "standard" {
  default = [
${written(standard)}  ]
}
resource "aws_sqs_queue" "q" {}
resource "aws_iam_role" "r" {}
resource "aws_iam_role_policy" "p" {
  policy = jsonencode({ Statement = concat([{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.q.arn }], var.given, var.standard) })
}
`,
  );
  writeFileSync(join(root, 'plan.json'), text);
  const { stdout } = await command(root, 'plan.json', '--no-config', '--preset', 'strict', '--format', 'json');
  const { findings } = JSON.parse(stdout) as JsonReport;
  const told = findings.filter(({ rule }) => rule === 'role-permissions-management' || rule === 'role-wildcard-action');
  expect(told.map(({ path, line, column, message }) => `${path}:${String(line)}:${String(column)} ${message}`))
    .toMatchInlineSnapshot(`
    [
      "m/main.tf:4:34 module.m.aws_iam_role_policy.p allows sqs:*, every action of sqs, so whatever acts with it can also delete things and change who may use them",
      "main.tf:4:34 module.m.aws_iam_role_policy.p allows s3:PutObjectAcl on every resource, so whatever acts with it decides who may use what",
      "main.tf:5:34 module.m.aws_iam_role_policy.p allows iam:CreatePolicyVersion on arn:aws:iam::*:policy/*, so whatever acts with it decides who may use what",
    ]
  `);
});

test('what a module is given is told for each value, and once for all that are given the same', async () => {
  const runtimes = { a: 'nodejs16.x', b: 'python3.8', c: 'nodejs16.x' };
  const call = {
    expressions: {},
    module: moduleOf({ resources: { 'aws_lambda_function.f': { runtime: refs('var.runtime') } } }),
  };
  const text = planText(
    Object.fromEntries(
      Object.entries(runtimes).map(([name, runtime]) => [
        `module.${name}.aws_lambda_function.f`,
        { after: { runtime } },
      ]),
    ),
    { module_calls: Object.fromEntries(Object.keys(runtimes).map((name) => [name, { ...call, source: './m' }])) },
  );
  const calls = Object.keys(runtimes).map((name) => `module "${name}" {\n  source = "./m"\n}\n`);
  mkdirSync(join(root, 'm'));
  writeFileSync(join(root, 'main.tf'), calls.join(''));
  writeFileSync(join(root, 'm/main.tf'), 'resource "aws_lambda_function" "f" {\n  runtime = var.runtime\n}\n');
  writeFileSync(join(root, 'plan.json'), text);
  const { stdout } = await command(root, 'plan.json', '--no-config');
  const told = stdout.split('\n\n').filter((block) => block.includes('runtime-deprecated'));
  expect(told.map((block) => block.match(/module\.\S+ runs on [^,]*|also:.*/g))).toMatchInlineSnapshot(`
    [
      [
        "module.a.aws_lambda_function.f runs on nodejs16.x",
        "also: module.c.aws_lambda_function.f",
      ],
      [
        "module.b.aws_lambda_function.f runs on python3.8",
      ],
    ]
  `);
});

test('a policy that is given to a role several times is told of each that gives it', async () => {
  const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }] };
  const text = plan({
    'aws_iam_role.app': { assume_role_policy: JSON.stringify(trust), managed_policy_arns: [admin] },
    'aws_iam_role_policy_attachment.one': { role: ref('aws_iam_role.app.name'), policy_arn: admin },
    'aws_iam_policy_attachment.many': { roles: [ref('aws_iam_role.app.name')], policy_arn: admin },
    // A list of all that may be attached gives nothing more.
    'aws_iam_role_policy_attachments_exclusive.list': {
      role_name: ref('aws_iam_role.app.name'),
      policy_arns: [admin],
    },
  });
  writeFileSync(join(root, 'plan.json'), text);
  const { stdout } = await command(root, 'plan.json', ...options, '--format', 'json');
  const { findings } = JSON.parse(stdout) as JsonReport;
  const told = findings.filter(({ rule }) => rule === 'role-admin-policy');
  expect(told.map(({ resource, message }) => `${resource ?? ''}: ${message.split(',')[0] ?? ''}`))
    .toMatchInlineSnapshot(`
      [
        "aws_iam_role.app: aws_iam_role.app has AdministratorAccess",
        "aws_iam_role_policy_attachment.one: aws_iam_role_policy_attachment.one gives aws_iam_role.app AdministratorAccess",
        "aws_iam_policy_attachment.many: aws_iam_policy_attachment.many gives aws_iam_role.app AdministratorAccess",
      ]
    `);
});

/** What some rules find in a plan with its sources, and which checks stay open. */
const told = (resources: Parameters<typeof plan>[0], source: string, ...rules: readonly string[]) =>
  toldOf(plan(resources), source, ...rules);

async function toldOf(text: string, source: string, ...rules: readonly string[]) {
  writeFileSync(join(root, 'plan.json'), text);
  writeFileSync(join(root, 'main.tf'), source);
  const { stdout } = await command(root, 'plan.json', ...options, '--format', 'json');
  const { findings, undecided } = JSON.parse(stdout) as JsonReport;
  const isMeant = ({ rule }: { readonly rule: string }): boolean => rules.includes(rule);
  return [...findings.filter(isMeant).map(({ message }) => message), ...undecided.filter(isMeant)];
}

test('a log group gives its ARN with or without what stands for its streams, as its provider has it', async () => {
  const writingTo = (type: string, name: string) => {
    const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }] };
    const resources = {
      'aws_lambda_function.f': { function_name: 'f', role: ref('aws_iam_role.r.arn') },
      'aws_iam_role.r': { assume_role_policy: JSON.stringify(trust) },
      [`${type}.g`]: { [name]: '/aws/lambda/f' },
      'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: ref(`${type}.g.arn`) },
    };
    const statement = `{ Effect = "Allow", Action = ["logs:*"], Resource = ${type}.g.arn }`;
    const source = `resource "aws_lambda_function" "f" {}
resource "aws_iam_role" "r" {}
resource "${type}" "g" {}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Statement = [${statement}] })
}
`;
    return told(resources, source, 'function-log-permissions');
  };
  expect(await writingTo('aws_cloudwatch_log_group', 'name')).toEqual([
    'aws_lambda_function.f has the role aws_iam_role.r, which does not allow logs:PutLogEvents on aws_cloudwatch_log_group.g, so nothing that it logs is kept',
  ]);
  expect(await writingTo('awscc_logs_log_group', 'log_group_name')).toEqual([]);
});

test('what nobody sets within an attribute is not what the rest of it refers to', async () => {
  const bucket = ref('aws_s3_bucket.b.id');
  const resources = {
    'aws_s3_bucket.b': {},
    'awscc_lambda_function.f': { runtime: 'nodejs22.x', code: { s3_bucket: bucket, image_uri: bucket } },
  };
  const source = `resource "aws_s3_bucket" "b" {}
resource "awscc_lambda_function" "f" {
  runtime = "nodejs22.x"
  code    = { s3_bucket = aws_s3_bucket.b.id }
}
`;
  expect(await told(resources, source, 'function-layer-on-image')).toEqual([]);
});

test('a queue may be the one that a block names of which it is open whether there is one', async () => {
  const resources = {
    'aws_sqs_queue.dead': {},
    'aws_lambda_function.f': { runtime: 'nodejs22.x', dead_letter_config: ref('aws_sqs_queue.dead.arn') },
  };
  const source = `resource "aws_sqs_queue" "dead" {}
resource "aws_lambda_function" "f" {
  runtime = "nodejs22.x"
  dynamic "dead_letter_config" {
    for_each = length(aws_sqs_queue.dead.arn) > 0 ? [true] : []
    content { target_arn = aws_sqs_queue.dead.arn }
  }
}
`;
  // A plan keeps nothing of how a dynamic block is written.
  const text = JSON.parse(plan(resources)) as {
    configuration: { root_module: { resources: { expressions: Record<string, unknown> }[] } };
  };
  for (const { expressions } of text.configuration.root_module.resources) delete expressions.dead_letter_config;
  const found = await toldOf(JSON.stringify(text), source, 'queue-dlq');
  expect(found.map((each) => (typeof each === 'string' ? each : `open: ${each.why}`))).toMatchInlineSnapshot(`
    [
      "open: the items of length(aws_sqs_queue.dead.arn) > 0 ? [true] : [] are known after apply",
    ]
  `);
});

test('statements stand where they are written, also where only the later ones write out what others leave to the default', async () => {
  const trust = { Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }] };
  // What a statement does not write, the provider fills in.
  const reading = { effect: 'Allow', actions: ['dynamodb:Query', 'dynamodb:Scan'], resources: ['*'] };
  const writing = { effect: 'Allow', actions: ['sqs:DeleteQueue'], resources: ['*'] };
  const text = plan({
    'aws_lambda_function.f': { role: ref('aws_iam_role.r.arn') },
    'aws_iam_role.r': { assume_role_policy: JSON.stringify(trust) },
    'data.aws_iam_policy_document.d': { statement: [reading, writing] },
    'aws_iam_role_policy.p': { role: ref('aws_iam_role.r.id'), policy: ref('data.aws_iam_policy_document.d.json') },
  });
  const source = `resource "aws_lambda_function" "f" {}
resource "aws_iam_role" "r" {}
data "aws_iam_policy_document" "d" {
  statement {
    actions = [
      "dynamodb:Scan",
      "dynamodb:Query",
    ]
    resources = ["*"]
  }
  statement {
    effect    = "Allow"
    actions   = ["sqs:DeleteQueue"]
    resources = ["*"]
  }
}
resource "aws_iam_role_policy" "p" {}
`;
  writeFileSync(join(root, 'plan.json'), text);
  writeFileSync(join(root, 'main.tf'), source);
  const { stdout } = await command(root, 'plan.json', ...options);
  const found = stdout.split('\n\n').filter((block) => /role-data-exfiltration|role-wildcard-resource/.test(block));
  expect(found.join('\n\n')).toMatchInlineSnapshot(`
    "warning[role-data-exfiltration]: aws_iam_role_policy.p allows dynamodb:Query and dynamodb:Scan on every resource, so whoever gets into what acts with it can take away the data of others
       ╭─ main.tf:7:7
     7 │       "dynamodb:Query",
       │       ^^^^^^^^^^^^^^^^ reads all there is
       ┆
     9 │     resources = ["*"]
       │                  --- on all of these
       = help: put the ARNs of the data that is needed into Resource

    error[role-wildcard-resource]: aws_iam_role_policy.p allows sqs:DeleteQueue on every resource, so whatever acts with it can do so anywhere in the account, not only where it has to
       ╭─ main.tf:14:18
     2 │ resource "aws_iam_role" "r" {}
       │ --------------------------- aws_iam_role.r has aws_iam_role_policy.p
       ┆
    14 │     resources = ["*"]
       │                  ^^^ every resource
       = help: put the ARNs that are needed into Resource"
  `);
});

test('the findings of a state stand in the modules that it was made from, too', async () => {
  const values = { function_name: 'f', runtime: 'nodejs16.x' };
  const made = {
    address: 'module.app["a"].aws_lambda_function.f',
    mode: 'managed',
    type: 'aws_lambda_function',
    name: 'f',
    values,
  };
  const state = {
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: { root_module: { child_modules: [{ address: 'module.app["a"]', resources: [made] }] } },
  };
  mkdirSync(join(root, 'app'));
  writeFileSync(join(root, 'main.tf'), 'module "app" {\n  for_each = toset(["a"])\n  source = "./app"\n}\n');
  writeFileSync(join(root, 'app/main.tf'), 'resource "aws_lambda_function" "f" {\n  runtime = "nodejs16.x"\n}\n');
  writeFileSync(join(root, 'state.json'), JSON.stringify(state));
  const { stdout } = await command(root, 'state.json', '--no-config');
  const told = stdout.split('\n\n').filter((block) => block.includes('runtime-deprecated'));
  expect(told.join('\n\n')).toMatchInlineSnapshot(`
    "warning[function-runtime-deprecated]: module.app["a"].aws_lambda_function.f runs on nodejs16.x, unpatched since 2024-06-12; Lambda will create no function with it from 2027-07-29 on and will update none from 2027-08-31 on
       ╭─ app/main.tf:2:13
     2 │   runtime = "nodejs16.x"
       │             ^^^^^^^^^^^^ deprecated
       = help: set runtime to nodejs24.x"
  `);
});

test('the files of OpenTofu count in its own plans, where each takes the place of the .tf file of its name', async () => {
  const text = plan({ 'aws_lambda_function.f': { runtime: 'nodejs16.x' } });
  writeFileSync(join(root, 'main.tf'), 'resource "aws_lambda_function" "f" {\n  runtime = "nodejs16.x"\n}\n');
  writeFileSync(
    join(root, 'main.tofu'),
    '# OpenTofu\nresource "aws_lambda_function" "f" {\n  runtime = "nodejs16.x"\n}\n',
  );
  const told = async (made: string): Promise<string | undefined> => {
    writeFileSync(join(root, 'plan.json'), made);
    const { stdout } = await command(root, 'plan.json', '--no-config');
    return stdout.split('\n\n').find((block) => block.includes('runtime-deprecated'));
  };
  expect(await told(text.replaceAll('registry.terraform.io', 'registry.opentofu.org'))).toMatchInlineSnapshot(`
    "warning[function-runtime-deprecated]: aws_lambda_function.f runs on nodejs16.x, unpatched since 2024-06-12; Lambda will create no function with it from 2027-07-29 on and will update none from 2027-08-31 on
       ╭─ main.tofu:3:13
     3 │   runtime = "nodejs16.x"
       │             ^^^^^^^^^^^^ deprecated
       = help: set runtime to nodejs24.x"
  `);
  expect(await told(text)).toContain('main.tf:2:13');
});
