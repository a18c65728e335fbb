import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Io } from '../src/cli/io.js';
import { run } from '../src/cli/run.js';
import { rules } from '../src/rules/index.js';

async function cli(argv: readonly string[], given: Partial<Io> = {}) {
  let stdout = '';
  let stderr = '';
  const io: Io = {
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    stdin: () => Buffer.from(''),
    cwd: import.meta.dirname,
    env: {},
    today: new Date('2026-01-01'),
    elapsed: () => 0,
    ...given,
  };
  return { code: await run(argv, io), stdout, stderr };
}

describe('explain', () => {
  test('prints a page for people', async () => {
    const { code, stdout, stderr } = await cli(['explain', 'code-signing-enforced'], { env: { COLUMNS: '80' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "A code-signing configuration blocks untrusted code

      \`code-signing-enforced\` · error · security · since 0.1.0

      Why

      A code-signing configuration either blocks code that no trusted publisher signed
      (\`Enforce\`) or deploys it and counts a warning (\`Warn\`). Warn is what it does
      when nothing is written, so a configuration without \`CodeSigningPolicies\` looks
      like protection and is none.

      A configuration that no function of the template uses is reported at info.

      Wrong

          Resources:
            Signing:
              Type: AWS::Lambda::CodeSigningConfig
              Properties:
                AllowedPublishers:
                  SigningProfileVersionArns:
                    - arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/abcdefghij

      Right

          Resources:
            Signing:
              Type: AWS::Lambda::CodeSigningConfig
              Properties:
                AllowedPublishers:
                  SigningProfileVersionArns:
                    - arn:aws:signer:eu-central-1:123456789012:/signing-profiles/Company/abcdefghij
                CodeSigningPolicies:
                  UntrustedArtifactOnDeployment: Enforce

      When not to use it

      While signing is being introduced and unsigned functions still have to be
      deployed: set \`level\` to \`Warn\` until then.

      Options

      Option   Type                     Default      Meaning
      \`level\`  \`"Enforce"\` or \`"Warn"\`  \`"Enforce"\`  What has to happen to untrusted
                                                     code at least.

      The same elsewhere

      • Serverless Lens: \`SEC3\`

      Sources

      • https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
      • https://docs.aws.amazon.com/lambda/latest/api/API_CodeSigningPolicies.html
      "
    `);
  });

  test('in colours on a terminal, and never wider than it', async () => {
    const io = { terminal: { columns: 70 } };
    const { stdout } = await cli(['explain', ...rules.map(({ id }) => id)], io);
    expect(stdout).toContain('\u001b[1m');
    expect(stdout).not.toContain('<!--');
    const long = stripVTControlCharacters(stdout)
      .split('\n')
      .filter((line) => line.length > 70)
      // Code stays as it is, and a word that is too long is not broken.
      .filter((line) => !line.startsWith('    ') && line.trim().includes(' ') && !/^\s*• \S+$/.test(line));
    expect(long).toEqual([]);
  });

  test('several at once, each once, and by what another tool calls them', async () => {
    const { stdout } = await cli(['explain', 'CKV_AWS_272', 'function-code-signing', 'role-shared']);
    expect(stdout.match(/^`[a-z-]+` · /gm)).toEqual(['`function-code-signing` · ', '`role-shared` · ']);
  });

  test('as Markdown, and for programs', async () => {
    const { stdout } = await cli(['explain', 'role-shared', '-f', 'markdown']);
    expect(stdout).toMatch(/^# An execution role belongs to one function\n/);
    const [facts] = JSON.parse((await cli(['explain', 'role-shared', '--format=json'])).stdout) as [object];
    expect(facts).toMatchObject({
      id: 'role-shared',
      recommended: 'error',
      strict: 'error',
      options: { maxFunctions: { default: 1 } },
      page: expect.stringContaining('## Why') as string,
    });
  });
});

describe('rules', () => {
  test('lists each once, in columns where there is room', async () => {
    const { stdout } = await cli(['rules']);
    const [head = '', ...lines] = stdout.split('\n');
    expect(head).toMatch(/^rule +default +strict +what it asks for$/);
    expect(lines.flatMap((line) => /^([a-z][a-z-]+) {2}/.exec(line)?.[1] ?? [])).toEqual(rules.map(({ id }) => id));
    expect(lines.at(-2)).toBe(`${String(rules.length)} rules; lambda-lint explain RULE prints the page of one`);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  test('under each other where there is none', async () => {
    const { stdout } = await cli(['rules', 'code-signing'], { env: { COLUMNS: '80' } });
    expect(stdout).toMatchInlineSnapshot(`
      "rule                             default  strict
      code-signing-allowed-publishers  error    error
        A code-signing configuration trusts approved signing profiles only
      code-signing-enforced            error    error
        A code-signing configuration blocks untrusted code
      function-code-signing            error    error
        A zip function names an approved code-signing configuration

      3 rules; lambda-lint explain RULE prints the page of one
      "
    `);
  });

  test('with what else is known of them', async () => {
    expect((await cli(['rules', '--long', 'CKV_AWS_272', '--preset', 'strict'])).stdout).toMatchInlineSnapshot(`
      "rule                   strict
      function-code-signing  error
        A zip function names an approved code-signing configuration
        options: allowedConfigArns, allowLocalConfig, exempt
        elsewhere: checkov CKV_AWS_272 · Serverless Lens SEC3

      1 rule; lambda-lint explain RULE prints the page of one
      "
    `);
  });

  test('those that are on in a preset; for programs', async () => {
    const { stdout } = await cli(['rules', '--preset', 'recommended', '--format', 'json']);
    const found = JSON.parse(stdout) as { id: string; recommended: string }[];
    expect(found.map(({ id }) => id)).toEqual(rules.filter(({ severity }) => severity !== 'off').map(({ id }) => id));
    expect(found.every(({ recommended }) => recommended !== 'off')).toBe(true);
  });

  test('none', async () => {
    expect(await cli(['rules', 'zebra', 'crossing'])).toEqual({
      code: 0,
      stdout: 'No rule has zebra and crossing.\n',
      stderr: '',
    });
  });
});

test('the page of a rule is found whatever the case of its name', async () => {
  const { stdout } = await cli(['explain', 'function-code-signing']);
  expect((await cli(['explain', 'ckv_aws_272'])).stdout).toBe(stdout);
  expect((await cli(['explain', 'Function-Code-Signing'])).stdout).toBe(stdout);
});

describe('what is wrong is one sentence, a suggestion, and exit code 2', () => {
  test.each([
    [['explain'], 'explain needs a rule, as in lambda-lint explain role-shared'],
    [['explain', 'role-shard'], 'there is no rule role-shard; did you mean role-shared?'],
    [['explain', 'E3001'], 'there is no rule E3001; lambda-lint rules lists them'],
    [['explain', 'x', '--fromat=json'], 'there is no option --fromat; did you mean --format?'],
    [['explain', 'role-shared', '-f', 'jsn'], 'explain has no format jsn; did you mean json?'],
    [['rules', '-f', 'sarif'], 'rules has no format sarif; it has text, json'],
    [['rules', '--preset', 'strickt'], '--preset: there is no preset strickt; did you mean strict?'],
  ])('%j', async (argv, message) => {
    const stderr = `lambda-lint: ${message}\nTry lambda-lint ${argv[0] ?? ''} --help.\n`;
    expect(await cli(argv)).toEqual({ code: 2, stdout: '', stderr });
  });

  test('a command that is written wrongly, where no file has that name', async () => {
    expect(await cli(['explian', 'role-shared'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^lambda-lint: explian does not exist; did you mean the command explain\?\n/,
      ) as string,
    });
    expect(await cli(['rule-commands.test.js'])).toMatchObject({
      code: 2,
      stderr: 'lambda-lint: rule-commands.test.js does not exist; did you mean rule-commands.test.ts?\n',
    });
  });

  test('each command tells of itself', async () => {
    for (const name of ['explain', 'rules']) {
      expect((await cli([name, '--help'])).stdout).toMatch(new RegExp(`^Usage: lambda-lint ${name} `));
    }
  });
});
