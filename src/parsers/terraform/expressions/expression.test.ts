import { describe, expect, test } from 'vitest';
import { hcl } from '../../../../test/support/hcl.js';
import { printNode } from '../../../../test/support/print-node.js';
import type { Location } from '../../../source/source.js';
import { list, type Node, opaque, reference, scalar } from '../../../template/node.js';
import { valueOf } from '../plan/nodes.js';
import type { ModuleScope, ReferenceStep } from '../scope.js';
import { evaluate, type Setting } from './expression.js';
import { decoded } from './json.js';

const readHcl = await hcl();

/** What the plan knows in these tests, by the words of the reference. */
const known: Readonly<Record<string, (at: Location) => Node>> = {
  'var.name': (at) => scalar('orders', at),
  'var.create': (at) => scalar(true, at),
  'var.count': (at) => scalar(2, at),
  'var.nothing': (at) => ({ is: 'omitted', at }),
  'var.list': (at) => valueOf(['a', 'b', ''], at),
  'var.map': (at) => valueOf({ dev: { size: 1 }, prod: { size: 2 } }, at),
  'var.unknown': (at) => opaque('known after apply: var.unknown', at, 'var.unknown'),
  'aws_s3_bucket.b.arn': (at) => reference('aws_s3_bucket.b', 'arn', at),
  'aws_sqs_queue.q[*].arn': (at) =>
    list([reference('aws_sqs_queue.q[0]', 'arn', at), reference('aws_sqs_queue.q[1]', 'arn', at)], at),
  'aws_iam_role.none[*].arn': (at) => list([], at),
  'each.key': (at) => scalar('k', at),
};

const words = (steps: readonly ReferenceStep[]): string =>
  steps
    .map((step, index) => {
      if (typeof step === 'string') return index === 0 ? step : `.${step}`;
      return 'splat' in step ? '[*]' : `[${JSON.stringify(step.index)}]`;
    })
    .join('');

const scope: ModuleScope = {
  path: 'module.m',
  calls: ['m'],
  resolve: (steps, at) => known[typeof steps === 'string' ? steps : words(steps)]?.(at),
};

/** The value of an expression, beside locals that may be used in it. */
function nodeOf(text: string, locals = ''): Node {
  const body = readHcl({ path: 'main.tf', text: `x = ${text}\nlocals {\n${locals}\n}\n` });
  const given = body.blocks[0]?.body.attributes;
  const asked = new Set<string>();
  const setting: Setting = {
    scope,
    local(name) {
      const value = given?.get(name)?.value;
      if (value === undefined || asked.has(name)) return undefined;
      asked.add(name);
      const node = evaluate(value, setting);
      asked.delete(name);
      return node;
    },
  };
  const value = body.attributes.get('x')?.value;
  if (value === undefined) throw new Error('no expression');
  return decoded(evaluate(value, setting));
}

const print = (text: string, locals?: string): string => printNode(nodeOf(text, locals));

describe('values', () => {
  test.each([
    ['"a"', '"a"'],
    ['[1, true, null]', '[1, true, nothing]'],
    ['{ a = 1, "b-c" : var.name, (var.name) = 2 }', '{a: 1, b-c: "orders", orders: 2}'],
    ['{ "${aws_s3_bucket.b.arn}:sub" = 1 }', '{${aws_s3_bucket.b.arn}:sub: 1}'],
    ['"x-${var.name}-${var.count}"', '"x-orders-2"'],
    ['"${aws_s3_bucket.b.arn}/*"', 'text(@aws_s3_bucket.b.arn "/*")'],
    ['"${aws_s3_bucket.b.arn}"', '@aws_s3_bucket.b.arn'],
    ['"a${var.nothing}"', '"a"'],
    ['var.map["prod"].size', '2'],
    ['var.map[each.key == "k" ? "dev" : "prod"].size', '1'],
    ['var.list[1]', '"b"'],
    ['aws_sqs_queue.q[*].arn', '[@aws_sqs_queue.q[0].arn, @aws_sqs_queue.q[1].arn]'],
    ['aws_sqs_queue.q.*.arn', '[@aws_sqs_queue.q[0].arn, @aws_sqs_queue.q[1].arn]'],
    ['{ a = { b = [5] } }.a.b[0]', '5'],
    ['try(["a"][3], "none")', '"none"'],
    ['try("a".b, "none")', '"none"'],
    ['(var.unknown)[0]', '?(known after apply: var.unknown; var.unknown[0])'],
    ['(var.unknown ? { a = 1 } : { a = 2 }).a', 'if(?(module.m.var.unknown), 1, 2)'],
    ['(var.unknown ? { a = 1 } : {}).a', '1'],
    ['(var.unknown ? {} : { a = 2 }).a', '2'],
    ['try((var.unknown ? {} : { b = 2 }).a, "none")', '"none"'],
    ['"a"[*]', '["a"]'],
    ['null[*]', '[]'],
    ['try([{ a = 1 }, {}][*].a, "none")', '"none"'],
    ['concat([{ a = 1 }], var.unknown)[*].a', '[1, ?(known after apply: var.unknown; var.unknown[*].a[*])]'],
    [
      'length(concat([{ a = 1 }], var.unknown)[*].a)',
      '?(the result of length(…) is known after apply; module.m.length(concat([{ a = 1 }], var.unknown)[*].a))',
    ],
  ])('%s', (text, node) => {
    expect(print(text)).toBe(node);
  });
});

describe('locals', () => {
  test.each([
    ['local.a', 'a = var.name', '="orders"'],
    ['"${local.a}-x"', 'a = "${local.b}!"\nb = var.name', '"orders!-x"'],
    ['local.a.b[0]', 'a = { b = [aws_s3_bucket.b.arn] }', '@aws_s3_bucket.b.arn'],
    [
      'local.a',
      'a = local.b\nb = local.a',
      '==?(known after apply: local.a of module.m is not in the sources; module.m.local.a)',
    ],
    ['local.a', '', '?(known after apply: local.a of module.m is not in the sources; module.m.local.a)'],
  ])('%s with %s', (text, locals, node) => {
    expect(print(text, locals)).toBe(node);
  });
});

describe('conditionals', () => {
  test.each([
    ['var.create ? 1 : 2', '1'],
    ['!var.create || var.count > 5 ? 1 : 2', '2'],
    ['var.name == "orders" && var.count >= 2 ? 1 : 2', '1'],
    ['var.nothing != null ? 1 : 2', '2'],
    ['var.nothing == "" ? 1 : 2', '2'],
    ['length(var.list) > 0 ? 1 : 2', '1'],
    ['aws_s3_bucket.b.arn != null ? 1 : 2', '1'],
    ['"${aws_s3_bucket.b.arn}/x" == "" ? 1 : 2', '2'],
    ['var.list == [] ? 1 : 2', '2'],
    ['contains(["a"], var.name) ? 1 : 2', '2'],
    ['can(aws_iam_role.gone.arn) ? 1 : 2', '2'],
    ['var.unknown ? 1 : 2', 'if(?(module.m.var.unknown), 1, 2)'],
    ['!var.unknown && var.create ? 1 : 2', 'if(not(?(module.m.var.unknown)), 1, 2)'],
    ['var.unknown && !var.create ? 1 : 2', '2'],
    [
      'var.unknown == "a" || var.unknown == "b" ? 1 : 2',
      'if(or(?(module.m.var.unknown == "a"), ?(module.m.var.unknown == "b")), 1, 2)',
    ],
    ['can(cidrhost(var.name, 1)) ? 1 : 2', 'if(?(module.m.can(cidrhost(var.name, 1))), 1, 2)'],
    ['can(aws_s3_bucket.b.arn) ? 1 : 2', '1'],
    ['tostring(var.count) == "2" ? 1 : 2', '1'],
    ['tobool("true") == true ? 1 : 2', '1'],
    ['concat([], var.unknown) == [] ? 1 : 2', 'if(?(module.m.concat([], var.unknown) == []), 1, 2)'],
    [
      'var.unknown == "a" && var.unknown == "b" ? 1 : 2',
      'if(and(?(module.m.var.unknown == "a"), ?(module.m.var.unknown == "b")), 1, 2)',
    ],
    ['(var.unknown ? true : false) ? 1 : 2', 'if(?(module.m.var.unknown), 1, 2)'],
    ['var.unknown ? aws_iam_role.gone.arn : 2', '2'],
  ])('%s', (text, node) => {
    expect(print(text)).toBe(node);
  });
});

describe('functions', () => {
  test.each([
    ['format("%s:%d%%", aws_s3_bucket.b.arn, 1)', 'text(@aws_s3_bucket.b.arn ":1%")'],
    ['join(",", ["a", aws_s3_bucket.b.arn])', 'text("a," @aws_s3_bucket.b.arn)'],
    ['concat(["x"], var.list, null)', '["x", "a", "b", ""]'],
    ['concat(["x"], var.unknown)', '["x", ?(known after apply: var.unknown; var.unknown[*])]'],
    [
      'length(concat(["x"], var.unknown))',
      '?(the result of length(…) is known after apply; module.m.length(concat(["x"], var.unknown)))',
    ],
    ['concat(["x"], var.unknown)[0]', '"x"'],
    [
      'concat(["x"], var.unknown)[1]',
      '?(known after apply: concat(["x"], var.unknown)[1] of module.m; module.m.concat(["x"], var.unknown)[1])',
    ],
    ['flatten([["a", ["b"]], "c"])', '["a", "b", "c"]'],
    ['compact(var.list)', '["a", "b"]'],
    ['distinct(tolist(toset(["a"])))', '["a"]'],
    ['merge({ a = 1 }, null, { a = 2, b = 3 })', '{a: 2, b: 3}'],
    ['merge([{ a = 1 }, { b = 2 }]...)', '{a: 1, b: 2}'],
    ['merge({ a = 1 }, var.unknown ? { b = 2 } : {})', 'if(?(module.m.var.unknown), {a: 1, b: 2}, {a: 1})'],
    ['lookup(var.map, "prod", {}).size', '2'],
    ['lookup(var.map, "test", "none")', '"none"'],
    ['element(var.list, 4)', '"b"'],
    ['element(["a", "b"], -1)', '"b"'],
    ['element(concat(aws_iam_role.none.*.arn, ["x"]), 0)', '"x"'],
    ['one(aws_iam_role.none[*].arn)', 'nothing'],
    ['try(aws_iam_role.gone.arn, var.map.test, "x")', '"x"'],
    ['try(var.unknown.a, "x")', '?(known after apply: var.unknown; var.unknown.a)'],
    ['coalesce("", null, var.name)', '"orders"'],
    ['coalesce(aws_s3_bucket.b.arn, "x")', '@aws_s3_bucket.b.arn'],
    ['keys({ b = 1, a = 2 })', '["a", "b"]'],
    ['values({ b = 1, a = 2 })', '[2, 1]'],
    ['zipmap(["a"], [1])', '{a: 1}'],
    ['slice(["a", "b", "c"], 1, 2)', '["b"]'],
    ['upper(replace("a-b", "-", "_"))', '"A_B"'],
    ['replace("a1b22", "/[0-9]+/", "#")', '"a#b#"'],
    ['replace("a1b22", "/(?i:B)[[:digit:]]+?/", "#")', '"a1#2"'],
    // On node's own engine this would take longer than anybody waits.
    [`replace("${'a'.repeat(50)}!", "/^(a+)+$/", "#")`, `"${'a'.repeat(50)}!"`],
    ['trimsuffix(trimprefix("a-b-c", "a-"), "-c")', '"b"'],
    ['split("-", "a-b")[1]', '"b"'],
    ['regexall("[a-z]+", "a-bc-1")', '["a", "bc"]'],
    ['length(regexall("/", var.name)) > 0', 'false'],
    ['regex("^(.)-(?P<rest>.*)", "a-b").rest', '"b"'],
    ['regex("(.)-(.)", "a-b")[1]', '"b"'],
    ['can(regex(":sqs:", "a:sns:b"))', 'false'],
    ['try(regex("x", var.name), "none")', '"none"'],
    ['[dirname("a/b/c"), basename("a/b/c"), dirname("a"), basename("a/")]', '["a/b", "c", ".", "a"]'],
    ['toset(distinct(["b", "a", "b", aws_s3_bucket.b.arn]))', '["b", "a", @aws_s3_bucket.b.arn]'],
    ['sort(["b", "a"])[0]', '"a"'],
    ['setproduct(["a", "b"], [1, 2])[2]', '["b", 1]'],
    ['setsubtract(["a", "b", "c"], ["b"])', '["a", "c"]'],
    ['setintersection(["a", "b"], ["b", "c"], ["b"])', '["b"]'],
    ['trimspace(" a ")', '"a"'],
    ['replace("x-NAME", "NAME", aws_s3_bucket.b.arn)', 'text("x-" @aws_s3_bucket.b.arn)'],
    [
      'replace(replace(jsonencode({ a = 1 }), "A", "b"), "B", "c")',
      '?(the result of replace(…) is known after apply; module.m.replace(replace(jsonencode({ a = 1 }), "A", "b"), "B", "c"))',
    ],
    ['replace("a.b.c", ".", "-")', '"a-b-c"'],
    ['chomp(trimspace(jsonencode({ a = aws_s3_bucket.b.arn })))', '{a: @aws_s3_bucket.b.arn}'],
    ['trimspace(<<-X\n  { "a": "${aws_s3_bucket.b.arn}" }\nX\n)', '{a: @aws_s3_bucket.b.arn}'],
    ['split(":", aws_s3_bucket.b.arn)', 'split(":", @aws_s3_bucket.b.arn)'],
    ['jsondecode("{\\"a\\": [1]}").a[0]', '1'],
    ['csvdecode("a,b\\n1,\\"x, \\"\\"y\\"\\"\\"\\n\\n2,\\r\\n")', '[{a: "1", b: "x, \\"y\\""}, {a: "2", b: ""}]'],
    ['csvdecode("a,b\\n1,")[0].b', '""'],
    [
      '[csvdecode("a,b\\n1"), csvdecode("a\\nx\\"y\\"")]',
      '[?(the result of csvdecode(…) is known after apply; module.m.csvdecode("a,b\\n1")), ?(the result of csvdecode(…) is known after apply; module.m.csvdecode("a\\nx\\"y\\""))]',
    ],
    ['jsondecode(jsonencode({ a = var.name })).a', '"orders"'],
    [
      'cidrsubnet("10.0.0.0/8", 8, 1)',
      '?(the result of cidrsubnet(…) is known after apply; module.m.cidrsubnet("10.0.0.0/8", 8, 1))',
    ],
    ['[tostring(var.count), tostring("a"), tostring(null)]', '["2", "a", nothing]'],
    ['[tonumber("2"), tonumber("-1.5e3"), tonumber(7)]', '[2, -1500, 7]'],
    ['try(tonumber("two"), 5)', '5'],
    ['[tobool("true"), tobool("false"), tobool(true)]', '[true, false, true]'],
    ['try(tobool("yes"), 5)', '5'],
    ['sort(["b", "a", "c", "a"])', '["a", "a", "b", "c"]'],
    ['sort(["b", aws_s3_bucket.b.arn, "a"])', '["b", @aws_s3_bucket.b.arn, "a"]'],
    ['distinct(["b", "a", "b", aws_s3_bucket.b.arn])', '["b", "a", @aws_s3_bucket.b.arn]'],
    ['tolist(toset(["b", "a", "b"]))[0]', '"a"'],
    ['setunion(["b"], ["a", "b"])', '["a", "b"]'],
    [
      'coalescelist(concat([], var.unknown), ["x"])',
      '?(the result of coalescelist(…) is known after apply; module.m.coalescelist(concat([], var.unknown), ["x"]))',
    ],
    ['coalescelist([], concat(["x"], var.unknown))[0]', '"x"'],
    [
      '[alltrue(["true", true]), alltrue(["false"]), anytrue(["false", "true"]), anytrue([])]',
      '[true, false, true, false]',
    ],
    ['path.module', '?(path.module is known only where Terraform runs; module.m.path.module)'],
    [
      'aws_iam_role.gone.arn',
      '?(aws_iam_role.gone.arn of module.m is not in the plan; module.m.aws_iam_role.gone.arn)',
    ],
  ])('%s', (text, node) => {
    expect(print(text)).toBe(node);
  });
});

describe('loops', () => {
  test.each([
    ['[for v in var.list : "x-${v}" if v != ""]', '["x-a", "x-b"]'],
    ['[for i, v in var.list : i]', '[0, 1, 2]'],
    ['[for k, v in var.map : "${k}${v.size}"]', '["dev1", "prod2"]'],
    ['{ for k, v in var.map : upper(k) => v.size }', '{DEV: 1, PROD: 2}'],
    ['{ for k, v in var.map : "all" => v.size... }', '{all: [1, 2]}'],
    [
      '[for arn in aws_sqs_queue.q[*].arn : "${arn}/*"]',
      '[text(@aws_sqs_queue.q[0].arn "/*"), text(@aws_sqs_queue.q[1].arn "/*")]',
    ],
    ['{ for k, v in toset(["b", "a"]) : k => upper(v) }', '{a: "A", b: "B"}'],
    ['[for a in ["x"] : [for b in ["y"] : "${a}${b}"]]', '[["xy"]]'],
    ['[for v in ["a"] : v if var.unknown]', '[if(?(module.m.var.unknown), "a", nothing)]'],
    // How many there are, and which is the first, is not known.
    [
      'length(flatten([for v in ["a"] : v if var.unknown])) > 0 ? 1 : 2',
      'if(?(module.m.length(flatten([for v in ["a"] : v if var.unknown])) > 0), 1, 2)',
    ],
    ['concat(["x"], [for v in ["a"] : v if var.unknown])[0]', '"x"'],
    [
      '[for v in ["a", "b"] : v if v == "b" || var.unknown][0]',
      '?(known after apply: [for v in ["a", "b"] : v if v == "b" || var.unknown][0] of module.m; module.m.[for v in ["a", "b"] : v if v == "b" || var.unknown][0])',
    ],
    [
      '[for v in var.unknown : v]',
      '?(known after apply: [for v in var.unknown : v] of module.m; module.m.[for v in var.unknown : v])',
    ],
  ])('%s', (text, node) => {
    expect(print(text)).toBe(node);
  });
});

describe('documents', () => {
  const at = ({ file, start, end }: Location): string => file.text.slice(start, end);
  const statement = (document: Node): Node | undefined => {
    const found = document.is === 'map' ? document.entries.get('Statement')?.value : undefined;
    return found?.is === 'list' ? found.items[0] : found;
  };

  test('jsonencode is a tree', () => {
    const document = nodeOf('jsonencode({ Statement = [{ Action = "s3:*", Resource = "${aws_s3_bucket.b.arn}/*" }] })');
    expect(printNode(document)).toBe('{Statement: [{Action: "s3:*", Resource: text(@aws_s3_bucket.b.arn "/*")}]}');
    const found = statement(document);
    expect(found && at(found.at)).toBe('{ Action = "s3:*", Resource = "${aws_s3_bucket.b.arn}/*" }');
  });

  test('a heredoc that holds JSON is a tree whose parts stand in it', () => {
    const document = nodeOf(`<<-EOT
      {
        "Statement": [{ "Action": "é\\n", "Resource": "\${aws_s3_bucket.b.arn}/$\${aws:username}" }],
        "Other": \${jsonencode([var.name])}
      }
    EOT`);
    expect(printNode(document)).toBe(
      '{Statement: [{Action: "é\\n", Resource: text(@aws_s3_bucket.b.arn "/${aws:username}")}], Other: ["orders"]}',
    );
    const found = statement(document);
    expect(found && at(found.at)).toBe('{ "Action": "é\\n", "Resource": "${aws_s3_bucket.b.arn}/$${aws:username}" }');
    const resource = found?.is === 'map' ? found.entries.get('Resource') : undefined;
    expect(resource && [at(resource.key), at(resource.value.at)]).toEqual([
      '"Resource"',
      '"${aws_s3_bucket.b.arn}/$${aws:username}"',
    ]);
  });

  test('a heredoc that is something else stays text', () => {
    expect(print('<<EOT\necho ${var.name}\nEOT')).toBe('"echo orders\\n"');
    expect(print('<<EOT\n{ %{ if a }"b": 1%{ endif } }\nEOT')).toBe(
      'text("{ " if(?(module.m.a), "\\"b\\": 1", "") " }\\n")',
    );
  });

  test.each([
    // Directives whose condition, or whose list, is known.
    ['<<EOT\n{ "a": 1%{ if var.create }, "b": 2%{ else }, "c": 3%{ endif } }\nEOT', '{a: 1, b: 2}'],
    ['<<EOT\n[%{ for i, v in ["x", "y"] ~}\n "${v}"%{ if i == 0 },%{ endif }\n%{~ endfor ~}\n]\nEOT', '["x", "y"]'],
    // A text that is more of the document.
    ['<<EOT\n{ "a": [${join(",", formatlist("\\"%s\\"", ["x", "y"]))}] }\nEOT', '{a: ["x", "y"]}'],
    [
      '<<EOT\n{ ${join(", ", ["\\"a\\": \\"${aws_s3_bucket.b.arn}/*\\"", "\\"b\\": 2"])} }\nEOT',
      '{a: text(@aws_s3_bucket.b.arn "/*"), b: 2}',
    ],
    // An OpenAPI document in YAML.
    [
      '<<EOT\nopenapi: 3.0.1\npaths:\n  /${var.name}:\n    get: { uri: ${aws_s3_bucket.b.arn}, "x": "a/${aws_s3_bucket.b.arn}" }\nEOT',
      '{openapi: "3.0.1", paths: {/orders: {get: {uri: @aws_s3_bucket.b.arn, x: text("a/" @aws_s3_bucket.b.arn)}}}}',
    ],
    [
      '<<EOT\nopenapi: 3.0.1\npaths:\n%{ for path, name in { a = "x", b = "y" } ~}\n  /${path}:\n    get: { uri: ${name} }\n%{ endfor ~}\n  /c: {}\nEOT',
      '{openapi: "3.0.1", paths: {/a: {get: {uri: "x"}}, /b: {get: {uri: "y"}}, /c: {}}}',
    ],
  ])('a template that gives a document: %j', (text, node) => {
    expect(print(text)).toBe(node);
  });

  test('the document of the only one that there is', () => {
    expect(print('join("", [jsonencode({ A = 1 })])')).toBe('{A: 1}');
    expect(print('join("-", [aws_s3_bucket.b.arn])')).toBe('@aws_s3_bucket.b.arn');
  });

  test('a document is followed through locals and conditionals', () => {
    const locals = 'a = jsonencode({ A = 1 })\nb = <<EOT\n{ "B": 1 }\nEOT\n';
    expect(print('var.unknown ? local.a : local.b', locals)).toBe('if(?(module.m.var.unknown), {A: 1}, {B: 1})');
    expect(print('[local.a, local.b]', locals)).toBe('[{A: 1}, {B: 1}]');
  });
});

test('every node stands where the source has it', () => {
  const text = 'merge({ a = "x${var.name}" }, { b = aws_s3_bucket.b.arn })';
  const node = nodeOf(text);
  const value = node.is === 'map' ? [...node.entries.values()] : [];
  const sources = value.map((entry) =>
    [entry.key, entry.value.at].map(({ file, start, end }) => file.text.slice(start, end)),
  );
  expect(sources).toEqual([
    ['a', '"x${var.name}"'],
    ['b', 'aws_s3_bucket.b.arn'],
  ]);
});
