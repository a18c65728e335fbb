import { describe, expect, test } from 'vitest';
import type { Finding } from '../src/engine/finding.js';
import { formatters } from '../src/formatters/index.js';
import type { JsonReport } from '../src/formatters/index.js';
import { finding, formatOptions, placeOf, report } from './support/report.js';
import { sample, sampleRules } from './support/sample-report.js';

const options = formatOptions({ rules: sampleRules, elapsed: 34 });
const golden = (name: string) => `fixtures/formatters/${name}`;
const file = (text: string, path = 'template.yaml') => ({ path, text });
const textOf = (findings: readonly Finding[], width = 60) =>
  formatters.text(report({ findings }), formatOptions({ width }));

describe('text', () => {
  test('one of everything', async () => {
    await expect(formatters.text(sample, options)).toMatchFileSnapshot(golden('sample.txt'));
  });

  test('everything listed', async () => {
    const all = { ...options, showUnknown: true, showSuppressed: true };
    await expect(formatters.text(sample, all)).toMatchFileSnapshot(golden('sample-all.txt'));
  });

  test('in colour', async () => {
    const colored = formatters.text(sample, { ...options, color: true });
    await expect(colored.replaceAll('\u001b', '␛')).toMatchFileSnapshot(golden('sample-color.txt'));
  });

  test('errors alone, when quiet; the rest is still counted', () => {
    const text = formatters.text(sample, { ...options, quiet: true });
    expect(text).not.toContain('warning[');
    expect(text).toContain('1 error, 1 warning, 1 info · 1 check undecided (--show-unknown lists them)');
    expect(text).toContain('2 not shown (--quiet)');
  });

  test('nothing found', () => {
    const clean = report({ files: [{ path: 'template.yaml', recognisedAs: 'SAM, 1 function' }] });
    expect(formatters.text(clean, formatOptions({ elapsed: 1234 }))).toMatchInlineSnapshot(`
      "Nothing found
      template.yaml: SAM, 1 function
      1 file checked with 1 rule in 1.2 s
      "
    `);
  });

  test('nothing to lint', () => {
    const empty = report({ files: [{ path: 'notes.json', skipped: 'is no template' }], rules: [] });
    expect(formatters.text(empty, formatOptions())).toMatchInlineSnapshot(`
      "Nothing to lint: no template among the files
      notes.json is no template
      "
    `);
  });

  test('many files in one line', () => {
    const files = Array.from({ length: 8 }, (_, at) => ({
      path: `${at}.yaml`,
      recognisedAs: at < 3 ? 'SAM, 2 functions' : 'CloudFormation, 1 function',
    }));
    expect(formatters.text(report({ files }), formatOptions())).toMatchInlineSnapshot(`
      "Nothing found
      8 files: 5 CloudFormation, 3 SAM
      8 files checked with 1 rule
      "
    `);
    const packaged = files.map((each, at) => (at < 2 ? { ...each, unread: at + 1 } : each));
    expect(formatters.text(report({ files: packaged }), formatOptions())).toContain(
      '8 files: 5 CloudFormation, 3 SAM, 3 nested stacks not read\n',
    );
    expect(formatters.html(report({ files: packaged }), formatOptions())).toContain('3 nested stacks not read');
  });

  test('long lines are clipped around their marks', () => {
    const source = file(`Key: ${'a'.repeat(80)} needle ${'b'.repeat(80)} other ${'c'.repeat(20)}`);
    const related = [{ at: placeOf(source, 'other'), message: 'far away' }];
    expect(textOf([finding({ at: placeOf(source, 'needle'), label: 'here', related })])).toMatchInlineSnapshot(`
      "error[role-shared]: Orders has the same role as Payments
         ╭─ template.yaml:1:87
       1 │ …aaaaaaaaaaa needle bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
         │              ^^^^^^ here
       1 │ …bbbbbbbbbbbbbbbbbbbbbbbbbbb other cccccccccccccccccccc
         │                              ----- far away

      1 error
      "
    `);
  });

  test('a mark that is longer than the line is cut off with it', () => {
    const source = file(`Key: ${'x'.repeat(300)}`);
    expect(textOf([finding({ at: placeOf(source, 'x'.repeat(300)) })])).toMatchInlineSnapshot(`
      "error[role-shared]: Orders has the same role as Payments
         ╭─ template.yaml:1:6
       1 │ Key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
         │      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      1 error
      "
    `);
  });

  test('tabs and wide characters keep the carets in place', () => {
    const source = file('{\t"日本": 1,\t"é\u0301": needle }');
    expect(textOf([finding({ at: placeOf(source, 'needle'), label: 'here' })])).toMatchInlineSnapshot(`
      "error[role-shared]: Orders has the same role as Payments
         ╭─ template.yaml:1:18
       1 │ {   "日本": 1,  "é́": needle }
         │                      ^^^^^^ here

      1 error
      "
    `);
  });

  test('a place of several lines, and one of no width at the end of the file', () => {
    const source = file('A:\n  B: 1\n  C: 2\n');
    const end = { file: source, start: source.text.length, end: source.text.length };
    const related = [{ at: end, message: 'the end' }];
    expect(textOf([finding({ at: placeOf(source, 'B: 1\n  C: 2'), related })])).toMatchInlineSnapshot(`
      "error[role-shared]: Orders has the same role as Payments
         ╭─ template.yaml:2:3
       2 │   B: 1
         │   ^^^^
         ┆
       4 │
         │ - the end

      1 error
      "
    `);
  });

  test('a template cannot forge output', () => {
    const source = file('Key: "\u001b[2J\u009b1A\u202egnp\r" # \u2028', 'a\u001b[31m\nb.yaml');
    const at = placeOf(source, 'Key');
    const text = textOf([
      finding({ at, message: 'bad\nerror[role-shared]: forged\u001b]8;;x\u0007', label: '\u001b[A', help: '\rx' }),
    ]);
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
    expect(text.split('\n').filter((line) => line.startsWith('error['))).toHaveLength(1);
  });
});

describe('json', () => {
  test('one of everything', async () => {
    await expect(formatters.json(sample, options)).toMatchFileSnapshot(golden('sample.json'));
  });

  test('acts on no terminal, and means the same', () => {
    const at = placeOf(file('Key: 1'), 'Key');
    const message = '\u001b[2J \u009b1A \u202e \u2028 ok';
    const text = formatters.json(report({ findings: [finding({ at, message })] }), formatOptions());
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
    expect((JSON.parse(text) as JsonReport).findings[0]?.message).toBe(message);
  });
});
