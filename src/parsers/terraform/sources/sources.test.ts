import { describe, expect, test } from 'vitest';
import { hcl } from '../../../../test/support/hcl.js';
import { argument, moduleOf, planTemplate, planText, refs } from '../../../../test/support/plan-text.js';
import { printNode } from '../../../../test/support/print-node.js';
import { positionOf } from '../../../source/source.js';
import type { Location, SourceFile } from '../../../source/source.js';
import { get, type Node, reference, scalar } from '../../../template/node.js';
import { placedDocument } from '../documents/placed.js';
import { valueOf as valueOfPlan } from '../plan/nodes.js';
import type { ModuleScope, Path, PlanSources, Target } from '../scope.js';
import { findSources } from './root.js';
import { planSources } from './sources.js';

const readHcl = await hcl();

/** A little disk: paths with their texts. */
function disk(texts: Readonly<Record<string, string>>) {
  const all = new Map(Object.entries(texts).map(([path, text]): [string, SourceFile] => [path, { path, text }]));
  const folder = (path: string): string => /^(?:(.*)\/)?[^/]*$/.exec(path)?.[1] ?? '';
  return {
    readHcl,
    files: (directory: string) =>
      [...all.values()].filter(({ path }) => path.endsWith('.tf') && folder(path) === directory),
    read: (path: string) => all.get(path),
  };
}

const sourcesOf = (texts: Readonly<Record<string, string>>, root = ''): PlanSources =>
  planSources({ ...disk(texts), root });

const scopeOf = (...calls: string[]): ModuleScope => ({
  path: calls.map((name) => `module.${name}`).join('.'),
  calls,
  resolve: (steps, at) => {
    const [head, second] = steps;
    const name = typeof second === 'string' ? second : '';
    if (head === 'var') return scalar(`value of ${name}`, at);
    return head === 'aws_s3_bucket' ? reference(`aws_s3_bucket.${name}`, 'arn', at) : undefined;
  },
});

const resource = (name: string, mode: 'managed' | 'data' = 'managed'): Target => {
  const [type = '', own = ''] = name.split('.');
  return { is: 'resource', mode, type, name: own };
};

const shown = (at: Location | undefined): string => {
  if (at === undefined) return 'nowhere';
  const { line, column } = positionOf(at);
  return `${at.file.path}:${line}:${column} ${at.file.text.slice(at.start, at.end)}`;
};

const placeOf = (sources: PlanSources, name: string, path: Path = [], scope = scopeOf(), known?: unknown): string =>
  shown(sources.placeOf({ target: resource(name), path, scope, known }));

const valueOf = (sources: PlanSources, name: string, path: Path, scope = scopeOf(), known?: unknown): string =>
  printNode(sources.expressionOf({ target: resource(name), path, scope, known }));

const app = {
  'main.tf': `resource "aws_lambda_function" "f" {
  timeout = local.timeout
  environment {
    variables = { TABLE = "t", "QUEUE" = var.queue }
  }
}
module "api" {
  source = "./modules/api"
}
module "far" {
  source = "terraform-aws-modules/lambda/aws"
}
`,
  'locals.tf': 'locals {\n  timeout = 30\n}\n',
  'override.tf': 'resource "aws_lambda_function" "f" {\n  timeout = 1\n}\n',
  'modules/api/main.tf': `resource "aws_iam_role" "r" {
  name = "r"
}
module "inner" {
  source = "../inner"
}
`,
  'modules/inner/main.tf': 'resource "aws_sqs_queue" "q" {\n  name = "q"\n}\n',
};

describe('places', () => {
  const sources = sourcesOf(app);
  test.each<[string, Path, string[], string]>([
    ['aws_lambda_function.f', [], [], 'main.tf:1:1 resource "aws_lambda_function" "f"'],
    ['aws_lambda_function.f', ['timeout'], [], 'main.tf:2:13 local.timeout'],
    ['aws_lambda_function.f', ['memory_size'], [], 'main.tf:1:1 resource "aws_lambda_function" "f"'],
    ['aws_lambda_function.f', ['environment'], [], 'main.tf:3:3 environment'],
    ['aws_lambda_function.f', ['environment', 0, 'variables', 'QUEUE'], [], 'main.tf:4:42 var.queue'],
    [
      'aws_lambda_function.f',
      ['environment', 0, 'variables', 'OTHER'],
      [],
      'main.tf:4:17 { TABLE = "t", "QUEUE" = var.queue }',
    ],
    ['aws_lambda_function.g', [], [], 'nowhere'],
    ['aws_iam_role.r', ['name'], ['api'], 'modules/api/main.tf:2:10 "r"'],
    ['aws_sqs_queue.q', [], ['api', 'inner'], 'modules/inner/main.tf:1:1 resource "aws_sqs_queue" "q"'],
    ['aws_sqs_queue.q', ['name'], ['far'], 'main.tf:10:1 module "far"'],
    ['aws_sqs_queue.q', ['name'], ['far', 'deeper'], 'main.tf:10:1 module "far"'],
    ['aws_sqs_queue.q', [], ['gone'], 'nowhere'],
  ])('%s %j in %j', (name, path, calls, place) => {
    expect(placeOf(sources, name, path, scopeOf(...calls))).toBe(place);
  });

  test('the files are those that were read', () => {
    expect(sources.files.map(({ path }) => path)).toEqual([
      'main.tf',
      'locals.tf',
      'modules/api/main.tf',
      'modules/inner/main.tf',
    ]);
  });

  test('calls, outputs, locals and providers', () => {
    const own = sourcesOf({
      'a.tf':
        'module "m" {\n  source = "./m"\n  x = 1\n}\noutput "o" {\n  value = 2\n}\nlocals {\n  l = { a = 3 }\n}\nprovider "aws" {}\nprovider "aws" {\n  alias = "b"\n  region = "r"\n}\nvariable "v" {\n  default = "d"\n}\n',
    });
    const at = (target: Target, path: Path = []): string => shown(own.placeOf({ target, path, scope: scopeOf() }));
    expect(at({ is: 'module', name: 'm' })).toBe('a.tf:1:1 module "m"');
    expect(at({ is: 'module', name: 'm' }, ['x'])).toBe('a.tf:3:7 1');
    expect(at({ is: 'output', name: 'o' })).toBe('a.tf:6:11 2');
    expect(at({ is: 'local', name: 'l' }, ['a'])).toBe('a.tf:9:13 3');
    expect(at({ is: 'variable', name: 'v' })).toBe('a.tf:16:1 variable "v"');
    expect(at({ is: 'variable', name: 'v' }, ['default'])).toBe('a.tf:17:13 "d"');
    expect(at({ is: 'provider', name: 'aws' })).toBe('a.tf:11:1 provider "aws"');
    expect(at({ is: 'provider', name: 'aws', alias: 'b' }, ['region'])).toBe('a.tf:14:12 "r"');
  });
});

describe('modules that terraform init has brought', () => {
  const installed = {
    'infra/main.tf': 'module "far" {\n  source = "x/far/aws"\n  name = "n"\n}\n',
    'infra/.terraform/modules/modules.json': JSON.stringify({
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'far', Source: 'x/far/aws', Dir: '.terraform\\modules\\far' },
      ],
    }),
    'infra/.terraform/modules/far/main.tf':
      'resource "aws_iam_policy" "p" {\n  policy = jsonencode({ Resource = [var.bucket, "${aws_s3_bucket.b.arn}/*"] })\n}\n',
  };
  const sources = sourcesOf(installed, 'infra');

  test('are read, but nothing is shown in them', () => {
    expect(valueOf(sources, 'aws_iam_policy.p', ['policy'], scopeOf('far'))).toBe(
      '{Resource: ["value of bucket", text(@aws_s3_bucket.b.arn "/*")]}',
    );
    const node = sources.expressionOf({
      target: resource('aws_iam_policy.p'),
      path: ['policy'],
      scope: scopeOf('far'),
    });
    expect(shown(node?.at)).toBe('infra/main.tf:1:1 module "far"');
    expect(placeOf(sources, 'aws_iam_policy.p', ['policy'], scopeOf('far'))).toBe('infra/main.tf:1:1 module "far"');
  });
});

describe('values', () => {
  test('of arguments, nested blocks and what lies in them', () => {
    const sources = sourcesOf(app);
    expect(valueOf(sources, 'aws_lambda_function.f', ['timeout'])).toBe('=30');
    expect(valueOf(sources, 'aws_lambda_function.f', ['environment', 0, 'variables', 'QUEUE'])).toBe(
      '"value of queue"',
    );
    expect(valueOf(sources, 'aws_lambda_function.f', ['environment'])).toBe(
      '[{variables: {TABLE: "t", QUEUE: "value of queue"}}]',
    );
    expect(valueOf(sources, 'aws_lambda_function.f', ['environment', 0])).toBe(
      '{variables: {TABLE: "t", QUEUE: "value of queue"}}',
    );
    expect(valueOf(sources, 'aws_lambda_function.f', ['memory_size'])).toBe('absent');
    expect(valueOf(sources, 'aws_lambda_function.g', ['timeout'])).toBe('absent');
  });

  const dynamic = sourcesOf({
    'a.tf': `data "d" "x" {
  statement {
    sid = "first"
  }
  dynamic "statement" {
    for_each = ["a", "b"]
    iterator = each_one
    content {
      sid       = "\${each_one.key}-\${each_one.value}"
      resources = [aws_s3_bucket.b.arn]
    }
  }
  dynamic "statement" {
    for_each = data.unknown.x.list
    content {
      sid = statement.value.sid
    }
  }
  statement {
    sid = "last"
  }
}
`,
  });
  const sid = (index: number, count: number): string =>
    printNode(
      dynamic.expressionOf({
        target: resource('d.x', 'data'),
        path: ['statement', index, 'sid'],
        scope: scopeOf(),
        known: { statement: Array.from({ length: count }, () => ({})) },
      }),
    );

  test('dynamic blocks make as many as the plan has', () => {
    expect([0, 1, 2].map((index) => sid(index, 5))).toEqual(['"first"', '"0-a"', '"1-b"']);
    expect(sid(3, 5)).toBe('?(known after apply: data.unknown.x.list; data.unknown.x.list.sid)');
    expect(sid(4, 5)).toBe('"last"');
    expect(sid(3, 4)).toBe('"last"');
  });

  test('of two dynamic blocks of which it is open how many they make, what is written out tells', () => {
    const block = (list: string, name: string, to: string) => `  dynamic "statement" {
    for_each = data.unknown.x.${list}
    content {
      sid       = "${name}"
      resources = ${to}
    }
  }
`;
    const blocks = block('a', 'Read', 'var.a') + block('b', 'Write', 'var.b') + block('c', 'Read', 'var.c');
    const sources = sourcesOf({ 'a.tf': `resource "d" "x" {\n${blocks}}\n` });
    const ask = (sid: string) =>
      placeOf(sources, 'd.x', ['statement', 0, 'resources'], scopeOf(), { statement: [{ sid }] });
    expect(ask('Read')).toBe('a.tf:6:19 var.a');
    expect(ask('Write')).toBe('a.tf:13:19 var.b');
    expect(ask('Other')).toBe('a.tf:6:19 var.a');
  });

  test('a dynamic block stands where it is for the key of its resource', () => {
    const main = `resource "d" "x" {
  dynamic "statement" {
    for_each = each.value == "a" ? [1] : []
    content {
      resources = ["a"]
    }
  }
  dynamic "statement" {
    for_each = each.value == "b" ? [1] : []
    content {
      resources = ["*"]
    }
  }
}
`;
    const sources = sourcesOf({ 'a.tf': main });
    const place = (key: string) =>
      shown(
        sources.placeOf({
          target: resource('d.x'),
          path: ['statement', 0, 'resources', 0],
          scope: { ...scopeOf(), resolve: (_, at, each) => each?.value(at) },
          each: { key, value: (at) => scalar(key, at) },
          known: { statement: [{}] },
        }),
      );
    expect([place('a'), place('b')]).toEqual(['a.tf:5:20 "a"', 'a.tf:11:20 "*"']);
  });

  test('all blocks of a name; those that are not known stand for several', () => {
    const blocks = dynamic.expressionOf({ target: resource('d.x', 'data'), path: ['statement'], scope: scopeOf() });
    expect(printNode(blocks)).toBe(
      '[{sid: "first"}, {sid: "0-a", resources: [@aws_s3_bucket.b.arn]}, {sid: "1-b", resources: [@aws_s3_bucket.b.arn]}, ?(data.unknown.x.list is not in the plan; data.unknown.x.list[*]), {sid: "last"}]',
    );
  });

  test('blocks that a plan has sorted are told apart by what is written out', () => {
    const sources = sourcesOf({
      'a.tf':
        'resource "r" "x" {\n  rule {\n    port = 443\n    to = var.a\n  }\n  rule {\n    port = 80\n    to = var.b\n  }\n}\n',
    });
    const known = { rule: [{ port: 80 }, { port: 443 }] };
    expect(valueOf(sources, 'r.x', ['rule', 0, 'to'], scopeOf(), known)).toBe('"value of b"');
    expect(valueOf(sources, 'r.x', ['rule', 1, 'to'], scopeOf(), known)).toBe('"value of a"');
    expect(placeOf(sources, 'r.x', ['rule', 0], scopeOf(), known)).toBe('a.tf:6:3 rule');
  });

  test('blocks that a plan has sorted are told apart by what a dynamic block makes, too', () => {
    const sources = sourcesOf({
      'a.tf': `resource "r" "x" {
  principals {
    type = "Service"
    identifiers = ["lambda.amazonaws.com"]
  }
  dynamic "principals" {
    for_each = [{ type = "AWS", ids = ["b"] }, { type = "AWS", ids = ["a"] }]
    content {
      type = principals.value.type
      identifiers = principals.value.ids
    }
  }
}
`,
    });
    const of = (type: string, ...identifiers: readonly string[]) => ({ type, identifiers });
    const ask = (principals: readonly unknown[], index: number) => {
      const path = ['principals', index, 'identifiers'];
      const known = { principals };
      return [placeOf(sources, 'r.x', path, scopeOf(), known), valueOf(sources, 'r.x', path, scopeOf(), known)];
    };
    const sorted = [of('AWS', 'a'), of('AWS', 'b'), of('Service', 'lambda.amazonaws.com')];
    expect([0, 1, 2].map((index) => ask(sorted, index))).toMatchInlineSnapshot(`
      [
        [
          "a.tf:10:21 principals.value.ids",
          "["a"]",
        ],
        [
          "a.tf:10:21 principals.value.ids",
          "["b"]",
        ],
        [
          "a.tf:4:19 ["lambda.amazonaws.com"]",
          "["lambda.amazonaws.com"]",
        ],
      ]
    `);
    // What fits several, or nothing, is left in the order in which it is written.
    expect(ask([of('AWS', 'c'), of('AWS', 'b'), of('Service', 'x')], 0)[1]).toBe('["lambda.amazonaws.com"]');
  });

  test('items that a plan has sorted are told apart by their values', () => {
    const sources = sourcesOf({
      'a.tf':
        'locals {\n  what = "b"\n}\nresource "r" "x" {\n  a = ["z", "c", "${local.what}", "c", var.a]\n  b = [aws_s3_bucket.b.arn, "*"]\n  c = [var.a, "x", var.b]\n  d = [1, { k = "l" }]\n}\n',
    });
    const known = { a: ['b', 'c', 'v', 'z'], b: ['*', null], c: ['p', 'q', 'x'], d: ['1', { k: 'l' }] };
    const place = (...path: Path) => placeOf(sources, 'r.x', path, scopeOf(), known);
    expect([0, 1, 3].map((index) => place('a', index))).toEqual([
      'a.tf:5:18 "${local.what}"',
      'a.tf:5:13 "c"',
      'a.tf:5:8 "z"',
    ]);
    expect([0, 1].map((index) => place('b', index))).toEqual(['a.tf:6:29 "*"', 'a.tf:6:8 aws_s3_bucket.b.arn']);
    expect([0, 2].map((index) => place('c', index))).toEqual(['a.tf:7:7 [var.a, "x", var.b]', 'a.tf:7:15 "x"']);
    expect(place('d', 1, 'k')).toBe('a.tf:8:17 "l"');
    expect(valueOf(sources, 'r.x', ['b', 1], scopeOf(), known)).toBe('@aws_s3_bucket.b.arn');
  });

  test('parts of a document that the plan has sorted stand where they are written', () => {
    const sources = sourcesOf({
      'a.tf':
        'resource "r" "x" {\n  policy = jsonencode({ Statement = [{ Action = ["s3:PutObject", "kms:*", "s3:PutObject"], Resource = ["*"] }] })\n}\n',
    });
    const known = '{"Statement":[{"Action":["kms:*","s3:PutObject"],"Resource":"*"}]}';
    const written = sources.expressionOf({ target: resource('r.x'), path: ['policy'], scope: scopeOf() });
    const document = placedDocument(known, written);
    expect(printNode(document)).toBe('{Statement: [{Action: ["kms:*", "s3:PutObject"], Resource: "*"}]}');
    const at = (...path: (string | number)[]) =>
      shown(
        path.reduce(
          (node: Node | undefined, step) =>
            typeof step === 'string' ? get(node, step) : node?.is === 'list' ? node.items[step] : undefined,
          document,
        )?.at,
      );
    expect(at('Statement', 0, 'Action', 0)).toBe('a.tf:2:66 "kms:*"');
    expect(at('Statement', 0, 'Action', 1)).toBe('a.tf:2:50 "s3:PutObject"');
    expect(at('Statement', 0, 'Resource')).toBe('a.tf:2:104 "*"');
  });

  test('templates in files of their own', () => {
    const sources = sourcesOf({
      'main.tf': 'module "m" {\n  source = "./m"\n}\n',
      'm/main.tf':
        'resource "p" "x" {\n  a = templatefile("${path.module}/p.json", { arn = aws_s3_bucket.b.arn })\n  b = templatefile("gone.json", {})\n  c = "${jsondecode(file("${path.module}/c.json")).x}"\n}\n',
      'm/p.json': '{\n  "Resource": "${arn}/$${aws:username}"\n}',
      'm/c.json': '{ "x": 1 }',
    });
    const value = sources.expressionOf({ target: resource('p.x'), path: ['a'], scope: scopeOf('m') });
    expect(printNode(value)).toBe('{Resource: text(@aws_s3_bucket.b.arn "/${aws:username}")}');
    const entry = value?.is === 'map' ? value.entries.get('Resource') : undefined;
    expect(shown(entry?.value.at)).toBe('m/p.json:2:15 "${arn}/$${aws:username}"');
    expect(valueOf(sources, 'p.x', ['b'], scopeOf('m'))).toMatch(/^\?\(the file of templatefile\(…\) is not at hand/);
    expect(valueOf(sources, 'p.x', ['c'], scopeOf('m'))).toBe('1');
  });

  test('a template in a file has the lines of the file, and none more', () => {
    const of = (text: string, given = '{ b = aws_s3_bucket.b.arn, c = "c" }') =>
      valueOf(
        sourcesOf({
          'main.tf': `resource "p" "x" {\n  a = templatefile("t.txt", ${given})\n}\n`,
          't.txt': text,
        }),
        'p.x',
        ['a'],
      );
    expect(
      ['', 'a', 'a\n', '${c}', '${b}', '${b}\r\n\n', '%{ if c != null }\n  ${c}\n%{ endif ~}\n'].map((text) =>
        of(text),
      ),
    ).toMatchInlineSnapshot(`
        [
          """",
          ""a"",
          ""a\\n"",
          ""c"",
          "text(@aws_s3_bucket.b.arn)",
          "text(@aws_s3_bucket.b.arn "\\r\\n\\n")",
          ""\\n  c\\n"",
        ]
      `);
    expect(of('END_OF_FILE\n${c}\n  END_OF_FILE_\n')).toBe('"END_OF_FILE\\nc\\n  END_OF_FILE_\\n"');
    const gone = /^\?\(the file of templatefile\(…\) is not at hand/;
    expect(of('${c}', 'local.gone')).toMatch(gone);
    expect(of('${c')).toMatch(gone);
  });

  test('a file in which words are replaced', () => {
    const sources = sourcesOf({
      'main.tf': `resource "p" "x" {
  a = replace(replace(file("p.json"), "BUCKET", aws_s3_bucket.b.arn), "STAGE", aws_s3_bucket.stage.arn)
  b = jsonencode(merge(jsondecode(file("p.json")), { Id = aws_s3_bucket.b.arn }))
}
`,
      'p.json': '{\n  "Resource": "BUCKET/STAGE/*",\n  "Action": "s3:*"\n}',
    });
    const of = (name: string) => sources.expressionOf({ target: resource('p.x'), path: [name], scope: scopeOf() });
    expect(printNode(of('a'))).toBe(
      '{Resource: text(@aws_s3_bucket.b.arn "/" @aws_s3_bucket.stage.arn "/*"), Action: "s3:*"}',
    );
    expect(shown(get(of('a'), 'Action')?.at)).toBe('p.json:3:13 "s3:*"');
    expect(printNode(of('b'))).toBe('{Resource: "BUCKET/STAGE/*", Action: "s3:*", Id: @aws_s3_bucket.b.arn}');
    expect(shown(get(of('b'), 'Action')?.at)).toBe('p.json:3:13 "s3:*"');
  });

  test('a file is named by way of a local or a variable, from the directory where its path is written', () => {
    const sources = sourcesOf(
      {
        'infra/main.tf': 'module "m" {\n  source = "./m"\n  dir = "${path.module}/policies"\n}\n',
        'infra/m/main.tf': `resource "p" "x" {
  a = file(local.own)
  b = templatefile("\${var.dir}/b.json", {})
  c = file("\${path.root}/policies/b.json")
  d = file("policies/b.json")
  e = file("\${path.root}//policies/b.json")
  f = file("/policies/b.json")
  g = file("\${local.gone}/b.json")
}
locals { own = "\${path.module}/a.json" }
`,
        'infra/m/a.json': '{ "a": 1 }',
        'infra/policies/b.json': '{ "b": 2 }',
      },
      'infra',
    );
    const root = scopeOf();
    const scope: ModuleScope = {
      ...scopeOf('m'),
      resolve: () => sources.expressionOf({ target: { is: 'module', name: 'm' }, path: ['dir'], scope: root }),
    };
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => valueOf(sources, 'p.x', [name], scope))).toEqual([
      '{a: 1}',
      '{b: 2}',
      '{b: 2}',
      '{b: 2}',
      '{b: 2}',
      '?(the file of file(…) is not at hand; module.m.file("/policies/b.json"))',
      '?(the file of file(…) is not at hand; module.m.file("${local.gone}/b.json"))',
    ]);
  });

  test('what yamldecode reads stands in its file', () => {
    const sources = sourcesOf({
      'main.tf':
        'resource "p" "x" {\n  a = yamldecode(file("f.yml"))["all"][0]\n  b = yamldecode("- ${var.x}")[0]\n}\n',
      'f.yml': 'all:\n- name: one\n  size: 3\n',
    });
    const value = sources.expressionOf({ target: resource('p.x'), path: ['a'], scope: scopeOf() });
    expect(printNode(value)).toBe('{name: "one", size: 3}');
    expect(shown(value?.is === 'map' ? value.entries.get('size')?.value.at : undefined)).toBe('f.yml:3:9 3');
    expect(valueOf(sources, 'p.x', ['b'])).toBe('"value of x"');
  });

  test('parts of a variable have the defaults that its type gives them', () => {
    const sources = sourcesOf({
      'main.tf': `variable "all" {
  type = map(object({
    auth  = optional(bool, true)
    limit = optional(number)
    trace = optional(object({ mode = optional(string, "Active") }), {})
    name  = string
  }))
}
variable "plain" { type = map(string) }
`,
    });
    const at = { file: { path: 'main.tf', text: '' }, start: 0, end: 0 };
    const typed = (variable: string, value: unknown): string =>
      printNode(sources.typed(variable, valueOfPlan(value, at), scopeOf()));
    expect(typed('all', { a: { name: 'n' }, b: { auth: false, limit: 3, trace: { mode: 'Off' } } })).toBe(
      '{a: {name: "n", auth: true, limit: nothing, trace: {mode: "Active"}}, b: {auth: false, limit: 3, trace: {mode: "Off"}}}',
    );
    expect(typed('plain', { a: 'b' })).toBe('{a: "b"}');
    expect(typed('gone', { a: 'b' })).toBe('{a: "b"}');
  });

  test('what grows without end is given up', () => {
    const doubled = (form: (name: string) => string): string =>
      Array.from({ length: 40 }, (_, index) => `  l${index + 1} = ${form(`local.l${index}`)}\n`).join('');
    const grown = (first: string, form: (name: string) => string): Node | undefined =>
      sourcesOf({
        'a.tf': `resource "r" "x" {\n  a = local.l40\n}\nlocals {\n  l0 = ${first}\n${doubled(form)}}\n`,
      }).expressionOf({ target: resource('r.x'), path: ['a'], scope: scopeOf() });
    expect(printNode(grown('"x"', (name) => `"\${${name}}\${${name}}"`)).length).toBeLessThan(10_000_000);
    expect(grown('["x"]', (name) => `concat(${name}, ${name})`)?.is).toBe('alias');
    expect(grown('["x"]', (name) => `[${name}, ${name}, jsonencode(${name})]`)?.is).toBe('alias');
    expect(grown('["x", "y"]', (name) => `flatten([for a in ${name} : [for b in ${name} : b]])`)?.is).toBe('alias');
  });

  test('what an object does not have is not set', () => {
    const text = 'resource "r" "x" {\n  a = { b = aws_s3_bucket.b.arn, c = { d = 1 } }\n  e = var.e\n}\n';
    const sources = sourcesOf({ 'a.tf': text });
    const paths = [['a', 'b'], ['a', 'f'], ['a', 'c', 'g'], ['h'], ['h', 'i']];
    expect(paths.map((path) => valueOf(sources, 'r.x', path))).toEqual([
      '@aws_s3_bucket.b.arn',
      'nothing',
      'nothing',
      'absent',
      'absent',
    ]);
  });

  test('what asks for itself has no value', () => {
    const sources: PlanSources = sourcesOf({ 'a.tf': 'resource "r" "x" {\n  a = aws_s3_bucket.b.arn\n}\n' });
    const query = { target: resource('r.x'), path: ['a'] };
    const circular: ModuleScope = {
      path: '',
      calls: [],
      resolve: () => sources.expressionOf({ ...query, scope: circular }),
    };
    expect(sources.expressionOf({ ...query, scope: circular })).toBeUndefined();
  });
});

describe('the directory that a plan was made in', () => {
  const plan = (...names: string[]) => ({
    configuration: {
      root_module: {
        resources: names.map((name) => ({ mode: 'managed', type: 'aws_iam_role', name })),
        module_calls: { m: {} },
      },
    },
  });
  const files = disk({
    'a/main.tf': 'resource "aws_iam_role" "x" {}\nmodule "m" {}\n',
    'b/main.tf': 'resource "aws_iam_role" "x" {}\nresource "aws_iam_role" "y" {}\nmodule "m" {}\n',
    'c/main.tf': 'resource "aws_iam_role" "z" {}\n',
  });
  test.each([
    ['declares the most of it', plan('x', 'y'), 'b/main.tf'],
    ['is the first of those', plan('x'), 'a/main.tf'],
    ['is none that declares less than most', plan('x', 'p', 'q', 'r'), undefined],
    ['is none where nothing is declared', { configuration: { root_module: {} } }, undefined],
    [
      'is found by what is planned, too',
      { planned_values: { root_module: { resources: [{ mode: 'managed', type: 'aws_iam_role', name: 'z' }] } } },
      'c/main.tf',
    ],
    ['is none for what is no plan', null, undefined],
  ])('%s', (_, json, root) => {
    const sources = findSources(files, ['', 'a', 'b', 'c', 'gone'])(json);
    sources?.placeOf({ target: resource('aws_iam_role.x'), path: [], scope: scopeOf() });
    expect(sources?.files[0]?.path).toBe(root);
  });
});

test('loops over whole modules and resources, and what for_each makes of something unknown', () => {
  const main = `module "fn" {
  source   = "./fn"
  for_each = toset(["a", "b"])
}
resource "aws_sqs_queue" "q" {
  for_each = toset(["x", "y"])
}
resource "aws_iam_policy" "p" {
  policy = jsonencode({ A = [for k, f in module.fn : f.arn], B = { for k, q in aws_sqs_queue.q : upper(k) => q.arn } })
}
resource "aws_lambda_function" "f" {
  for_each = { for i in csvdecode(file("f.csv")) : i.name => i }
  role     = aws_iam_role.r[each.value.role].arn
}
`;
  const module = 'resource "aws_lambda_function" "f" {}\noutput "arn" {\n  value = aws_lambda_function.f.arn\n}\n';
  const functions = ['one', 'two'].map((key) => `aws_lambda_function.f["${key}"]`);
  const json = planText(
    {
      ...Object.fromEntries(['a', 'b'].map((key) => [`module.fn["${key}"].aws_lambda_function.f`, {}])),
      ...Object.fromEntries(['x', 'y'].map((key) => [`aws_sqs_queue.q["${key}"]`, { unknown: { arn: true } }])),
      ...Object.fromEntries(functions.map((address) => [address, { unknown: { role: true } }])),
      'aws_iam_policy.p': { unknown: { policy: true } },
    },
    {
      resources: {
        'aws_sqs_queue.q': {},
        'aws_iam_policy.p': { policy: refs('module.fn', 'aws_sqs_queue.q') },
        'aws_lambda_function.f': { role: refs('aws_iam_role.r', 'each.value.role') },
      },
      meta: { 'aws_lambda_function.f': { for_each_expression: {} } },
      module_calls: {
        fn: {
          for_each_expression: {},
          module: moduleOf({
            resources: { 'aws_lambda_function.f': {} },
            outputs: { arn: { expression: refs('aws_lambda_function.f.arn') } },
          }),
        },
      },
    },
  );
  const template = planTemplate(json, { sources: () => sourcesOf({ 'main.tf': main, 'fn/main.tf': module }) });
  expect(argument(template, 'aws_iam_policy.p', 'policy')).toBe(
    '={A: [@module.fn["a"].aws_lambda_function.f.arn, @module.fn["b"].aws_lambda_function.f.arn], ' +
      'B: {X: @aws_sqs_queue.q["x"].arn, Y: @aws_sqs_queue.q["y"].arn}}',
  );
  const roles = functions.map((address) => argument(template, address, 'role'));
  expect(new Set(roles).size).toBe(2);
});

test('a loop over a data source takes the documents of all that there are of it', () => {
  const main = `data "aws_iam_policy_document" "each" {
  for_each = toset(["a", "b"])
  statement {
    sid       = each.key
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.q.arn]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = [for d in data.aws_iam_policy_document.each : d.json]
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.all.json
}
`;
  const unread = { id: true, json: true };
  const of = (sid: string) => ({
    after: { statement: [{ sid, actions: ['sqs:SendMessage'], resources: [null] }] },
    unknown: { ...unread, statement: [{ resources: [true] }] },
  });
  const json = planText(
    {
      'data.aws_iam_policy_document.each["a"]': of('a'),
      'data.aws_iam_policy_document.each["b"]': of('b'),
      'data.aws_iam_policy_document.all': { after: {}, unknown: { ...unread, source_policy_documents: true } },
      'aws_sqs_queue.q': { unknown: { arn: true } },
      'aws_iam_policy.p': { unknown: { policy: true } },
    },
    {
      resources: {
        'aws_sqs_queue.q': {},
        'aws_iam_policy.p': { policy: refs('data.aws_iam_policy_document.all.json') },
        'data.aws_iam_policy_document.each': {
          statement: [
            {
              sid: refs('each.key'),
              actions: { constant_value: ['sqs:SendMessage'] },
              resources: refs('aws_sqs_queue.q.arn'),
            },
          ],
        },
        'data.aws_iam_policy_document.all': { source_policy_documents: refs('data.aws_iam_policy_document.each') },
      },
      meta: { 'data.aws_iam_policy_document.each': { for_each_expression: {} } },
    },
  );
  const template = planTemplate(json, { sources: () => sourcesOf({ 'main.tf': main }) });
  expect(argument(template, 'aws_iam_policy.p', 'policy')).toMatchInlineSnapshot(
    `"=={Version: "2012-10-17", Statement: [{Sid: "a", Action: ["sqs:SendMessage"], Resource: [@aws_sqs_queue.q.arn], Effect: "Allow"}, {Sid: "b", Action: ["sqs:SendMessage"], Resource: [@aws_sqs_queue.q.arn], Effect: "Allow"}]}"`,
  );
});

test('what is sensitive is hidden where it stands, not all around it', () => {
  const main = `resource "aws_iam_policy" "p" {
  policy = jsonencode({ Action = "s3:GetObject", Resource = [var.arn, data.aws_ssm_parameter.bucket.value, sensitive("s3cret")] })
}
resource "aws_lambda_function" "f" {
  environment {
    variables = {
      BUCKET = "s3://\${data.aws_ssm_parameter.bucket.value}"
      KEY    = data.aws_ssm_parameter.key.value
      TOKEN  = var.arn
      USER   = jsondecode(data.aws_ssm_parameter.key.value).user
    }
  }
}
`;
  const names = ['BUCKET', 'KEY', 'TOKEN', 'USER'];
  const [values, marks] = [
    Object.fromEntries(names.map((name) => [name, 's3cret'])),
    Object.fromEntries(names.map((name) => [name, true])),
  ];
  const parameter = (name: string, type: string) => ({
    address: `data.aws_ssm_parameter.${name}`,
    mode: 'data',
    type: 'aws_ssm_parameter',
    name,
    values: { name: `/app/${name}`, type, value: 's3cret' },
    sensitive_values: { value: true },
  });
  const resources = [parameter('bucket', 'String'), parameter('key', 'SecureString')];
  const used = ['data.aws_ssm_parameter.bucket.value', 'data.aws_ssm_parameter.key.value', 'var.arn'];
  const json = planText(
    {
      'aws_iam_policy.p': { after: { policy: '{"Action":"s3cret"}' }, sensitive: { policy: true } },
      'aws_lambda_function.f': {
        after: { environment: [{ variables: values }] },
        sensitive: { environment: [{ variables: marks }] },
      },
    },
    {
      resources: {
        'aws_iam_policy.p': { policy: refs(...used) },
        'aws_lambda_function.f': { environment: [{ variables: refs(...used) }] },
        'data.aws_ssm_parameter.bucket': {},
        'data.aws_ssm_parameter.key': {},
      },
      variables: { arn: { sensitive: true } },
    },
    { variables: { arn: { value: 's3cret' } }, prior_state: { values: { root_module: { resources } } } },
  );
  const template = planTemplate(json, { sources: () => sourcesOf({ 'main.tf': main }) });
  expect(argument(template, 'aws_iam_policy.p', 'policy')).toMatchInlineSnapshot(
    `"={Action: "s3:GetObject", Resource: [?(it is sensitive), ?(it is sensitive; {{resolve:ssm:/app/bucket}}), ?(it is sensitive)]}"`,
  );
  expect(argument(template, 'aws_lambda_function.f', 'environment')).toMatchInlineSnapshot(
    `"[{variables: {BUCKET: text("s3://" ?(it is sensitive; {{resolve:ssm:/app/bucket}})), KEY: ?(it is sensitive), TOKEN: ?(it is sensitive), USER: ?(it is sensitive)}}]"`,
  );
});

test('a document that is null for one of several is not there', () => {
  const main = `resource "aws_sqs_queue" "q" {
  for_each       = toset(["with", "without"])
  redrive_policy = each.key == "with" ? jsonencode({ deadLetterTargetArn = aws_sqs_queue.dlq.arn }) : null
}
`;
  const json = planText(
    {
      ...Object.fromEntries(
        ['with', 'without'].map((key) => [`aws_sqs_queue.q["${key}"]`, { unknown: { redrive_policy: true } }]),
      ),
      'aws_sqs_queue.dlq': { unknown: { arn: true } },
    },
    {
      resources: { 'aws_sqs_queue.q': { redrive_policy: refs('each.key', 'aws_sqs_queue.dlq.arn') } },
      meta: { 'aws_sqs_queue.q': { for_each_expression: {} } },
    },
  );
  const template = planTemplate(json, { sources: () => sourcesOf({ 'main.tf': main }) });
  const policies = ['with', 'without'].map((key) => argument(template, `aws_sqs_queue.q["${key}"]`, 'redrive_policy'));
  expect(policies).toMatchInlineSnapshot(`
    [
      "={deadLetterTargetArn: @aws_sqs_queue.dlq.arn}",
      "nothing",
    ]
  `);
});

test('blocks that a dynamic makes of something unknown, beside one that is written or within it', () => {
  const main = `locals {
  dead = aws_sqs_queue.q.arn
}
data "aws_iam_policy_document" "d" {
  statement {
    sid       = "Own"
    actions   = ["sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.q.arn]
  }
  dynamic "statement" {
    for_each = local.dead == null ? [] : [local.dead]
    content {
      actions   = ["sqs:SendMessage"]
      resources = [statement.value]
      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = ["123456789012"]
      }
    }
  }
}
resource "aws_scheduler_schedule" "s" {
  target {
    arn = "arn:aws:sqs:eu-west-1:123456789012:jobs"
    dynamic "dead_letter_config" {
      for_each = local.dead == null ? [] : [local.dead]
      content { arn = dead_letter_config.value }
    }
  }
}
`;
  const own = { sid: { constant_value: 'Own' }, actions: { constant_value: ['sqs:ReceiveMessage'] } };
  const target = { arn: 'arn:aws:sqs:eu-west-1:123456789012:jobs' };
  const json = planText(
    {
      'aws_sqs_queue.q': { unknown: { arn: true } },
      'aws_iam_policy.p': { unknown: { policy: true } },
      'data.aws_iam_policy_document.d': { unknown: { json: true, statement: true } },
      'aws_scheduler_schedule.s': {
        after: { target: [target] },
        unknown: { target: [{ dead_letter_config: true, id: true }] },
      },
    },
    {
      resources: {
        'aws_sqs_queue.q': {},
        'aws_iam_policy.p': { policy: refs('data.aws_iam_policy_document.d.json') },
        'data.aws_iam_policy_document.d': { statement: [{ ...own, resources: refs('aws_sqs_queue.q.arn') }] },
        'aws_scheduler_schedule.s': { target: [{ arn: { constant_value: target.arn } }] },
      },
    },
  );
  const printed = (sources?: PlanSources): string[] => {
    const template = planTemplate(json, sources === undefined ? {} : { sources: () => sources });
    return [argument(template, 'aws_iam_policy.p', 'policy'), argument(template, 'aws_scheduler_schedule.s', 'target')];
  };
  expect(printed(sourcesOf({ 'main.tf': main }))).toMatchInlineSnapshot(`
    [
      "={Version: "2012-10-17", Statement: [{Sid: "Own", Action: ["sqs:ReceiveMessage"], Resource: [@aws_sqs_queue.q.arn], Effect: "Allow"}, {Action: ["sqs:SendMessage"], Resource: [=@aws_sqs_queue.q.arn], Effect: "Allow", Condition: {StringEquals: {aws:SourceAccount: ["123456789012"]}}}]}",
      "[{arn: "arn:aws:sqs:eu-west-1:123456789012:jobs", dead_letter_config: [{arn: =@aws_sqs_queue.q.arn}]}]",
    ]
  `);
  expect(printed()).toMatchInlineSnapshot(`
    [
      "={Version: "2012-10-17", Statement: [{Sid: "Own", Action: ["sqs:ReceiveMessage"], Resource: [@aws_sqs_queue.q.arn], Effect: "Allow"}, ?(known after apply: the plan does not tell what more of statement there is)]}",
      "[{arn: "arn:aws:sqs:eu-west-1:123456789012:jobs", dead_letter_config: ?(known after apply: the plan does not tell what dead_letter_config is)}]",
    ]
  `);
});

test('a splat takes apart what a variable or an attribute holds, and stands for instances behind a name', () => {
  const variables = {
    nothing: null,
    list: ['a', 'b'],
    objects: [
      { arn: 'x', tags: [{ k: 1 }] },
      { arn: 'y', tags: [] },
    ],
  };
  const value = (expression: string): string => {
    const main = `resource "aws_iam_policy" "p" {\n  policy = jsonencode({ A = ${expression} })\n}\n`;
    const rules = { rule: [{ ids: ['r'] }, { ids: ['s'] }] };
    const json = planText(
      {
        'aws_iam_policy.p': { unknown: { policy: true } },
        ...Object.fromEntries(
          [0, 1].map((key) => [`aws_x.c[${String(key)}]`, { after: rules, unknown: { arn: true } }]),
        ),
      },
      {
        resources: { 'aws_x.c': {}, 'aws_iam_policy.p': { policy: refs('aws_x.c') } },
        variables: Object.fromEntries(Object.keys(variables).map((name) => [name, {}])),
      },
      { variables: Object.fromEntries(Object.entries(variables).map(([name, given]) => [name, { value: given }])) },
    );
    const template = planTemplate(json, { sources: () => sourcesOf({ 'main.tf': main }) });
    return argument(template, 'aws_iam_policy.p', 'policy');
  };
  const values = [
    'var.list[*]',
    'var.nothing[*]',
    'length(var.nothing[*]) > 0 ? "some" : "none"',
    'var.objects[*].arn',
    'var.objects.*.arn',
    'var.objects[*].tags[*].k',
    'try(var.objects[*].gone, "none")',
    'aws_x.c[*].arn',
    'aws_x.c.*.arn[1]',
    'aws_x.c[*].rule[0].ids',
    'aws_x.c.*.rule[0]',
    'aws_x.c[0].rule[*].ids',
    'aws_x.c[*].rule[*].ids',
    'try(aws_x.c[0].gone[*].ids, "none")',
  ];
  expect(values.map((each) => `${each}  ${value(each)}`).join('\n')).toMatchInlineSnapshot(`
    "var.list[*]  ={A: ["a", "b"]}
    var.nothing[*]  ={A: []}
    length(var.nothing[*]) > 0 ? "some" : "none"  ={A: "none"}
    var.objects[*].arn  ={A: ["x", "y"]}
    var.objects.*.arn  ={A: ["x", "y"]}
    var.objects[*].tags[*].k  ={A: [[1], []]}
    try(var.objects[*].gone, "none")  ={A: "none"}
    aws_x.c[*].arn  ={A: [@aws_x.c[0].arn, @aws_x.c[1].arn]}
    aws_x.c.*.arn[1]  ={A: @aws_x.c[1].arn}
    aws_x.c[*].rule[0].ids  ={A: [["r"], ["r"]]}
    aws_x.c.*.rule[0]  ={A: [={ids: ["r"]}, ={ids: ["s"]}]}
    aws_x.c[0].rule[*].ids  ={A: [["r"], ["s"]]}
    aws_x.c[*].rule[*].ids  ={A: [[["r"], ["s"]], [["r"], ["s"]]]}
    try(aws_x.c[0].gone[*].ids, "none")  ={A: ?(known after apply: aws_x.c[0].gone[*].ids; aws_x.c[0].gone[*].ids)}"
  `);
});

test('of a list that an expression leaves open, each thing that it refers to may be in it or not', () => {
  const subnets = ['a', 'b'].map((name) => [`aws_subnet.${name}`, { unknown: { id: true } }] as const);
  const value = (expression: string): string => {
    const json = planText(
      { 'aws_eks_cluster.c': { unknown: { subnet_ids: true } }, ...Object.fromEntries(subnets) },
      {
        resources: {
          'aws_subnet.a': {},
          'aws_subnet.b': {},
          'aws_eks_cluster.c': { subnet_ids: refs('aws_subnet.a.id', 'aws_subnet.b.id') },
        },
      },
    );
    const main = `resource "aws_eks_cluster" "c" {\n  subnet_ids = ${expression}\n}\n`;
    const template = planTemplate(json, { sources: () => sourcesOf({ 'main.tf': main }) });
    return argument(template, 'aws_eks_cluster.c', 'subnet_ids');
  };
  expect(value('[aws_subnet.a.id, aws_subnet.b.id]')).toBe('[@aws_subnet.a.id, @aws_subnet.b.id]');
  expect(value('setsubtract([aws_subnet.a.id, aws_subnet.b.id], [aws_subnet.b.id])')).toMatchInlineSnapshot(
    `"if(?(what of aws_subnet.a, aws_subnet.b it has), [@aws_subnet.a.id, @aws_subnet.b.id], ?(known after apply: the plan does not tell which of aws_subnet.a, aws_subnet.b it has))"`,
  );
});

test('statements of a local take the place of those with their Sid', () => {
  const main = `locals {
  shared = { Sid = "Shared", Effect = "Deny", Action = "s3:*", Resource = aws_s3_bucket.b.arn }
  all    = [{ Sid = "Own", Effect = "Deny", Action = "s3:Get*", Resource = aws_s3_bucket.b.arn }, local.shared]
}
data "aws_iam_policy_document" "d" {
  statement {
    sid       = "Own"
    actions   = ["*"]
    resources = ["*"]
  }
  source_policy_documents   = [jsonencode({ Statement = [local.shared] })]
  override_policy_documents = [jsonencode({ Statement = local.all })]
}
`;
  const json = planText(
    {
      'aws_s3_bucket.b': { unknown: { arn: true } },
      'aws_iam_policy.p': { unknown: { policy: true } },
      'data.aws_iam_policy_document.d': {
        after: { statement: [{ sid: 'Own', actions: ['*'], resources: ['*'] }] },
        unknown: { json: true, source_policy_documents: true, override_policy_documents: true },
      },
    },
    {
      resources: {
        'aws_s3_bucket.b': {},
        'aws_iam_policy.p': { policy: refs('data.aws_iam_policy_document.d.json') },
        'data.aws_iam_policy_document.d': {
          statement: [{ sid: { constant_value: 'Own' }, actions: {}, resources: {} }],
          source_policy_documents: refs('local.shared'),
          override_policy_documents: refs('local.all'),
        },
      },
    },
  );
  const template = planTemplate(json, { sources: () => sourcesOf({ 'main.tf': main }) });
  const text = argument(template, 'aws_iam_policy.p', 'policy');
  expect([...text.matchAll(/Sid: "(\w+)", Effect: "(\w+)"/g)].map(([, ...found]) => found.join(' '))).toEqual([
    'Shared Deny',
    'Own Deny',
  ]);
});

describe('tags that a provider gives, and that only the apply works out,', () => {
  const tags = (of: string) => ({ name: 'aws', expressions: { default_tags: [{ tags: refs(of) }] } });
  const configured = (meta: Readonly<Record<string, unknown>>) => ({
    resources: { 'aws_lambda_function.f': {} },
    meta: { 'aws_lambda_function.f': meta },
  });
  const instance = { after: {}, unknown: { tags_all: true } };

  test('are those that its own source writes: by its alias, in its module', () => {
    const json = planText(
      {
        'aws_lambda_function.f': instance,
        'module.m.aws_lambda_function.f': instance,
        'module.m.module.n.aws_lambda_function.f': instance,
      },
      {
        ...configured({ provider_config_key: 'aws.eu' }),
        module_calls: {
          m: {
            module: moduleOf({
              ...configured({ provider_config_key: 'module.m:aws' }),
              module_calls: { n: { module: moduleOf(configured({ provider_config_key: 'module.m:aws.eu' })) } },
            }),
          },
        },
      },
      {
        configuration: {
          provider_config: {
            aws: tags('local.owner'),
            'aws.eu': { ...tags('local.owner'), alias: 'eu' },
            'module.m:aws': { ...tags('local.owner'), module_address: 'module.m' },
            'module.m:aws.eu': { ...tags('local.owner'), alias: 'eu', module_address: 'module.m' },
          },
        },
      },
    );
    const provider = (name: string, more = '') =>
      `provider "aws" {\n${more}  default_tags {\n    tags = { Owner = "${name} of \${local.owner}" }\n  }\n}\n`;
    const both = (name: string) =>
      `${provider(name)}${provider(`${name}, eu,`, '  alias = "eu"\n')}locals {\n  owner = "${name}"\n}\n`;
    const sources = sourcesOf({
      'main.tf': `${both('root')}module "m" {\n  source = "./m"\n}\n`,
      'm/main.tf': `${both('m')}module "n" {\n  source = "../n"\n}\n`,
      'n/main.tf': 'resource "aws_lambda_function" "f" {}\nlocals {\n  owner = "n"\n}\n',
    });
    const template = planTemplate(json, { sources: () => sources });
    expect(
      ['', 'module.m.', 'module.m.module.n.'].map((module) =>
        argument(template, `${module}aws_lambda_function.f`, 'tags_all'),
      ),
    ).toEqual(['{Owner: "root, eu, of root"}', '{Owner: "m of m"}', '{Owner: "m, eu, of m"}']);
  });
});
