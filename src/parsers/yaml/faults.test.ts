import { expect, test } from 'vitest';
import { printProblems } from '../../../test/support/parse.js';
import { readYaml } from '../yaml.js';

const said = (...texts: readonly string[]): string =>
  texts
    .map((text) => {
      const problems = printProblems(readYaml({ path: 'template.yaml', text }));
      return `${JSON.stringify(text)}\n  ${problems.replaceAll('template.yaml:', '').replaceAll('\n', '\n  ')}`;
    })
    .join('\n');

test('what is wrong, in the words of a template, and what to do', () => {
  expect(
    said(
      'A: &a x\nB: !Ref *a',
      'A: &a &b x',
      'A: !Base64 !Sub x',
      'A: !foo!bar x',
      'A: & x',
      'A: *nope',
      '%FOO bar\nA: x',
      'A: "\\d"',
      'A:\n    b: 1\n  c: 2',
      'A:\n\tB: c',
      'A: @x',
      'A: %x',
      'A: b: c',
      'A: - b',
      'A: [\n  - b\n  ]',
      'A: {b: "c" "d": e}',
      'A: [a, "d" "e"]',
      'A: [a\n b: c]',
      'A: x\nno colon\nB: y',
      'A: "x" y',
      'A: [x] y',
      'A: "x"#c',
      'A: x\n]',
      'A: x\n...\nfoo',
      'A: x\u0007',
      'A:\n  B: x\n    C: y',
      'A:\n  B: x\n\n    # z\n    C:\n      D: y',
      'A: b\n  C: - d: e',
      'A:\n  -B: x\n   C: y',
      'A:\n  B:c\n  D: e',
      'A:\n  - b\n  c: d',
      'A:\n  - b: c\n   d: e',
      'A: *\nB: c',
    ),
  ).toMatchInlineSnapshot(`
    ""A: &a x\\nB: !Ref *a"
      2:9 An alias carries a tag or an anchor | Remove the tag or anchor before the alias
    "A: &a &b x"
      1:7 A value has two anchors | Keep one of the anchors
    "A: !Base64 !Sub x"
      1:12 A value has two tags | Write one of the functions in its long form, on lines of its own (Fn::Base64: !Sub ...)
    "A: !foo!bar x"
      1:4 could not resolve tag: !foo!bar | Use the tag of a CloudFormation function
    "A: & x"
      1:4 anchor cannot be an empty string | Put quotes around a text that holds characters with a meaning in YAML
    "A: *nope"
      1:4 nothing above is named &nope | Define &nope before this line, or quote a text that begins with *
    "%FOO bar\\nA: x"
      2:1 missing directives-end/doc-start indicator line | Complete the line, or put quotes around its text
    "A: \\"\\\\d\\""
      1:5 invalid escape sequence \\d | Write the backslash twice, or put the text in single quotes
    "A:\\n    b: 1\\n  c: 2"
      3:3 This line begins at another column than those it belongs to | Align the line with its neighbours: entries of one map or list begin at one column
    "A:\\n\\tB: c"
      2:1 A tab stands in the indentation | Indent with spaces
    "A: @x"
      1:4 A value begins with @, which has a meaning in YAML | Put quotes around a text that holds characters with a meaning in YAML
    "A: %x"
      1:4 A value begins with %, which has a meaning in YAML | Put quotes around a text that holds characters with a meaning in YAML
    "A: b: c"
      1:4 A map or list begins on the line of a key | Begin the inner map or list on a line of its own, or put quotes around a text that holds ": "
    "A: - b"
      1:4 A list begins on the line of its key | Begin the list on a line of its own
    "A: [\\n  - b\\n  ]"
      2:3 A comma or a bracket is missing here | Put commas between entries; inside of brackets, write inner maps and lists with brackets too
    "A: {b: \\"c\\" \\"d\\": e}"
      1:12 unexpected double-quoted-scalar token | Put quotes around a text that holds characters with a meaning in YAML
    "A: [a, \\"d\\" \\"e\\"]"
      1:12 missing , or : between flow sequence items | Complete the line, or put quotes around its text
    "A: [a\\n b: c]"
      1:5 A key goes over several lines | Write a comma behind each entry, and a key on one line
    "A: x\\nno colon\\nB: y"
      2:1 A key has no colon | Put a colon and a value behind the key, on the line it is on
    "A: \\"x\\" y"
      1:8 text follows the end of the value | Put quotes around the whole text
    "A: [x] y"
      1:8 text follows the end of the value | Put quotes around the whole text
    "A: \\"x\\"#c"
      1:7 comments must be separated from other tokens by white space characters | Complete the line, or put quotes around its text
    "A: x\\n]"
      2:1 The document ends before this | Check brackets and indentation of the lines before
    "A: x\\n...\\nfoo"
      3:1 A second document begins here | Put each template into a file of its own: only the first is read
    "A: x\\u0007"
      1:5 the stream contains non-printable characters | Remove the character or write it as an escape in double quotes
    "A:\\n  B: x\\n    C: y"
      3:5 This line is indented more than the one before it, which has its value already | Align the line with its neighbours: entries of one map or list begin at one column
    "A:\\n  B: x\\n\\n    # z\\n    C:\\n      D: y"
      5:5 This line begins at another column than those it belongs to | Align the line with its neighbours: entries of one map or list begin at one column
    "A: b\\n  C: - d: e"
      2:3 This line is indented more than the one before it, which has its value already | Align the line with its neighbours: entries of one map or list begin at one column
    "A:\\n  -B: x\\n   C: y"
      2:3 A dash has no space behind it | Write a space behind the dash
    "A:\\n  B:c\\n  D: e"
      2:4 A colon has no space behind it | Write a space between the colon and the value
    "A:\\n  - b\\n  c: d"
      3:3 This line begins at another column than those it belongs to | Align the line with its neighbours: entries of one map or list begin at one column
    "A:\\n  - b: c\\n   d: e"
      3:4 This line begins at another column than those it belongs to | Align the line with its neighbours: entries of one map or list begin at one column
    "A: *\\nB: c"
      1:4 A star without quotes begins an alias | Put quotes around it: '*'"
  `);
});
