import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inert } from '../src/formatters/visible.js';
import { formatters } from '../src/formatters/index.js';
import { escaped } from '../src/formatters/markdown/text.js';
import { lint } from '../src/lint.js';
import { rules } from '../src/rules/index.js';
import { finding, formatOptions, placeOf, report } from './support/report.js';
import { sample, sampleRules } from './support/sample-report.js';

const options = formatOptions({
  rules: sampleRules,
  elapsed: 34,
  repository: { root: '/work', directory: 'apps' },
  filesAt: 'https://github.com/o/r/blob/0123456789abcdef0123456789abcdef01234567/',
});
const golden = (name: string) => `fixtures/formatters/${name}`;
const file = { path: 'template.yaml', text: Array.from({ length: 40 }, (_, line) => `Key${line}: 1\n`).join('') };
const many = (severity: 'error' | 'warning' | 'info', count: number) =>
  Array.from({ length: count }, (_, at) =>
    finding({ severity, at: placeOf(file, `Key${at}:`), message: `${severity} ${at}` }),
  );

/** Text that would do something, in a log or on a page. */
const hostile = [
  '::error::forged',
  '\n::error file=x::forged',
  '\r\n ::stop-commands::x',
  '##[error]forged',
  '###[error]forged',
  '100%0A::error::forged',
  '| a | b |\n|--|--|',
  '</code></td><script>alert(1)</script>',
  '`code` **bold** _em_ ~~gone~~ $math$',
  '[link](https://evil.example) ![image](x)',
  '@octocat closes #1, GH-1, www.evil.example, https://evil.example',
  '</details><details open>',
  '<!-- -->&lt;\u202e\u0007',
];
const forged = report({
  files: hostile.map((path) => ({ path, skipped: path })),
  findings: hostile.map((text) => {
    const at = placeOf({ path: text, text: 'Key: 1' }, 'Key');
    return finding({
      at,
      rule: text,
      message: text,
      help: text,
      when: text,
      label: text,
      related: [{ at, message: text }],
    });
  }),
  undecided: hostile.map((text) => ({ rule: text, resource: text, why: text, at: placeOf(file, 'Key0:') })),
  suppressed: hostile.map((text) => ({
    finding: finding({ message: text, at: placeOf(file, 'Key0:') }),
    at: placeOf(file, 'Key0:'),
    form: 'comment',
    reason: text,
  })),
  since: { ref: hostile[6] ?? '', leftOut: 1 },
});

describe('github', () => {
  test('one of everything', async () => {
    await expect(formatters.github(sample, options)).toMatchFileSnapshot(golden('sample.github.txt'));
  });

  test('ten of a kind, those that were changed first, and the others in a line', () => {
    const errors = many('error', 12).map((each, at) => (at < 11 ? each : { ...each, changed: true as const }));
    const text = formatters.github(
      report({ findings: [...many('info', 1), ...many('warning', 11), ...errors] }),
      options,
    );
    const lines = text
      .split('\n')
      .map((line) => line.replace(/^::(\w+) .*?::(.*?)%0A.*$|^::(\w+) .*?::(.*)$/, '$1$3 $2$4'));
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "error apps/template.yaml:12:1: error 11 [role-shared]
      error apps/template.yaml:1:1: error 0 [role-shared]
      error apps/template.yaml:2:1: error 1 [role-shared]
      error apps/template.yaml:3:1: error 2 [role-shared]
      error apps/template.yaml:4:1: error 3 [role-shared]
      error apps/template.yaml:5:1: error 4 [role-shared]
      error apps/template.yaml:6:1: error 5 [role-shared]
      error apps/template.yaml:7:1: error 6 [role-shared]
      error apps/template.yaml:8:1: error 7 [role-shared]
      error apps/template.yaml:9:1: error 8 [role-shared]
      warning apps/template.yaml:1:1: warning 0 [role-shared]
      warning apps/template.yaml:2:1: warning 1 [role-shared]
      warning apps/template.yaml:3:1: warning 2 [role-shared]
      warning apps/template.yaml:4:1: warning 3 [role-shared]
      warning apps/template.yaml:5:1: warning 4 [role-shared]
      warning apps/template.yaml:6:1: warning 5 [role-shared]
      warning apps/template.yaml:7:1: warning 6 [role-shared]
      warning apps/template.yaml:8:1: warning 7 [role-shared]
      warning apps/template.yaml:9:1: warning 8 [role-shared]
      warning apps/template.yaml:10:1: warning 9 [role-shared]
      notice apps/template.yaml:1:1: info 0 [role-shared]
      3 not annotated, for GitHub shows 10 of a kind: error apps/template.yaml:10:1 role-shared; error apps/template.yaml:11:1 role-shared; warning apps/template.yaml:11:1 role-shared
      12 errors, 11 warnings, 1 info
      "
    `);
  });

  test('errors alone, when quiet', () => {
    expect(formatters.github(sample, { ...options, quiet: true }).match(/^::\w+/gm)).toEqual(['::error']);
  });

  test('nothing that a template says is a command', () => {
    const text = formatters.github(forged, options);
    const commands = text.split('\n').filter((line) => /^\s*::/.test(line));
    // Ten of the thirteen; the others are named.
    expect(commands).toHaveLength(10);
    for (const line of commands)
      expect(line).toMatch(/^::error file=[^,:]+,line=1,endLine=1,col=1,endColumn=4,title=[^,:]*::/);
    expect(text).not.toContain('##[');
    expect(text.replaceAll(/%(?:25|0A|3A|2C)/g, '')).not.toContain('%');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
  });

  test('whatever text is: no line of it is a command', () => {
    const piece = fc.constantFrom('#', '##', '[', ']', ':', '::', ' ', '\n', '\t', 'a', '\u00a0');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = inert(pieces.join(''));
        expect(text).not.toContain('##[');
        expect(text.split('\n').some((line) => line.trim().startsWith('::'))).toBe(false);
      }),
    );
  });
});

describe('markdown', () => {
  test('one of everything', async () => {
    await expect(formatters.markdown(sample, options)).toMatchFileSnapshot(golden('sample.md'));
  });

  test('the verdict comes first', () => {
    const read = [{ path: 'template.yaml', recognisedAs: 'SAM, 1 function' }];
    const undecided = [{ rule: 'role-shared', why: 'x', at: placeOf(file, 'Key0:') }];
    const reports = [
      report({ findings: many('warning', 2), files: read }),
      report({ files: read }),
      report({ files: read, undecided }),
      report({ files: read, since: { ref: 'origin/main', leftOut: 3 } }),
      report({ files: [{ path: 'a.json', skipped: 'is no template' }], rules: [] }),
    ];
    const lines = reports.flatMap((each) => formatters.markdown(each, options).split('\n').slice(0, 5));
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "## 🟡 lambda-lint found 2 warnings

      | Errors | Warnings | Infos | Undecided | Suppressed |
      | --- | --- | --- | --- | --- |
      | 0 | 2 | 0 | 0 | 0 |
      ## 🟢 lambda-lint found nothing

      | Errors | Warnings | Infos | Undecided | Suppressed |
      | --- | --- | --- | --- | --- |
      | 0 | 0 | 0 | 0 | 0 |
      ## 🟢 lambda-lint found nothing, as far as can be told

      | Errors | Warnings | Infos | Undecided | Suppressed |
      | --- | --- | --- | --- | --- |
      | 0 | 0 | 0 | 1 | 0 |
      ## 🟢 lambda-lint found nothing in what was changed

      | Errors | Warnings | Infos | Undecided | Suppressed | Untouched since origin/main |
      | --- | --- | --- | --- | --- | --- |
      | 0 | 0 | 0 | 0 | 0 | 3 |
      ## ⚪ lambda-lint found no template to lint

      | Errors | Warnings | Infos | Undecided | Suppressed |
      | --- | --- | --- | --- | --- |
      | 0 | 0 | 0 | 0 | 0 |"
    `);
  });

  test('links lead to the lines of a file, and of no plan and no file outside', () => {
    const paths = ['a b/ü#?.yaml', '../up.yaml', '/work/apps/in.yaml', '/elsewhere/out.yaml', '\ud800.yaml'];
    const findings = [
      ...paths.map((path) => finding({ at: placeOf({ path, text: '\nKey' }, 'Key') })),
      finding({ at: placeOf({ path: 'plan.json', text: '\nKey', hidden: true }, 'Key') }),
    ];
    const text = formatters.markdown(report({ findings }), options);
    const shown = [...text.matchAll(/(?:href="([^"]*)">)?<code>(.*?):2:1<\/code>/g)];
    expect(shown.map(([, to = 'no link', path = '']) => `${path}: ${to}`).join('\n')).toMatchInlineSnapshot(`
      "apps/a b/ü#?.yaml: https://github.com/o/r/blob/0123456789abcdef0123456789abcdef01234567/apps/a%20b/%C3%BC%23%3F.yaml#L2
      up.yaml: https://github.com/o/r/blob/0123456789abcdef0123456789abcdef01234567/up.yaml#L2
      apps/in.yaml: https://github.com/o/r/blob/0123456789abcdef0123456789abcdef01234567/apps/in.yaml#L2
      elsewhere/out.yaml: no link
      apps/�.yaml: https://github.com/o/r/blob/0123456789abcdef0123456789abcdef01234567/apps/%EF%BF%BD.yaml#L2
      apps/plan.json: no link"
    `);
  });

  test('nothing that a template says is markup', () => {
    const text = formatters.markdown(forged, options);
    const tags = new Set([...text.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag.replace(/ href="[^"<>]*"/, '')));
    expect([...tags].sort()).toMatchInlineSnapshot(`
      [
        "</a>",
        "</b>",
        "</code>",
        "</details>",
        "</summary>",
        "<a>",
        "<b>",
        "<br>",
        "<code>",
        "<details>",
        "<summary>",
      ]
    `);
    const shown = text.replaceAll(/<[^>]*>/g, '');
    expect(shown).not.toMatch(/[`*~$@\\]|\]\(|www\.|:\/\/|gh-\d/i);
    // A row has the cells of its table's head.
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split('|').length - 2))).toEqual(new Set([6, 4, 2]));
    expect(text.split('\n').filter((line) => line.startsWith('<details')).length).toBe(3);
  });

  describe('a graph of what is concerned', () => {
    const functions = (count: number, name: (at: number) => string) =>
      `Resources:\n${Array.from({ length: count }, (_, at) => `  ${name(at)}: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt R.Arn } }\n`).join('')}`;
    const draw = (text: string, unless = '') => {
      const ruleset = rules.filter(({ id }) => id === 'function-code-signing');
      const done = lint([{ path: 'template.yaml', text }], { ruleset, diagrams: true, today: new Date('2026-11-22') });
      const findings = done.findings.filter(({ resource }) => resource !== unless);
      return (
        formatters
          .markdown({ ...done, findings }, options)
          .split('### Findings')[1]
          ?.split('<details>')[1] ?? ''
      );
    };
    const role = '  R: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }\n';

    test('is folded up: what has findings, and its neighbours', () => {
      const other = '  Lone: { Type: AWS::SQS::Queue }\n';
      expect(draw(`${functions(2, (at) => `F${at}`)}${role}${other}`, 'F1')).toMatchInlineSnapshot(`
        "
        <summary>Graph of 2 resources: those with findings, and what they are joined to</summary>

        \`\`\`mermaid
        flowchart LR
          classDef error fill:#ffe2df,stroke:#c4281c,stroke-width:2px,color:#3b0a06
          classDef warning fill:#fff1c9,stroke:#a86b00,stroke-width:2px,color:#332100
          classDef info fill:#dcefff,stroke:#1468b3,stroke-width:2px,color:#06243f
          classDef outside stroke-dasharray:4 3
          n1["F0<br/>function<br/>1 error"]
          class n1 error
          n3{{"R<br/>role"}}
          n1 -->|"acts as"| n3
        \`\`\`

        </details>

        "
      `);
    });

    test('is no larger than GitHub draws', () => {
      const drawn = draw(`${functions(300, (at) => `F${at}`)}${role}`);
      const [, mermaid = ''] = /```mermaid\n([\s\S]*?)```/.exec(drawn) ?? [];
      expect(mermaid.length).toBeLessThan(50_000);
      expect(drawn).toMatch(/There is no room here for \d+ more with findings\./);
    });

    test('nobody’s text ends it', () => {
      const drawn = draw(functions(1, () => '"F```\\n```</details><script>"'));
      expect(drawn.split('```')).toHaveLength(3);
      expect(drawn).not.toContain('<script');
    });
  });

  test('text comes out as it went in, but for what acts on a page', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'\\`*_{}[]()<>|~$&!@#:/w.a'.split('')) }), (text) => {
        const read = escaped(text)
          .replaceAll('&#8203;', '')
          .replaceAll(/&#(\d+);/g, (_, unit) => String.fromCharCode(Number(unit)));
        expect(read).toBe(text);
      }),
    );
  });

  test('a page fits into what GitHub takes, whatever was found', () => {
    const long = 'ü€'.repeat(2000);
    const at = placeOf({ path: long, text: 'Key: 1' }, 'Key');
    const findings = Array.from({ length: 3000 }, () =>
      finding({ at, message: long, help: long, when: long, label: long }),
    );
    const undecided = findings.map(({ rule }) => ({ rule, at, why: long }));
    const text = formatters.markdown(report({ findings, undecided }), options);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    expect(text).toMatch(/There is no room here for \d+ more of 3000\./);
  });
});
