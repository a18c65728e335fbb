import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { git } from '../src/cli/git.js';
import { changesSince, onlySince } from '../src/cli/since.js';
import { readPatch, touchedLines } from '../src/cli/hunks.js';
import type { JsonReport } from '../src/formatters/index.js';
import { command } from './support/cli.js';
import { finding, placeOf, report } from './support/report.js';
import { commit, repository } from './support/repository.js';
import { slashed } from '../src/disk/paths.js';
import { onWindows } from './support/platform.js';

let root: string;
beforeEach(() => {
  root = repository();
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const quiet = ['--no-config', '--preset', 'recommended', '--rule', 'template-parse: off'];

/** Errors and where they are, and how many are left out. */
async function since(ref: string, cwd = root, ...paths: string[]): Promise<string> {
  const { stdout, stderr } = await command(cwd, '--since', ref, '-f', 'json', '--quiet', ...quiet, ...paths);
  if (stderr !== '') return stderr;
  const { findings, summary } = JSON.parse(stdout) as JsonReport;
  const lines = findings.map(({ path, line, rule, label = '', related }) =>
    [`${path}:${line} ${rule} (${label})`, ...related.map((each) => `  ${each.line} ${each.message}`)].join('\n'),
  );
  return [...lines, `${summary.since?.leftOut ?? 0} left out`, ''].join('\n');
}

const app = `Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeSigningConfigArn: arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1
      Role: !GetAtt OrdersRole.Arn
  Payments:
    Type: AWS::Serverless::Function
    Properties:
      Description: pays
      Role: !GetAtt PaymentsRole.Arn
`;

describe('findings are told by lines', () => {
  test('what was there before is left out, and counted', async () => {
    put('template.yaml', app);
    commit(root);
    put('template.yaml', app.replace('pays', 'pays for orders'));
    expect(await since('HEAD')).toMatchInlineSnapshot(`
      "7 left out
      "
    `);
  });

  test('a role that is shared from now on: the place that did it is the finding’s own', async () => {
    put('template.yaml', app);
    commit(root);
    put('template.yaml', app.replace('OrdersRole', 'PaymentsRole'));
    expect(await since('HEAD')).toMatchInlineSnapshot(`
      "template.yaml:7 role-shared (Orders has it, too)
        12 the role of Orders
      7 left out
      "
    `);
  });

  test('a guardrail that is taken out is a change of what has lost it', async () => {
    put('template.yaml', app);
    commit(root);
    put('template.yaml', app.replace(/^ *CodeSigning.*\n/m, ''));
    expect(await since('HEAD')).toMatchInlineSnapshot(`
      "template.yaml:3 function-code-signing (no CodeSigningConfigArn)
      4 left out
      "
    `);
  });

  test('a resource that is taken out changes no other one', async () => {
    put('template.yaml', `${app}  Tail:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: tail\n`);
    commit(root);
    put('template.yaml', app);
    expect(await since('HEAD')).toMatchInlineSnapshot(`
      "7 left out
      "
    `);
  });

  test('a file that git does not know is all new; one that was renamed is not', async () => {
    put('template.yaml', app);
    commit(root);
    put('new/template.yaml', app);
    renameSync(join(root, 'template.yaml'), join(root, 'renamed.yaml'));
    git(root, ['add', 'renamed.yaml', 'template.yaml']);
    expect(await since('HEAD')).toMatchInlineSnapshot(`
      "new/template.yaml:8 function-code-signing (no CodeSigningConfigArn)
      7 left out
      "
    `);
  });

  test('what is said of a file as a whole counts when anything in it changed', () => {
    put('changed.yaml', 'A: 1\nB: 2\n');
    put('same.yaml', 'A: 1\nB: 2\n');
    commit(root);
    put('changed.yaml', 'A: 1\nB: 3\n');
    const changes = changesSince('HEAD', root);
    if (typeof changes === 'string') throw new Error(changes);
    const files = ['changed.yaml', 'same.yaml'].map((path) => ({ path, text: 'A: 1\nB: 3\n' }));
    const places = files.flatMap((file) => [
      { file, start: 0, end: 0 },
      { file, start: 0, end: 10 },
      { file, start: 0, end: 4 },
    ]);
    const kept = onlySince(report({ findings: places.map((at) => finding({ at })) }), changes).findings;
    expect(kept.map(({ at }) => `${at.file.path} ${at.start}-${at.end}`)).toMatchInlineSnapshot(`
      [
        "changed.yaml 0-0",
        "changed.yaml 0-10",
      ]
    `);
  });

  test('what a build has made counts only where no source tells', () => {
    put('.gitignore', 'made.json\n');
    put('main.tf', 'one\ntwo\n');
    commit(root);
    put('main.tf', 'one\ntwo!\n');
    put('made.json', '{}');
    put('plan.json', '{}');
    const changes = changesSince('HEAD', root);
    if (typeof changes === 'string') throw new Error(changes);
    const source = { path: 'main.tf', text: 'one\ntwo!\n' };
    const made = [{ path: 'made.json', text: '{}' } as const, { path: 'plan.json', text: '{}', hidden: true } as const];
    const findings = made.flatMap((file) => {
      const at = { file, start: 0, end: 2 };
      return [
        finding({ at, message: 'only there' }),
        finding({ at, message: 'old', related: [{ at: placeOf(source, 'one'), message: '' }] }),
        finding({ at, message: 'new', related: [{ at: placeOf(source, 'two!'), message: '' }] }),
        finding({ at: placeOf(source, 'one'), message: 'old, too', related: [{ at, message: '' }] }),
      ];
    });
    const kept = onlySince(report({ findings }), changes).findings;
    expect(kept.map(({ at, message }) => `${at.file.path}: ${message}`)).toMatchInlineSnapshot(`
      [
        "made.json: only there",
        "main.tf: new",
        "plan.json: only there",
        "main.tf: new",
      ]
    `);
  });

  test('from a directory below, in both directions, and with names that git quotes', async () => {
    // No file of Windows has such a name.
    const folder = onWindows ? 'my orders ü' : 'my "orders"\\ü';
    put(`services/${folder}/template.yaml`, app);
    put('template.yaml', app);
    commit(root);
    put(`services/${folder}/template.yaml`, app.replace(/^ *CodeSigning.*\n/m, ''));
    put('template.yaml', app.replace(/^ *CodeSigning.*\n/m, ''));
    const below = join(root, 'services');
    expect((await since('HEAD', below)).replaceAll(folder, 'FOLDER')).toMatchInlineSnapshot(`
      "FOLDER/template.yaml:3 function-code-signing (no CodeSigningConfigArn)
      4 left out
      "
    `);
    expect((await since('HEAD', below, '../template.yaml')).replaceAll(slashed(root), 'ROOT')).toMatchInlineSnapshot(`
      "ROOT/template.yaml:3 function-code-signing (no CodeSigningConfigArn)
      4 left out
      "
    `);
  });

  test('the base is where the branches part: what others have merged since is theirs', async () => {
    put('template.yaml', app);
    commit(root);
    git(root, ['branch', 'mine']);
    put('template.yaml', app.replace(/^ *CodeSigning.*\n/m, ''));
    commit(root);
    git(root, ['checkout', '-q', 'mine']);
    put('notes.txt', 'x');
    commit(root);
    expect(await since('main')).toMatchInlineSnapshot(`
      "7 left out
      "
    `);
  });

  test('people are told how many there are beside', async () => {
    put('template.yaml', app);
    commit(root);
    expect((await command(root, '--since', 'HEAD', ...quiet)).stdout).toMatchInlineSnapshot(`
      "Nothing found, as far as can be told · 3 checks undecided (--show-unknown lists them) · 7 untouched since HEAD
      template.yaml: SAM, 2 functions
      1 file checked with 111 rules
      "
    `);
  });
});

describe('where git can not tell, it is one sentence', () => {
  test.each(['nowhere', '-x', '--output=/tmp/x', 'HEAD~5'])('%s', async (ref) => {
    put('template.yaml', app);
    commit(root);
    const { code, stderr } = await command(root, `--since=${ref}`);
    expect(stderr).toBe(
      `lambda-lint: --since ${ref}: there is no commit ${ref} in this repository\nTry lambda-lint --help.\n`,
    );
    expect(code).toBe(2);
  });

  test('no repository', async () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'since-')));
    writeFileSync(join(outside, 'template.yaml'), app);
    expect(await since('main', outside)).toMatchInlineSnapshot(`
      "lambda-lint: --since main: this directory is in no git repository
      Try lambda-lint --help.
      "
    `);
    rmSync(outside, { recursive: true });
  });

  test('a shallow clone', async () => {
    put('template.yaml', app);
    const first = commit(root);
    put('template.yaml', app.replace('pays', 'pays more'));
    commit(root);
    const clone = join(root, 'clone');
    spawnSync('git', ['clone', '-q', '--depth=1', pathToFileURL(root).href, clone]);
    expect((await since(first, clone)).replaceAll(first, 'FIRST')).toMatchInlineSnapshot(`
      "lambda-lint: --since FIRST: there is no commit FIRST in this repository; this clone is shallow, so fetch its whole history: fetch-depth: 0 for actions/checkout, or git fetch --unshallow
      Try lambda-lint --help.
      "
    `);
    expect(await since('main', clone)).toMatch(/left out/);
  });

  test('branches without a common commit, and one that is known only from the origin', async () => {
    put('template.yaml', app);
    commit(root);
    git(root, ['checkout', '-q', '--orphan', 'other']);
    put('notes.txt', 'not on main');
    commit(root);
    expect(await since('main')).toMatchInlineSnapshot(`
      "lambda-lint: --since main: main and HEAD have no commit in common
      Try lambda-lint --help.
      "
    `);
    git(root, ['update-ref', 'refs/remotes/origin/trunk', 'HEAD']);
    expect(await since('trunk')).toMatchInlineSnapshot(`
      "lambda-lint: --since trunk: there is no commit trunk in this repository; did you mean origin/trunk?
      Try lambda-lint --help.
      "
    `);
  });
});

describe('patches', () => {
  test('a line that looks like a header is none', () => {
    const patch = [
      'diff --git a/a.yaml b/a.yaml',
      '--- a/a.yaml',
      '+++ b/a.yaml',
      '@@ -1 +1,3 @@',
      '--- a/forged.yaml',
      '+++ b/forged.yaml',
      '+@@ -1 +1 @@',
      '+diff --git a/x b/x',
      '\\ No newline at end of file',
      '@@ -9,0 +12 @@ Resources:',
      '+x',
      '',
    ].join('\n');
    expect([...readPatch(patch)]).toMatchInlineSnapshot(`
      [
        [
          "a.yaml",
          [
            {
              "added": [
                "++ b/forged.yaml",
                "@@ -1 +1 @@",
                "diff --git a/x b/x",
              ],
              "count": 3,
              "line": 1,
              "removed": [
                "-- a/forged.yaml",
              ],
            },
            {
              "added": [
                "x",
              ],
              "count": 1,
              "line": 12,
              "removed": [],
            },
          ],
        ],
      ]
    `);
  });

  test('whatever is written anew is touched', () => {
    put('a.yaml', '');
    const line = fc.stringMatching(/^ {0,4}[a-c]?:? ?[+-]?[xy]?$/);
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.map((each) => `${each}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        put('before', before);
        put('after', after);
        const { text: patch } = git(root, ['diff', '--no-index', '-U0', 'before', 'after']);
        const hunks = readPatch(patch).get('after') ?? [];
        if (hunks === 'all') return;
        const { written } = touchedLines(after, hunks);
        const untouched = after
          .split('\n')
          .slice(0, -1)
          .filter((_, at) => !written.has(at + 1));
        const old = before.split('\n');
        // Lines that are not touched stood there before, in this order.
        let from = 0;
        for (const each of untouched) {
          const at = old.indexOf(each, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + 1;
        }
      }),
      { numRuns: 40 },
    );
  });
});
