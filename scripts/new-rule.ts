/** `npm run new-rule <id>` writes the three files of a rule. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { positionals } = parseArgs({ allowPositionals: true });
const [id, ...more] = positionals;

if (id === undefined || more.length > 0) stop('Usage: npm run new-rule <id>');
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
  stop(`"${id}" is not kebab-case: write the subject first, then the defect, as in queue-redelivers-too-early`);
}
if (id === 'define' || id === 'index') stop(`"${id}" is a name of the project's own`);

const stem = join('src', 'rules', id);
const files = {
  [`${stem}.ts`]: `import { defineRule } from './define.js';

/** TODO: what happens to people when this goes wrong, in one or two lines. */
export default defineRule({
  id: '${id}',
  title: 'TODO: the guardrail in one line, without a full stop',
  severity: 'warning',
  pillar: 'security',
  since: '${sinceVersion()}',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/TODO.html'],
  peers: {},
  options: {},

  on: 'function',
  check(fn, { report }) {
    const { runtime } = fn;
    if (runtime.state !== 'known' || runtime.value !== 'TODO') return;

    report({
      at: runtime,
      message: \`\${fn.name} has the \${runtime.name} \${runtime.value}, TODO: so what goes wrong\`,
      help: 'TODO: what to write instead',
    });
  },
});
`,
  [`${stem}.test.ts`]: `import { expect, test } from 'vitest';
import { lint } from '../../test/support/lint.js';
import rule from './${id}.js';

const app = (runtime: string) => \`
  Resources:
    Worker: { Type: AWS::Lambda::Function, Properties: { Runtime: \${runtime} } }
\`;

test('passes', () => {
  expect(lint(rule, app('nodejs22.x'))).toBe('');
});

test('fails, and says what to do', () => {
  expect(lint(rule, app('TODO'))).toMatchInlineSnapshot();
});

test('a value that only the deployment knows is not guessed at', () => {
  expect(lint(rule, app('!ImportValue Runtime'), { undecided: true })).toMatchInlineSnapshot();
});

// Still to write: the default that AWS documents; the branch that is wrong, and when; what it does not apply to.
`,
  [`${stem}.md`]: `<!-- generated:start -->
<!-- generated:end -->

## Why

TODO

## Wrong

\`\`\`yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: worker/
      Handler: app.handler
      Runtime: TODO
\`\`\`

## Right

\`\`\`yaml
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: worker/
      Handler: app.handler
      Runtime: nodejs22.x
\`\`\`

## When not to use it

TODO
`,
};

const existing = Object.keys(files).filter((path) => existsSync(path));
if (existing.length > 0) stop(`${existing.join(', ')} exists already`);

for (const [path, text] of Object.entries(files)) {
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
console.log(
  `Fill them in; a fact that is missing is one row in src/resources/, and test/terraform-cases/ wants a case. Then: npm run generate`,
);

function sinceVersion(): string {
  return process.env['npm_package_version'] ?? '0.1.0';
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
