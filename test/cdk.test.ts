import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { command } from './support/cli.js';
import { put, remove } from './support/files.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk-'));
  put(root, { '.git/HEAD': '', 'lib/orders.ts': orders, 'lib/worker.ts': worker });
});
afterEach(() => remove(root));

const orders = `import { Worker } from './worker.js';

export class Orders extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new lambda.Function(this, 'List', {
      runtime: lambda.Runtime.NODEJS_18_X,
    });
    new Worker(this, 'Worker');
  }
}
`;
const worker = `export class Worker extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new lambda.Function(this, 'Handler', { runtime: lambda.Runtime.NODEJS_18_X });
  }
}
`;

const fn = (path: string, more: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Runtime: 'nodejs18.x', ...more },
  Metadata: { 'aws:cdk:path': path },
});
const template = (resources: object): string => JSON.stringify({ Resources: resources }, undefined, 1);

const logicalId = (data: string, ...frames: readonly string[]) => [
  { type: 'aws:cdk:logicalId', data },
  { type: 'aws:cdk:creationStack', data: ['...new Function2 in aws-cdk-lib...', ...frames, '...node internals...'] },
];

/** What aws-cdk-lib 2.276 writes for the app above. */
function app(directory = 'cdk.out', at = root): Record<string, string> {
  const inOrders = `new Orders (${at}/lib/orders.ts:6:5)`;
  const inWorker = [`new Worker (${at}/lib/worker.ts:4:5)`, `new Orders (${at}/lib/orders.ts:9:5)`];
  return {
    [`${directory}/manifest.json`]: JSON.stringify({
      artifacts: {
        Orders: {
          type: 'aws:cloudformation:stack',
          properties: { templateFile: 'Orders.template.json' },
          additionalMetadataFile: 'Orders.metadata.json',
        },
      },
    }),
    [`${directory}/Orders.metadata.json`]: JSON.stringify({
      '/Orders/List/Resource': logicalId('List1', inOrders),
      '/Orders/Worker/Handler/Resource': logicalId('Worker1', ...inWorker),
    }),
    [`${directory}/Orders.template.json`]: template({
      List1: fn('Orders/List/Resource'),
      Worker1: fn('Orders/Worker/Handler/Resource'),
    }),
  };
}

const edited = (
  files: Readonly<Record<string, string>>,
  changes: readonly (readonly [from: string, to: string])[],
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      changes.reduce((told, [from, to]) => told.replaceAll(from, to), text),
    ]),
  );

const only = ['--preset', 'all', '--rule', 'suppression-unused: error'];

/** Findings about runtimes and suppressions, each with its places. */
async function found(...paths: readonly string[]): Promise<string[]> {
  const { stdout, stderr } = await command(root, ...paths, ...only, '--format', 'json');
  interface Place {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }
  const { findings, suppressed } = JSON.parse(stdout) as Record<
    'findings' | 'suppressed',
    readonly (Place & { readonly rule: string; readonly related: readonly Place[] })[]
  >;
  const print = ({ path, line, column }: Place): string => `${path}:${line}:${column}`;
  const told = findings
    .filter(({ rule }) => rule === 'function-runtime-deprecated' || rule === 'suppression-unused')
    .map((each) =>
      [
        `${print(each)} ${each.message.replace(/,.*/, '')}`,
        ...each.related.map((place) => `  ${print(place)} ${place.message}`),
      ].join('\n'),
    );
  return [
    ...(stderr === '' ? [] : [stderr]),
    ...told,
    ...(suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`]),
  ];
}

test('findings in a template of the CDK are shown where the construct is made', async () => {
  put(root, app());
  expect((await found('cdk.out')).join('\n')).toMatchInlineSnapshot(`
    "lib/orders.ts:6:5 List1 runs on nodejs18.x
      cdk.out/Orders.template.json:6:16 List1 in the template, made by the construct Orders/List/Resource
    lib/worker.ts:4:5 Worker1 runs on nodejs18.x
      cdk.out/Orders.template.json:15:16 Worker1 in the template, made by the construct Orders/Worker/Handler/Resource"
  `);
});

test('in the output, with both places and the path of the construct', async () => {
  put(root, app());
  const { stdout } = await command(root, 'cdk.out/Orders.template.json');
  const blocks = stdout.split('\n\n').filter((block) => block.includes('deprecated]'));
  expect(blocks[0]).toMatchInlineSnapshot(`
    "warning[function-runtime-deprecated]: List1 runs on nodejs18.x, unpatched since 2025-09-01; Lambda will create no function with it from 2027-07-29 on and will update none from 2027-08-31 on
       ╭─ lib/orders.ts:6:5
     6 │     new lambda.Function(this, 'List', {
       │     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ deprecated
       ╭─ cdk.out/Orders.template.json:6:16
     6 │     "Runtime": "nodejs18.x"
       │                ------------ List1 in the template, made by the construct Orders/List/Resource
       = help: set Runtime to nodejs24.x"
  `);
});

test('a comment in the code silences what its next line makes, also through the constructs that it calls', async () => {
  const silence = '// lambda-lint-disable-next-line function-runtime-deprecated -- old\n    ';
  const above = (text: string, line: string): string => text.replace(line, `${silence}${line}`);
  put(root, {
    'lib/orders.ts': above(orders, 'new lambda'),
    'lib/worker.ts': above(worker, 'new lambda'),
    // The comments move the lines.
    ...edited(app(), [
      ['orders.ts:6', 'orders.ts:7'],
      ['orders.ts:9', 'orders.ts:10'],
      ['worker.ts:4', 'worker.ts:5'],
    ]),
  });
  expect(await found('cdk.out')).toEqual(['2 suppressed']);
  // On a call further out.
  put(root, {
    'lib/worker.ts': worker,
    'lib/orders.ts': above(orders, 'new Worker'),
    ...edited(app(), [['orders.ts:9', 'orders.ts:10']]),
  });
  expect((await found('cdk.out')).join('\n')).toMatch(/^lib\/orders\.ts:6:5 .*\n.*\n1 suppressed$/);
});

test('a comment counts as needless only for a resource that it speaks of, and only if no template needs it', async () => {
  const silence = '// lambda-lint-disable-next-line function-runtime-deprecated -- old';
  put(root, { 'lib/worker.ts': worker.replace('    super(scope, id);', `    super(scope, id); ${silence}`) });
  put(root, app());
  put(root, edited(app('fine'), [['nodejs18.x', 'nodejs24.x']]));
  put(root, edited(app('without'), [['worker.ts:4', 'worker.ts:1']]));
  expect((await found('cdk.out', 'fine', 'without')).filter((line) => line.includes('suppression'))).toEqual([]);
  expect(await found('fine')).toEqual([
    'lib/worker.ts:3:56 a suppression of function-runtime-deprecated silences nothing',
  ]);
});

test('what cannot be read, or lies outside the repository, is told beside the place in the template', async () => {
  put(root, app('cdk.out', '/elsewhere'));
  expect((await found('cdk.out')).slice(0, 1)).toMatchInlineSnapshot(`
    [
      "cdk.out/Orders.template.json:6:16 List1 runs on nodejs18.x
      cdk.out/Orders.template.json:3:3 List1 is made by the construct Orders/List/Resource, at /elsewhere/lib/orders.ts:6",
    ]
  `);
  const outside = mkdtempSync(join(tmpdir(), 'cdk-outside-'));
  put(outside, { 'lib/orders.ts': orders, 'lib/worker.ts': worker });
  put(root, app('cdk.out', outside));
  const told = (await found('cdk.out')).join('\n');
  expect(told).toMatch(/^cdk\.out\/Orders\.template\.json/);
  expect(told).toContain(`made by the construct Orders/List/Resource, at ${outside}/lib/orders.ts:6`);
  remove(outside);
});

test('lines that the file does not have, notes that are broken: as if they were not there', async () => {
  const good = app();
  put(root, { ...good, 'lib/orders.ts': 'export {};\n', 'lib/worker.ts': '\n\n\n\n\n' });
  expect((await found('cdk.out')).map((line) => line.split(' ')[0])).toEqual([
    'cdk.out/Orders.template.json:6:16',
    'cdk.out/Orders.template.json:15:16',
  ]);
  // What the template itself tells is left.
  const inTemplate = '  cdk.out/Orders.template.json:3:3 List1 is made by the construct Orders/List/Resource';
  for (const broken of [
    '',
    '[]',
    'null',
    '{"artifacts":{"a":null,"b":{"properties":{"templateFile":"Orders.template.json"},"metadata":{"/x":[null,{}]},"additionalMetadataFile":"../secret"}}}',
  ]) {
    put(root, { ...good, 'cdk.out/manifest.json': broken });
    expect((await found('cdk.out'))[0]?.split('\n').slice(1)).toEqual([inTemplate]);
  }
  for (const broken of [
    '',
    '[]',
    '{"/Orders/List/Resource":{}}',
    '{"/Orders/List/Resource":[{"type":"aws:cdk:logicalId","data":{}}]}',
  ]) {
    put(root, { ...good, 'cdk.out/Orders.metadata.json': broken });
    expect((await found('cdk.out'))[0]?.split('\n').slice(1)).toEqual([inTemplate]);
  }
});

test('a template alone tells the construct by its own Metadata', async () => {
  put(root, { 'template.json': template({ List1: fn('Orders/List/Resource'), ByHand: fn('') }) });
  put(root, edited({ 'other.json': template({ List1: fn('x') }) }, [['"aws:cdk:path": "x"', '"aws:cdk:path": ["x"]']]));
  expect((await found('template.json', 'other.json')).slice(0, 3)).toMatchInlineSnapshot(`
    [
      "template.json:6:16 List1 runs on nodejs18.x
      template.json:3:3 List1 is made by the construct Orders/List/Resource",
      "template.json:15:16 ByHand runs on nodejs18.x",
      "other.json:6:16 List1 runs on nodejs18.x",
    ]
  `);
});

test('nested stacks and stages; files that are uploaded are no templates', async () => {
  const frames = `new Orders (${root}/lib/orders.ts:6:5)`;
  put(root, app('cdk.out/assembly-Prod'));
  put(root, {
    'cdk.out/manifest.json': '{ "artifacts": { "assembly-Prod": {} } }',
    [`cdk.out/asset.${'a'.repeat(64)}/template.json`]: template({ X: fn('x') }),
    [`cdk.out/asset.${'b'.repeat(64)}.json`]: template({ X: fn('x') }),
    'cdk.out/assembly-Prod/Orders.template.json': template({
      Jobs: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: { 'Fn::Sub': 'https://x' } },
        Metadata: {
          'aws:cdk:path': 'Orders/Jobs.NestedStack/Jobs.NestedStackResource',
          'aws:asset:path': 'Jobs.nested.template.json',
        },
      },
      Same: { ...fn('x'), Metadata: {} },
    }),
    // Logical ids are unique in one template only.
    'cdk.out/assembly-Prod/Jobs.nested.template.json': template({ Same: { ...fn('x'), Metadata: {} } }),
    'cdk.out/assembly-Prod/Orders.metadata.json': JSON.stringify({
      '/Orders/Jobs': [{ type: 'aws:cdk:templateFile', data: 'Jobs.nested.template.json' }],
      '/Orders/Jobs/Handler/Resource': logicalId('Same', `new Worker (${root}/lib/worker.ts:4:5)`),
      '/Orders/List/Resource': logicalId('Same', frames),
    }),
  });
  expect(await found('cdk.out')).toMatchInlineSnapshot(`
    [
      "lib/orders.ts:6:5 Same runs on nodejs18.x
      cdk.out/assembly-Prod/Orders.template.json:18:16 Same in the template, made by the construct Orders/List/Resource",
      "lib/worker.ts:4:5 Same runs on nodejs18.x
      cdk.out/assembly-Prod/Jobs.nested.template.json:6:16 Same in the template, made by the construct Orders/Jobs/Handler/Resource",
    ]
  `);
});

test('as older versions note it: in the manifest, with a trace', async () => {
  const note = (data: string, ...trace: readonly string[]) => [
    {
      type: 'aws:cdk:logicalId',
      data,
      trace: [`new Function (${root}/node_modules/aws-cdk-lib/function.js:1:9)`, ...trace],
    },
  ];
  put(root, {
    ...app(),
    'cdk.out/manifest.json': JSON.stringify({
      artifacts: {
        Orders: {
          properties: { templateFile: 'Orders.template.json' },
          metadata: {
            '/Orders/Inner.NestedStack/Inner.NestedStackResource': note('Inner'),
            '/Orders/Inner/List/Resource': note('List1', `new Worker (${root}/lib/worker.ts:4:5)`),
            '/Orders/List/Resource': note('List1', `Orders.make (${root}/lib/orders.ts:6:5)`),
            // As Python tells it: from where the app was run, without a column.
            '/Orders/Worker/Handler/Resource': note('Worker1', '__init__ (lib/orders.ts:9)'),
          },
        },
      },
    }),
    'cdk.out/Orders.template.json': template({ List1: { ...fn(''), Metadata: {} }, Worker1: fn('') }),
  });
  expect((await found('cdk.out')).map((line) => line.split(' ')[0])).toEqual([
    'lib/orders.ts:6:5',
    'lib/orders.ts:9:5',
  ]);
});

test('a secret is hidden in the code, too', async () => {
  put(root, {
    ...app(),
    'lib/orders.ts': orders.replace(
      "List', {",
      "List', { environment: { TOKEN: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a' },",
    ),
    'cdk.out/Orders.template.json': template({
      List1: fn('Orders/List/Resource', {
        Environment: { Variables: { TOKEN: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a' } },
      }),
    }),
  });
  for (const format of ['text', 'json', 'sarif']) {
    const { stdout } = await command(root, 'cdk.out', '--format', format);
    expect(stdout).toContain('function-env-secrets');
    expect(stdout).not.toContain('ghp_16C7e42F');
  }
});

test('an app in Python, whose frames the CDK notes behind its own', async () => {
  const app = `class Orders(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        # lambda-lint-disable-next-line function-timeout -- takes as long as it takes
        lambda_.Function(
            self, "List",
            runtime=lambda_.Runtime.NODEJS_18_X,
        )

Orders(app, "Orders")
`;
  // As aws-cdk-lib 2.276 writes what the runtime between Python and node hands to it.
  const trace = [
    '...aws-cdk-lib, jsii runtime, node internals...',
    '(no user code in 10 frames, use --stack-trace-limit to capture more)',
    `__call__ (${root}/.venv/lib/python3.12/site-packages/jsii/_runtime.py:118)`,
    `__init__ (${root}/app.py:5)`,
    `<module> (${root}/app.py:10)`,
  ];
  put(root, {
    'app.py': app,
    'cdk.out/manifest.json': JSON.stringify({
      artifacts: {
        Orders: {
          type: 'aws:cloudformation:stack',
          properties: { templateFile: 'Orders.template.json' },
          additionalMetadataFile: 'Orders.metadata.json',
        },
      },
    }),
    'cdk.out/Orders.metadata.json': JSON.stringify({
      '/Orders/List/Resource': [
        { type: 'aws:cdk:logicalId', data: 'List1' },
        { type: 'aws:cdk:creationStack', data: trace },
      ],
    }),
    'cdk.out/Orders.template.json': template({ List1: fn('Orders/List/Resource') }),
  });
  expect(await found('cdk.out')).toMatchInlineSnapshot(`
    [
      "app.py:5:9 List1 runs on nodejs18.x
      cdk.out/Orders.template.json:6:16 List1 in the template, made by the construct Orders/List/Resource",
      "1 suppressed",
    ]
  `);
});
