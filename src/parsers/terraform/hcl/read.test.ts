import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hcl, printBody } from '../../../../test/support/hcl.js';
import type { Location } from '../../../source/source.js';

const read = await hcl();
const print = (text: string): string => printBody(read({ path: 'main.tf', text }));

/** Every place in a tree with the text at it. */
function placesIn(value: unknown): string[] {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>).values()].flatMap(placesIn);
  if (Array.isArray(value)) return value.flatMap(placesIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('file' in value) {
    const { file, start, end } = value as Location;
    return [file.text.slice(start, end)];
  }
  return Object.values(value).flatMap(placesIn);
}

const sample = `# é😀 comes first, so that bytes and units differ
locals {
  prefix = "café-\${var.stage}" // behind
  all    = merge(local.common, { Name = "x", "quoted" : 1, (var.key) = null })
}

resource "aws_iam_policy" "this" {
  for_each = toset(["a", "b"])
  name     = /* inside */ each.key
  policy   = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Resource = "\${aws_s3_bucket.b[0].arn}/*" }]
  })
  dynamic "statement" {
    for_each = var.list
    content { sid = statement.value["sid"] }
  }
}

data "x" y {
  json = <<-EOT
      {
        "é": "\${data.a.b.c}/$\${aws:username}"
      }
  EOT
}
`;

test('attributes, blocks, labels and comments', () => {
  expect(print(sample)).toMatchInlineSnapshot(`
    "locals {
      prefix = text("café-" var.stage)
      all = merge(local.common, {"Name": "x", "quoted": 1, var.key: null})
    }
    resource "aws_iam_policy" "this" {
      for_each = toset(["a", "b"])
      name = each.key
      policy = jsonencode({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": text(aws_s3_bucket.b[0].arn "/*")}]})
      dynamic "statement" {
        for_each = var.list
        content {
          sid = statement.value["sid"]
        }
      }
    }
    data "x" "y" {
      json = heredoc("{\\n  \\"é\\": \\"" data.a.b.c "/\${aws:username}\\"\\n}\\n")
    }"
  `);
});

test('every place is the text that it stands for', () => {
  expect(placesIn(read({ path: 'main.tf', text: sample }))).toMatchInlineSnapshot(`
    [
      "locals",
      "prefix",
      "var.stage",
      "café-\${var.stage}",
      "\${var.stage}",
      ""café-\${var.stage}"",
      "all",
      "local.common",
      "Name",
      ""x"",
      ""quoted"",
      "1",
      "var.key",
      "null",
      "{ Name = "x", "quoted" : 1, (var.key) = null }",
      "merge(local.common, { Name = "x", "quoted" : 1, (var.key) = null })",
      "resource "aws_iam_policy" "this"",
      "for_each",
      ""a"",
      ""b"",
      "["a", "b"]",
      "toset(["a", "b"])",
      "name",
      "each.key",
      "policy",
      "Version",
      ""2012-10-17"",
      "Statement",
      "Effect",
      ""Allow"",
      "Resource",
      "aws_s3_bucket.b[0].arn",
      "\${aws_s3_bucket.b[0].arn}/*",
      "\${aws_s3_bucket.b[0].arn}",
      ""\${aws_s3_bucket.b[0].arn}/*"",
      "{ Effect = "Allow", Resource = "\${aws_s3_bucket.b[0].arn}/*" }",
      "[{ Effect = "Allow", Resource = "\${aws_s3_bucket.b[0].arn}/*" }]",
      "{
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Resource = "\${aws_s3_bucket.b[0].arn}/*" }]
      }",
      "jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Resource = "\${aws_s3_bucket.b[0].arn}/*" }]
      })",
      "dynamic "statement"",
      "for_each",
      "var.list",
      "content",
      "sid",
      "statement.value["sid"]",
      "data "x" y",
      "json",
      "data.a.b.c",
      "      {
            "é": "\${data.a.b.c}/$\${aws:username}"
          }
    ",
      "\${data.a.b.c}",
      "<<-EOT
          {
            "é": "\${data.a.b.c}/$\${aws:username}"
          }
      EOT",
    ]
  `);
});

describe('expressions', () => {
  test.each([
    ['a ? b : c ? d : e', 'if(a, b, if(c, d, e))'],
    ['(a ? b : c) ? d : e', 'if(if(a, b, c), d, e)'],
    ['a ? b ? 1 : 2 : c ? 3 : d ? 4 : 5', 'if(a, if(b, 1, 2), if(c, 3, if(d, 4, 5)))'],
    ['a.b[0] == c["d"].e && !f(x).y || g != "h"', '(((a.b[0] == c["d"].e) && (! (f(x)).y)) || (g != "h"))'],
    ['-(1 + 2) * -3', '((- (1 + 2)) * -3)'],
    ['a[*].b[0].c', 'a[*].b[0].c'],
    ['a.*.b', 'a[*].b'],
    ['a.*.b[0].c', '(a[*].b)[0].c'],
    ['a.*.b[0][*].c[1]', '(a[*].b)[0][*].c[1]'],
    ['(a).*.b[var.i]', '((a)[*].b)[var.i]'],
    ['a.0.b', 'a[0].b'],
    ['a[var.k]["x${y}"]', 'a[var.k][text("x" y)]'],
    ['split(",", x)[0]', '(split(",", x))[0]'],
    ['(a)["x"]', '(a)["x"]'],
    ['merge(a, b...)', 'merge(a, b...)'],
    ['provider::aws::arn_parse(x)', 'provider::aws::arn_parse(x)'],
    ['[for x in y : x.z if x.z != null]', 'for(x in y: x.z if (x.z != null))'],
    ['{ for k, v in x : k => v... }', 'for(k, v in x: k => v...)'],
    ['{ a = 1, "b" : 2, (c) = 3, "d${e}" = 4, true = 5 }', '{"a": 1, "b": 2, c: 3, text("d" e): 4, "true": 5}'],
    ['[\n  1,\n  2, # two\n]', '[1, 2]'],
    ['null', 'null'],
    ['1.5e3', '1500'],
  ])('%s', (text, read) => {
    expect(print(`x = ${text}\n`)).toBe(`x = ${read}`);
  });
});

describe('templates', () => {
  test('escapes', () => {
    expect(print(String.raw`x = "a\"b\\n\n\té\u00e9\U0001F600 $${'$'}{no} %%{no} 100% $5"`)).toMatchInlineSnapshot(
      `"x = "a\\"b\\\\n\\n\\téé😀 \${no} %{no} 100% $5""`,
    );
  });

  test('holes, within holes too', () => {
    expect(print('x = "${a}"\ny = "a${b}c${"d${e}"}"\nz = "${~ a ~} b ${~ c}"')).toMatchInlineSnapshot(`
      "x = text(a)
      y = text("a" b "c" text("d" e))
      z = text(a "b" c)"
    `);
  });

  test('directives are conditionals, and loops whose texts are joined', () => {
    expect(print('x = "a%{ if b }c%{ else }d%{ endif }e%{ for f in g ~}\n h %{ endfor }"')).toMatchInlineSnapshot(
      `"x = text("a" if(b, text("c"), text("d")) "e" join("", for(f in g: text("h "))))"`,
    );
  });

  test('a heredoc keeps its white space; with a minus it loses what all lines begin with', () => {
    expect(print('x = <<EOT\n  a\n\n   ${b} \\n\nEOT\ny = <<-EOT\n    a\n\n      ${b}\n    c\n  EOT\nz = <<E\nE\n'))
      .toMatchInlineSnapshot(`
      "x = heredoc("  a\\n\\n   " b " \\\\n\\n")
      y = heredoc("a\\n\\n  " b "\\nc\\n")
      z = heredoc()"
    `);
  });

  test('a tilde takes white space off up to the end of its line, or from its beginning', () => {
    const lines = [
      'paths:',
      '%{ for a in b ~}',
      '',
      '  /${a}:',
      '    ${~ c ~}  ',
      '    d',
      '%{ endfor ~}',
      '  /e:',
      '',
    ];
    expect(print(`x = <<EOT\n${lines.join('\n')}EOT\n`)).toMatchInlineSnapshot(
      `"x = heredoc("paths:\\n" join("", for(a in b: heredoc("\\n  /" a ":\\n" c "    d\\n"))) "  /e:\\n")"`,
    );
    expect(print(String.raw`x = "a %{ if b ~} \n\n c \n ${'${~ d ~}'} \n e%{ endif }"`)).toMatchInlineSnapshot(
      `"x = text("a " if(b, text("c" d "e"), ""))"`,
    );
  });

  test('in a heredoc with a minus, what follows a tilde is no beginning of a line', () => {
    expect(print('x = <<-EOT\n    a\n    %{ if b ~}\n    c\n    %{ endif ~}\n    d\n  EOT\n')).toMatchInlineSnapshot(
      `"x = heredoc("a\\n" if(b, heredoc("    c\\n"), "") "    d\\n")"`,
    );
    expect(print('x = <<-EOT\n    a\n    %{~ if b }\n    c\n    %{~ endif }\n    d\n  EOT\n')).toMatchInlineSnapshot(
      `"x = heredoc("    a\\n" if(b, heredoc("\\n    c\\n"), "") "\\n    d\\n")"`,
    );
  });

  test('a heredoc of very many lines', () => {
    const lines = '    a\n'.repeat(200_000);
    expect(print(`x = <<-EOT\n${lines}  EOT\n`)).toBe(`x = heredoc(${JSON.stringify(lines.replaceAll('    ', ''))})`);
  });

  test('a heredoc that begins with a hole', () => {
    expect(print('x = <<-EOT\n  ${a}\n    b\n  EOT\n')).toMatchInlineSnapshot(`"x = heredoc(a "\\n  b\\n")"`);
  });

  test('line ends of Windows, and a byte order mark', () => {
    expect(print('\uFEFFx = 1\r\ny = <<EOT\r\n a\r\nEOT\r\nz = "b"\r\n')).toMatchInlineSnapshot(`
      "x = 1
      y = heredoc(" a\\r\\n")
      z = "b""
    `);
  });
});

describe('what is broken is left out, and all else is read', () => {
  test.each([
    ['a value is missing', 'a {\n  b =\n  c = 2\n  d = 3\n}\ne { f = 4 }', 'a {\n  d = 3\n}\ne {\n  f = 4\n}'],
    ['a bracket is not closed', 'a {\n  b = [1,\n}\nc { d = 1 }', 'a {}\nc {\n  d = 1\n}'],
    [
      'a brace is not closed',
      'resource "a" "b" {\n  c = 1\n\nresource "d" "e" {\n  f = 2\n}\n',
      'resource "a" "b" {\n  c = 1\n  resource "d" "e" {\n    f = 2\n  }\n}',
    ],
    ['a word too many', 'a b c = 1\nresource "d" "e" {\n  f = 2\n}\n', 'resource "d" "e" {\n  f = 2\n}'],
    ['a heredoc has no end', 'a = <<EOT\nb\nc = 1\n', 'a = heredoc("b\\nc = 1\\n")'],
    ['nothing but noise', ')]}"', ''],
    ['empty', '', ''],
  ])('%s', (_, text, rest) => {
    expect(print(text)).toBe(rest);
  });

  test('any beginning of a file, and any file with a piece missing, can be read', () => {
    fc.assert(
      fc.property(fc.nat(sample.length), fc.nat(60), fc.nat(sample.length), (from, count, end) => {
        const text = (sample.slice(0, from) + sample.slice(from + count)).slice(0, end);
        expect(() => printBody(read({ path: 'main.tf', text }))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  test('deep nesting ends somewhere', () => {
    expect(() => print(`x = ${'('.repeat(5000)}1${')'.repeat(5000)}`)).not.toThrow();
    expect(() => print(`x = ${'['.repeat(5000)}1`)).not.toThrow();
    expect(() => print('a {\n'.repeat(2000))).not.toThrow();
  });
});
