import { describe, expect, test } from 'vitest';
import { printReading } from '../../test/support/print-reading.js';
import type { Syntax } from '../template/syntax.js';
import { readYaml } from './yaml.js';

/** Each text as a JavaScript string, then what is made of it. */
function all(...texts: readonly string[]): string {
  return texts
    .map(
      (text) =>
        `${JSON.stringify(text).replace('\uFEFF', '\\uFEFF')}\n${printReading(readYaml({ path: 'template.yaml', text }))}`,
    )
    .join('\n');
}

/** A text in which what is left out is marked where it stands. */
function marked(text: string): string {
  const { root } = readYaml({ path: 'template.yaml', text });
  const found: Syntax[] = [];
  const visit = (node: Syntax): void => {
    if (node.is === 'scalar' && node.text === '') found.push(node);
    else if (node.is === 'list') for (const item of node.items) visit(item);
    else if (node.is === 'map') for (const { value } of node.entries) visit(value);
  };
  if (root !== undefined) visit(root);
  return found.reduceRight(
    (rest, { at: { start, end } }) => `${rest.slice(0, start)}<${rest.slice(start, end)}>${rest.slice(end)}`,
    text,
  );
}

describe('the reader of YAML', () => {
  test('what is left out stands behind what announces it, or on its own tag or anchor', () => {
    const texts = [
      'a:\nb: # none\nc: 1',
      '-\n- # none\n- 1',
      'a: !Ref\nb: 1',
      'a: &x\nb: 1',
      'a: &x !Ref\nb: !Ref &y',
      'a: # why: !Sub\n  !Ref\nb: 1',
      '- !Ref\n- &x # - none',
      '{a: , b: !Ref , c: }',
      '[!Ref , &x , 1]',
      '!Ref',
      '--- &x',
      'a:\n  - b:\n    c: 1\n  -\n',
    ];
    expect(texts.map(marked).join('\n---\n')).toMatchInlineSnapshot(`
      "a:<>
      b:<> # none
      c: 1
      ---
      -<>
      -<> # none
      - 1
      ---
      a: <!Ref>
      b: 1
      ---
      a: <&x>
      b: 1
      ---
      a: &x <!Ref>
      b: <!Ref> &y
      ---
      a: # why: !Sub
        <!Ref>
      b: 1
      ---
      - <!Ref>
      - <&x> # - none
      ---
      {a:<> , b: <!Ref> , c:<> }
      ---
      [<!Ref> , <&x> , 1]
      ---
      <!Ref>
      ---
      --- <&x>
      ---
      a:
        - b:<>
          c: 1
        -<>
      "
    `);
  });

  test('types of plain scalars', () => {
    expect(
      all(
        '[true, True, TRUE, false, False, yes, on, n]',
        '[null, Null, NULL, ~, ]',
        'a:\nb: ~',
        '[0, 7, -1, 1.5, -0.25, 9007199254740991]',
        '[012345678901, 007, 1.0, 3.10, 0o17, 0x1F, 1_000, 1:30, .inf, .nan, 1e3, +1, -0, 9007199254740993, .5]',
        '[2010-09-09, 2001-12-14t21:59:43.10-05:00]',
        '["1", \'true\', "null"]',
        '- |\n  1\n- >\n  true',
      ),
    ).toMatchInlineSnapshot(`
      ""[true, True, TRUE, false, False, yes, on, n]"
      [true, true, true, false, false, "yes", "on", "n"]
      "[null, Null, NULL, ~, ]"
      [null, null, null, null]
      "a:\\nb: ~"
      {a: null, b: null}
      "[0, 7, -1, 1.5, -0.25, 9007199254740991]"
      [0, 7, -1, 1.5, -0.25, 9007199254740991]
      "[012345678901, 007, 1.0, 3.10, 0o17, 0x1F, 1_000, 1:30, .inf, .nan, 1e3, +1, -0, 9007199254740993, .5]"
      ["012345678901", "007", "1.0", "3.10", "0o17", "0x1F", "1_000", "1:30", ".inf", ".nan", "1e3", "+1", "-0", "9007199254740993", ".5"]
      "[2010-09-09, 2001-12-14t21:59:43.10-05:00]"
      ["2010-09-09", "2001-12-14t21:59:43.10-05:00"]
      "[\\"1\\", 'true', \\"null\\"]"
      ["1", "true", "null"]
      "- |\\n  1\\n- >\\n  true"
      ["1\\n", "true\\n"]"
    `);
  });

  test('keys are text as written', () => {
    expect(
      all(
        'y: 1\non: 2\n12345: 3\n2012-10-17: 4\ntrue: 5\n~: 6\n"q": 7\n__proto__: 8\nconstructor: 9',
        ': a',
        '? a',
        '{a, b: , c}',
      ),
    ).toMatchInlineSnapshot(`
      ""y: 1\\non: 2\\n12345: 3\\n2012-10-17: 4\\ntrue: 5\\n~: 6\\n\\"q\\": 7\\n__proto__: 8\\nconstructor: 9"
      {y: 1, on: 2, 12345: 3, 2012-10-17: 4, true: 5, ~: 6, q: 7, __proto__: 8, constructor: 9}
      ": a"
      {: "a"}
      "? a"
      {a: null}
      "{a, b: , c}"
      {a: null, b: null, c: null}"
    `);
  });

  test('tags on every kind of node', () => {
    expect(
      all(
        '!Base64 text',
        'a: !GetAZs {Ref: R}',
        'a: !Transform\n  Name: x',
        'a: !ToJsonString [x]\nb: !Length\n  - y',
        'a: !Unknown x',
        'a: !Ref 012\nb: !Ref true\nc: !Ref',
        'a: !Sub\n  - b\n  - c: d',
        'a: !Fn::Sub x',
        'a: !<!Ref> x',
        'a: !!str 12\nb: !!int 12\nc: !<tag:yaml.org,2002:str> 1\nd: ! 12\ne: !!binary aa\nf: !!map {g: h}',
        'a: !Base64 !Sub x\nb: c',
        '!Ref a: b',
      ),
    ).toMatchInlineSnapshot(`
      ""!Base64 text"
      !Base64 "text"
      "a: !GetAZs {Ref: R}"
      {a: !GetAZs {Ref: "R"}}
      "a: !Transform\\n  Name: x"
      {a: !Transform {Name: "x"}}
      "a: !ToJsonString [x]\\nb: !Length\\n  - y"
      {a: !ToJsonString ["x"], b: !Length ["y"]}
      "a: !Unknown x"
      {a: !Unknown "x"}
      "a: !Ref 012\\nb: !Ref true\\nc: !Ref"
      {a: !Ref "012", b: !Ref "true", c: !Ref ""}
      "a: !Sub\\n  - b\\n  - c: d"
      {a: !Sub ["b", {c: "d"}]}
      "a: !Fn::Sub x"
      {a: !Fn::Sub "x"}
      "a: !<!Ref> x"
      {a: !Ref "x"}
      "a: !!str 12\\nb: !!int 12\\nc: !<tag:yaml.org,2002:str> 1\\nd: ! 12\\ne: !!binary aa\\nf: !!map {g: h}"
      {a: "12", b: 12, c: "1", d: "12", e: !!binary "aa", f: {g: "h"}}
      "a: !Base64 !Sub x\\nb: c"
      {a: !Sub "x", b: "c"}
        1:12-16 A value has two tags (Write one of the functions in its long form, on lines of its own (Fn::Base64: !Sub ...))
      "!Ref a: b"
      {a: "b"}
        1:6-7 The key "a" carries the tag !Ref (Use plain text as the key)"
    `);
  });

  test('anchors, aliases and merge keys', () => {
    expect(
      all(
        'a: &x b\nc: *x\n*x : d',
        'a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3',
        'a: &x {k: 1, l: 2}\nb: &y {k: 3, m: 4}\nc:\n  n: 5\n  <<: [*x, *y]\n  l: 6',
        'a: {<<: {b: c}}',
        'a: {"<<": b}',
        'a:\n  <<: b',
        'a: &x 1\nb: &x 2\nc: *x',
        'a: *b',
        '*a : b',
        'a: *.js',
        'a: &x [*x]',
        'a: &x {b: {<<: *x}, c: d}',
      ),
    ).toMatchInlineSnapshot(`
      ""a: &x b\\nc: *x\\n*x : d"
      {a: "b", c: "b", b: "d"}
      "a: &x {k: 1, l: 2}\\nb:\\n  <<: *x\\n  l: 3"
      {a: {k: 1, l: 2}, b: {k: 1, l: 3}}
      "a: &x {k: 1, l: 2}\\nb: &y {k: 3, m: 4}\\nc:\\n  n: 5\\n  <<: [*x, *y]\\n  l: 6"
      {a: {k: 1, l: 2}, b: {k: 3, m: 4}, c: {n: 5, k: 1, m: 4, l: 6}}
      "a: {<<: {b: c}}"
      {a: {b: "c"}}
      "a: {\\"<<\\": b}"
      {a: {<<: "b"}}
      "a:\\n  <<: b"
      {a: {}}
        2:3-5 only maps can be merged with << (Give << the alias of a map, or a list of such aliases)
      "a: &x 1\\nb: &x 2\\nc: *x"
      {a: 1, b: 2, c: 2}
      "a: *b"
      {a: null}
        1:4-6 nothing above is named &b (Define &b before this line, or quote a text that begins with *)
      "*a : b"
      {}
        1:1-3 nothing above is named &a (Define &a before this line, or quote a text that begins with *)
      "a: *.js"
      {a: null}
        1:4-8 nothing above is named &.js (Define &.js before this line, or quote a text that begins with *)
      "a: &x [*x]"
      {a: [null]}
        1:8-10 The alias *x stands inside of what it names (Write out what is to repeat here)
      "a: &x {b: {<<: *x}, c: d}"
      {a: {b: {}, c: "d"}}
        1:16-18 The alias *x stands inside of what it names (Write out what is to repeat here)"
    `);
  });

  test('line breaks, tabs and marks', () => {
    expect(
      all(
        '\uFEFFa: b\nc: d',
        'a: b\r\nc: |\r\n  d\r\n  e\r\nf: "g\r\n  h"\r\n',
        'a: b\rc:\r  - d\re: [f\r',
        'a:\tb',
        'a:\n\tb: c',
        'a:\n  b:\n  \t- c',
        'a: "b\tc"',
        'a: b\u0007',
        'a: b\0c',
      ),
    ).toMatchInlineSnapshot(`
      ""\\uFEFFa: b\\nc: d"
      {a: "b", c: "d"}
      "a: b\\r\\nc: |\\r\\n  d\\r\\n  e\\r\\nf: \\"g\\r\\n  h\\"\\r\\n"
      {a: "b", c: "d\\ne\\n", f: "g h"}
      "a: b\\rc:\\r  - d\\re: [f\\r"
      {a: "b", c: ["d"], e: null}
        4:4-5 The bracket [ is never closed (Close it before line 5)
      "a:\\tb"
      {a: "b"}
      "a:\\n\\tb: c"
      {a: null}
        2:1-2 A tab stands in the indentation (Indent with spaces)
      "a:\\n  b:\\n  \\t- c"
      {a: {b: null}}
        3:3-4 A tab stands in the indentation (Indent with spaces)
      "a: \\"b\\tc\\""
      {a: "b\\tc"}
      "a: b\\u0007"
      {a: "b\\u0007"}
        1:5-6 the stream contains non-printable characters (Remove the character or write it as an escape in double quotes)
      "a: b\\u0000c"
      {a: "b\\u0000c"}
        1:5-6 null byte is not allowed in input (Remove the character or write it as an escape in double quotes)"
    `);
  });

  test('documents', () => {
    expect(
      all(
        '',
        '\n# only a comment\n',
        '---\n',
        '--- # first\na: b\n...\n',
        '%YAML 1.1\n---\na: b',
        'a: b\n---\nc: d',
        '---\na: b\n--- \nc: d\n---\ne: f',
        '---\n---\na: b',
        'a: b\n...\nc: d',
        'a: ---\nb: |\n ---\nc: d\n---\n',
      ),
    ).toMatchInlineSnapshot(`
      """
      nothing
      "\\n# only a comment\\n"
      nothing
      "---\\n"
      nothing
      "--- # first\\na: b\\n...\\n"
      {a: "b"}
      "%YAML 1.1\\n---\\na: b"
      {a: "b"}
      "a: b\\n---\\nc: d"
      {a: "b"}
        2:1-4 A second document begins here (Put each template into a file of its own: only the first is read)
      "---\\na: b\\n--- \\nc: d\\n---\\ne: f"
      {a: "b"}
        3:1-4 A second document begins here (Put each template into a file of its own: only the first is read)
      "---\\n---\\na: b"
      nothing
        2:1-4 A second document begins here (Put each template into a file of its own: only the first is read)
      "a: b\\n...\\nc: d"
      {a: "b"}
        3:1-2 A second document begins here (Put each template into a file of its own: only the first is read)
      "a: ---\\nb: |\\n ---\\nc: d\\n---\\n"
      {a: "---", b: "---\\n", c: "d"}
        5:1-4 A second document begins here (Put each template into a file of its own: only the first is read)"
    `);
  });

  test('repeated keys', () => {
    expect(all('a: 1\nb: 2\na: 3', 'a: {b: 1, b: 2}', 'a: 1\n"a": 2\na: 3')).toMatchInlineSnapshot(`
      ""a: 1\\nb: 2\\na: 3"
      {a: 3, b: 2}
        3:1-2 The key "a" is already on line 1 of the same map (Remove one of the two: where a repeated key is not refused, only the last counts)
      "a: {b: 1, b: 2}"
      {a: {b: 2}}
        1:11-12 The key "b" is already on line 1 of the same map (Remove one of the two: where a repeated key is not refused, only the last counts)
      "a: 1\\n\\"a\\": 2\\na: 3"
      {a: 3}
        2:1-4 The key "a" is already on line 1 of the same map (Remove one of the two: where a repeated key is not refused, only the last counts)
        3:1-2 The key "a" is already on line 2 of the same map (Remove one of the two: where a repeated key is not refused, only the last counts)"
    `);
  });

  test('lines in brackets that are not indented', () => {
    expect(
      all(
        'a:\n  b: [c,\n    d\n  ]\ne: f',
        'a:\n  b: [{\n    c: d # e\n  }]\nf: g',
        'a: [{\n"b": "c\nd"\n# it\'s a comment\n}]\ne: "f\n  g"\nh: i',
        'a: "b\nc"',
        'a: [\nb,\nc: [\nd]\n]',
      ),
    ).toMatchInlineSnapshot(`
      ""a:\\n  b: [c,\\n    d\\n  ]\\ne: f"
      {a: {b: ["c", "d"]}, e: "f"}
      "a:\\n  b: [{\\n    c: d # e\\n  }]\\nf: g"
      {a: {b: [{c: "d"}]}, f: "g"}
      "a: [{\\n\\"b\\": \\"c\\nd\\"\\n# it's a comment\\n}]\\ne: \\"f\\n  g\\"\\nh: i"
      {a: [{b: "c d"}], e: "f g", h: "i"}
      "a: \\"b\\nc\\""
      {a: "b c"}
      "a: [\\nb,\\nc: [\\nd]\\n]"
      {a: ["b", {c: ["d"]}]}"
    `);
  });

  test('brackets and quotes that are not closed', () => {
    expect(
      all(
        'a: [b, c\nd: e',
        'a: {b: c\nd:\n  e: f',
        'a: [b, {c: d]\ne: f',
        'a: "b\nc: d',
        "a: 'b\nc: d\n",
        '[',
        '{a: "',
      ),
    ).toMatchInlineSnapshot(`
      ""a: [b, c\\nd: e"
      {a: null, d: "e"}
        1:4-5 The bracket [ is never closed (Close it before line 2)
      "a: {b: c\\nd:\\n  e: f"
      {a: null, d: {e: "f"}}
        1:4-5 The bracket { is never closed (Close it before line 2)
      "a: [b, {c: d]\\ne: f"
      {a: null, e: "f"}
        1:8-9 The bracket { is never closed (Close it)
      "a: \\"b\\nc: d"
      {a: null, c: "d"}
        1:4-5 The quote " is never closed (Close it)
      "a: 'b\\nc: d\\n"
      {a: null, c: "d"}
        1:4-5 The quote ' is never closed (Close it)
      "["
      []
        1:1-2 The bracket [ is never closed (Close it)
      "{a: \\""
      {a: ""}
        1:1-2 The bracket { is never closed (Close it)
        1:5-6 The quote " is never closed (Close it)"
    `);
  });

  test('indentation', () => {
    expect(
      all(
        'a:\n  b: c\n d: e',
        'a:\n    b: c\n  d: e\nf: g',
        '- a\n - b',
        'a:\n- b\nc',
        'a:\n- b: c\n d: e',
        ' a: b\nc: d',
        '- a\nb: c',
        'a: b\n  c: d',
        'a:\n  - b\n c: d',
      ),
    ).toMatchInlineSnapshot(`
      ""a:\\n  b: c\\n d: e"
      {a: {b: "c"}}
        3:2-3 This line begins at another column than those it belongs to (Align the line with its neighbours: entries of one map or list begin at one column)
      "a:\\n    b: c\\n  d: e\\nf: g"
      {a: {b: "c"}, f: "g"}
        3:3-4 This line begins at another column than those it belongs to (Align the line with its neighbours: entries of one map or list begin at one column)
      "- a\\n - b"
      ["a - b"]
      "a:\\n- b\\nc"
      {a: ["b"]}
        3:1-2 A key has no colon (Put a colon and a value behind the key)
      "a:\\n- b: c\\n d: e"
      {a: [{b: "c"}]}
        3:2-6 This line begins at another column than those it belongs to (Align the line with its neighbours: entries of one map or list begin at one column)
      " a: b\\nc: d"
      {a: "b"}
        2:1-2 This line belongs to nothing before it (Align the line with its neighbours: entries of one map or list begin at one column)
      "- a\\nb: c"
      ["a"]
        2:1-2 This line belongs to nothing before it (Align the line with its neighbours: entries of one map or list begin at one column)
      "a: b\\n  c: d"
      {a: "b"}
        2:3-7 This line is indented more than the one before it, which has its value already (Align the line with its neighbours: entries of one map or list begin at one column)
      "a:\\n  - b\\n c: d"
      {a: ["b"]}
        3:2-3 This line begins at another column than those it belongs to (Align the line with its neighbours: entries of one map or list begin at one column)"
    `);
  });

  test('values that want quotes', () => {
    expect(
      all(
        'a: @b',
        'a: `b`',
        'a: %b',
        'a: b: c',
        'a: "b" c',
        'a: [b] c',
        'a: "\\q"',
        'a: {{ b }}',
        '{{ a }}: b',
        '? [a]\n: b',
        'a: [b c: d, , e]',
        'a: [b\n c: d]',
        'a: - b',
        'a:b\nc: d',
        'a: b\nc\nd: e',
        'a: |x\n  b',
      ),
    ).toMatchInlineSnapshot(`
      ""a: @b"
      {a: "@b"}
        1:4-5 A value begins with @, which has a meaning in YAML (Put quotes around a text that holds characters with a meaning in YAML)
      "a: \`b\`"
      {a: "\`b\`"}
        1:4-5 A value begins with \`, which has a meaning in YAML (Put quotes around a text that holds characters with a meaning in YAML)
      "a: %b"
      {a: "%b"}
        1:4-5 A value begins with %, which has a meaning in YAML (Put quotes around a text that holds characters with a meaning in YAML)
      "a: b: c"
      {a: null}
        1:4-5 A map or list begins on the line of a key (Begin the inner map or list on a line of its own, or put quotes around a text that holds ": ")
      "a: \\"b\\" c"
      {a: null}
        1:8-9 text follows the end of the value (Put quotes around the whole text)
      "a: [b] c"
      {a: null}
        1:8-9 text follows the end of the value (Put quotes around the whole text)
      "a: \\"\\\\q\\""
      {a: "\\\\q"}
        1:5-6 invalid escape sequence \\q (Write the backslash twice, or put the text in single quotes)
      "a: {{ b }}"
      {a: {}}
        1:5-10 A map cannot be a key (Use text as the key, or quote a text that begins with a bracket)
      "{{ a }}: b"
      {}
        1:1-8 A map cannot be a key (Use text as the key, or quote a text that begins with a bracket)
        1:2-7 A map cannot be a key (Use text as the key, or quote a text that begins with a bracket)
      "? [a]\\n: b"
      {}
        1:3-6 A list cannot be a key (Use text as the key, or quote a text that begins with a bracket)
      "a: [b c: d, , e]"
      {a: null}
        1:13-14 unexpected , in flow sequence (Put quotes around a text that holds characters with a meaning in YAML)
      "a: [b\\n c: d]"
      {a: null}
        1:5-6 A key goes over several lines (Write a comma behind each entry, and a key on one line)
      "a: - b"
      {a: null}
        1:4-5 A list begins on the line of its key (Begin the list on a line of its own)
      "a:b\\nc: d"
      {c: "d"}
        1:2-3 A colon has no space behind it (Write a space between the colon and the value)
      "a: b\\nc\\nd: e"
      {a: "b", d: "e"}
        2:1-2 A key has no colon (Put a colon and a value behind the key)
      "a: |x\\n  b"
      {a: null}
        1:5-6 block scalar header includes extra characters: |x (Put quotes around a text that holds characters with a meaning in YAML)"
    `);
  });
});
