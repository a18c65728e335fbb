import { describe, expect, test } from 'vitest';
import { printReading } from '../../test/support/print-reading.js';
import { readJson } from './json.js';

/** Each text as a JavaScript string, then what is made of it. */
function all(...texts: readonly string[]): string {
  return texts
    .map(
      (text) =>
        `${JSON.stringify(text).replace('\uFEFF', '\\uFEFF')}\n${printReading(readJson({ path: 'template.json', text }))}`,
    )
    .join('\n');
}

describe('the reader of JSON', () => {
  test('values', () => {
    expect(
      all(
        '{"a": "b", "c": [1, -2.5, 1e3, 1.0, -0, true, false, null], "d": {}, "e": []}',
        '[12345678901234567890, 0.1234567890123456789, 1e999]',
        '{"__proto__": {"constructor": 1}, "": 2}',
        '["\\u00e9\\ud83d\\ude00\\"\\\\\\/\\b\\f\\n\\r\\t"]',
        '\uFEFF{\t"a":\r\n1}',
      ),
    ).toMatchInlineSnapshot(`
      ""{\\"a\\": \\"b\\", \\"c\\": [1, -2.5, 1e3, 1.0, -0, true, false, null], \\"d\\": {}, \\"e\\": []}"
      {a: "b", c: [1, -2.5, 1000, 1, -0, true, false, null], d: {}, e: []}
      "[12345678901234567890, 0.1234567890123456789, 1e999]"
      ["12345678901234567890", "0.1234567890123456789", "1e999"]
      "{\\"__proto__\\": {\\"constructor\\": 1}, \\"\\": 2}"
      {__proto__: {constructor: 1}, : 2}
      "[\\"\\\\u00e9\\\\ud83d\\\\ude00\\\\\\"\\\\\\\\\\\\/\\\\b\\\\f\\\\n\\\\r\\\\t\\"]"
      ["é😀\\"\\\\/\\b\\f\\n\\r\\t"]
      "\\uFEFF{\\t\\"a\\":\\r\\n1}"
      {a: 1}"
    `);
  });

  test('commas', () => {
    expect(all('{"a": 1,}', '[1, 2,]', '{,}', '[,1]', '[1,,2]', '[1 2]', '{"a": 1 "b": 2}', '{"a": 1\n"b": 2,\n}'))
      .toMatchInlineSnapshot(`
      ""{\\"a\\": 1,}"
      {a: 1}
        1:8-9 A comma stands before nothing (Remove the comma)
      "[1, 2,]"
      [1, 2]
        1:6-7 A comma stands before nothing (Remove the comma)
      "{,}"
      {}
        1:2-3 A comma stands before nothing (Remove the comma)
      "[,1]"
      [1]
        1:2-3 A comma stands before nothing (Remove the comma)
      "[1,,2]"
      [1, 2]
        1:4-5 A comma stands before nothing (Remove the comma)
      "[1 2]"
      [1, 2]
        1:4-5 A comma is missing before this (Write a comma behind the entry before)
      "{\\"a\\": 1 \\"b\\": 2}"
      {a: 1, b: 2}
        1:9-10 A comma is missing before this (Write a comma behind the entry before)
      "{\\"a\\": 1\\n\\"b\\": 2,\\n}"
      {a: 1, b: 2}
        2:1-2 A comma is missing before this (Write a comma behind the entry before)
        2:7-8 A comma stands before nothing (Remove the comma)"
    `);
  });

  test('comments', () => {
    expect(all('{"a": 1, // one\n "b": 2 /* two */}', '# x\n{"a": 1}', '{"a": 1} // end', '{"a": 1 /* end'))
      .toMatchInlineSnapshot(`
        ""{\\"a\\": 1, // one\\n \\"b\\": 2 /* two */}"
        {a: 1, b: 2}
          1:10-16 JSON has no comments (Remove the comment, or write the file as YAML)
        "# x\\n{\\"a\\": 1}"
        {a: 1}
          1:1-4 JSON has no comments (Remove the comment, or write the file as YAML)
        "{\\"a\\": 1} // end"
        {a: 1}
          1:10-16 JSON has no comments (Remove the comment, or write the file as YAML)
        "{\\"a\\": 1 /* end"
        {a: 1}
          1:1-2 The bracket { is never closed (Close it)
          1:9-15 JSON has no comments (Remove the comment, or write the file as YAML)"
      `);
  });

  test('brackets', () => {
    expect(
      all(
        '{"a": [1, 2}',
        '{"a": {"b": 1], "c": 2}',
        '{"a": {"b": [1, {"c": 2}, "d": 3}',
        '{"a": 1',
        '{"a": {"b": [',
        '[}]',
        '{"a": 1}}',
        '{"a": 1} {"b": 2}',
        '{',
        '{"a"',
        '{"a":',
      ),
    ).toMatchInlineSnapshot(`
      ""{\\"a\\": [1, 2}"
      {a: [1, 2]}
        1:7-8 The bracket [ is never closed (Close it)
      "{\\"a\\": {\\"b\\": 1], \\"c\\": 2}"
      {a: {b: 1, c: 2}}
        1:1-2 The bracket { is never closed (Close it)
        1:14-15 This bracket closes nothing (Remove it, or open it before)
      "{\\"a\\": {\\"b\\": [1, {\\"c\\": 2}, \\"d\\": 3}"
      {a: {b: [1, {c: 2}, "d", ":", 3]}}
        1:1-2 The bracket { is never closed (Close it)
        1:13-14 The bracket [ is never closed (Close it)
        1:30-31 A comma is missing before this (Write a comma behind the entry before)
        1:32-33 A comma is missing before this (Write a comma behind the entry before)
      "{\\"a\\": 1"
      {a: 1}
        1:1-2 The bracket { is never closed (Close it)
      "{\\"a\\": {\\"b\\": ["
      {a: {b: []}}
        1:13-14 The bracket [ is never closed (Close it)
      "[}]"
      []
        1:2-3 This bracket closes nothing (Remove it, or open it before)
      "{\\"a\\": 1}}"
      {a: 1}
        1:9-10 text follows the end of the document (Remove it, or check the brackets before it)
      "{\\"a\\": 1} {\\"b\\": 2}"
      {a: 1}
        1:10-11 text follows the end of the document (Remove it, or check the brackets before it)
      "{"
      {}
        1:1-2 The bracket { is never closed (Close it)
      "{\\"a\\""
      {a: null}
        1:1-2 The bracket { is never closed (Close it)
        1:4-5 A colon is missing behind the key (Write a colon behind "a")
      "{\\"a\\":"
      {a: null}
        1:1-2 The bracket { is never closed (Close it)
        1:5-6 A value is missing (Write a value for "a")"
    `);
  });

  test('strings', () => {
    expect(all('{"a": "b\n, "c": 1}', '{"a": "b', "{'a': 'it\"s'}", '["\\q", "\\u12", "a\tb", "\\\n"]', '["a" + "b"]'))
      .toMatchInlineSnapshot(`
        ""{\\"a\\": \\"b\\n, \\"c\\": 1}"
        {a: "b", c: 1}
          1:7-8 The quote " is never closed (Close it)
        "{\\"a\\": \\"b"
        {a: "b"}
          1:7-8 The quote " is never closed (Close it)
        "{'a': 'it\\"s'}"
        {a: "it\\"s"}
          1:2-3 JSON has no single quotes (Use double quotes)
          1:7-8 JSON has no single quotes (Use double quotes)
        "[\\"\\\\q\\", \\"\\\\u12\\", \\"a\\tb\\", \\"\\\\\\n\\"]"
        ["\\\\q", "\\\\u12", "a\\tb", "\\\\", "]"]
          1:3-5 JSON has no such escape (Write a backslash twice)
          1:9-11 JSON has no such escape (Write a backslash twice)
          1:18-19 A control character stands in a string (Write \\t for a tab)
          1:23-24 The quote " is never closed (Close it)
          1:24-25 JSON has no such escape (Write a backslash twice)
          2:1-2 A comma is missing before this (Write a comma behind the entry before)
        "[\\"a\\" + \\"b\\"]"
        ["a", "+", "b"]
          1:6-7 A comma is missing before this (Write a comma behind the entry before)
          1:8-9 A comma is missing before this (Write a comma behind the entry before)"
      `);
  });

  test('keys and words', () => {
    expect(
      all(
        '{a: 1, b-c: 2}',
        '{"a" 1}',
        '{"a": }',
        '{"a", "b": 1}',
        '{: 1}',
        '{[1]: 2, "b": 3}',
        '{1: 2}',
        '[True, None, NaN, 01, 1., +1, undefined, -]',
        '{"a": =1}',
      ),
    ).toMatchInlineSnapshot(`
      ""{a: 1, b-c: 2}"
      {a: 1, b-c: 2}
        1:2-3 The key a has no quotes (Write "a")
        1:8-11 The key b-c has no quotes (Write "b-c")
      "{\\"a\\" 1}"
      {a: 1}
        1:6-7 A colon is missing behind the key (Write a colon behind "a")
      "{\\"a\\": }"
      {a: null}
        1:5-6 A value is missing (Write a value for "a")
      "{\\"a\\", \\"b\\": 1}"
      {a: null, b: 1}
        1:4-5 A value is missing (Write a value for "a")
        1:5-6 A colon is missing behind the key (Write a colon behind "a")
      "{: 1}"
      {}
        1:2-3 A key is missing (Write a text in double quotes as the key)
      "{[1]: 2, \\"b\\": 3}"
      {b: 3}
        1:2-3 A key is missing (Write a text in double quotes as the key)
      "{1: 2}"
      {1: 2}
        1:2-3 The key 1 has no quotes (Write "1")
      "[True, None, NaN, 01, 1., +1, undefined, -]"
      ["True", "None", "NaN", "01", "1.", "+1", "undefined", "-"]
        1:2-6 True is no value of JSON (Put a text in double quotes; write true, false and null in lower case)
        1:8-12 None is no value of JSON (Put a text in double quotes; write true, false and null in lower case)
        1:14-17 NaN is no value of JSON (Put a text in double quotes; write true, false and null in lower case)
        1:19-21 01 is no value of JSON (Put a text in double quotes; write true, false and null in lower case)
        1:23-25 1. is no value of JSON (Put a text in double quotes; write true, false and null in lower case)
        1:27-29 +1 is no value of JSON (Put a text in double quotes; write true, false and null in lower case)
        1:31-40 undefined is no value of JSON (Put a text in double quotes; write true, false and null in lower case)
        1:42-43 - is no value of JSON (Put a text in double quotes; write true, false and null in lower case)
      "{\\"a\\": =1}"
      {a: "=1"}
        1:7-9 =1 is no value of JSON (Put a text in double quotes; write true, false and null in lower case)"
    `);
  });

  test('repeated keys', () => {
    expect(all('{"a": 1, "b": 2, "a": 3}', '{"a": {"b": 1, "b": 2}}')).toMatchInlineSnapshot(`
      ""{\\"a\\": 1, \\"b\\": 2, \\"a\\": 3}"
      {a: 3, b: 2}
        1:18-21 The key "a" is already on line 1 of the same map (Remove one of the two: where a repeated key is not refused, only the last counts)
      "{\\"a\\": {\\"b\\": 1, \\"b\\": 2}}"
      {a: {b: 2}}
        1:16-19 The key "b" is already on line 1 of the same map (Remove one of the two: where a repeated key is not refused, only the last counts)"
    `);
  });
});
