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
  title: 'TODO: the defect in one line, without a full stop',
  severity: 'warning',
  pillar: 'security',
  since: '${sinceVersion()}',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/TODO.html'],
  peers: {},
  options: {},

  on: 'function',
  check(fn, { report }) {
    const { timeout } = fn;
    if (timeout.state !== 'known') return;

    report({ at: timeout, message: \`\${fn.address} TODO: what it is, and what it should be\` });
  },
});
`,
  [`${stem}.test.ts`]: `import { expect, test } from 'vitest';
import rule from './${id}.js';
import { lint } from '../../test/support/lint.js';

const app = (timeout: string) => \`
  Resources:
    Worker: { Type: AWS::Lambda::Function, Properties: { Timeout: \${timeout} } }
\`;

test.todo('passes');

test('fails, and says what to do', () => {
  expect(lint(rule, app('30'))).toMatchInlineSnapshot();
});

test('a value that only the deployment knows is not guessed at', () => {
  expect(lint(rule, app('!Ref Seconds'))).toBe('');
});

test.todo('takes the default that AWS documents');

test.todo('only in the branch that is wrong, and says when');

test.todo('does not apply');
`,
  [`${stem}.md`]: `<!-- generated:start -->
<!-- generated:end -->

## Why

TODO

## Wrong

\`\`\`yaml
Resources:
  Worker:
    Type: AWS::Serverless::Function
\`\`\`

## Right

\`\`\`yaml
Resources:
  Worker:
    Type: AWS::Serverless::Function
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
console.log(`Fill them in; a fact that is missing is one row in src/resources/. Then: npm run generate`);

function sinceVersion(): string {
  return process.env['npm_package_version'] ?? '0.1.0';
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
