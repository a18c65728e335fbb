import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { piped, type Ran } from './support/cli.js';
import { put } from './support/files.js';
import { commit, repository } from './support/repository.js';
import { pipelinesOf } from './support/shell.js';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
const plan = read('test/fixtures/terraform/plan.json');

/** What is not run here: why not, what it prints for the command behind it, and what it has to be given. */
interface Elsewhere {
  readonly why: string;
  readonly prints?: string;
  readonly takes?: (text: string) => void;
}

/** By the words that a command begins with. */
const elsewhere: Readonly<Record<string, Elsewhere>> = {
  'npm ci': { why: 'CI begins with it' },
  'npm test': { why: 'this is a part of it' },
  'npm run build': { why: 'is a step of npm run check' },
  'npm install --save-dev lambda-lint': { why: 'needs the registry: npm run try:hooks runs it' },
  'npx husky init': { why: 'npm run try:hooks runs it' },
  'echo npx lint-staged': { why: 'npm run try:hooks runs it' },
  'npx lefthook install': { why: 'npm run try:hooks runs it' },
  'npx cdk synth': { why: 'npm run try:cdk runs it' },
  'terraform init': { why: 'fetches a provider' },
  'terraform plan': { why: 'needs credentials of AWS' },
  'terraform show -json tfplan': { why: 'needs a plan: here it prints a committed one', prints: plan },
  'set -o pipefail': { why: 'sets the shell up' },
  true: { why: 'does nothing' },
  jq: {
    why: 'a tool of its own, which reads JSON',
    takes: (text) => expect(JSON.parse(text)).toHaveProperty('findings'),
  },
  dot: { why: 'a tool of its own, which reads DOT', takes: (text) => expect(text).toMatch(/^digraph /) },
  reviewdog: {
    why: 'a tool of its own, which reads the XML of Checkstyle',
    takes: (text) => expect(text).toContain('<checkstyle'),
  },
};

const template = `Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Worker:
    Type: AWS::Lambda::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, Role: !ImportValue worker, Code: { ZipFile: '' } }
`;

/** A repository that has what the guides speak of. */
function project(): string {
  const folder = repository();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  put(folder, {
    'template.yaml': template,
    'samconfig.toml': '[prod.deploy.parameters]\nparameter_overrides = "Stage=prod"\n',
    'cdk.out/Orders.template.json': JSON.stringify({ Resources: { Jobs: { Type: 'AWS::SQS::Queue' } } }),
    'plan.json': plan,
    'test/templates/orders/template.yaml': read('test/templates/orders/template.yaml'),
  });
  cpSync(join(root, 'test/fixtures/terraform'), join(folder, 'infrastructure'), { recursive: true });
  commit(folder);
  return folder;
}

const own = /^(?:npx (?:--yes |--no-install )?)?lambda-lint(?: |$)/;
const nameOf = (text: string): string | undefined =>
  Object.keys(elsewhere).find((each) => text === each || text.startsWith(`${each} `));

async function runOne(words: readonly string[], input: string, folder: string): Promise<string> {
  const text = words.join(' ');
  if (own.test(text))
    return printed(await piped(input, folder, ...words.slice(words.indexOf('lambda-lint') + 1)), text);
  const name = nameOf(text);
  if (name === undefined) throw new Error(`${text} is neither run nor listed with the reason why it is not`);
  elsewhere[name]?.takes?.(input);
  return elsewhere[name]?.prints ?? '';
}

/** It ran if it could: findings are what the guides are about. */
function printed({ code, stdout, stderr }: Ran, text: string): string {
  expect(code < 2 ? 'ran' : stderr, text).toBe('ran');
  return stdout;
}

/** Runs a line as a shell would, and sees that the files that it names as outputs are there. */
async function runLine(line: string, folder: string): Promise<void> {
  for (const pipeline of pipelinesOf(line)) {
    let output = '';
    for (const { words, into } of pipeline) {
      output = await runOne(words, output, folder);
      if (into !== undefined && output !== '') writeFileSync(join(folder, into), output);
      for (const [, file = ''] of words.join(' ').matchAll(/--format \w+=(\S+)/g))
        expect(existsSync(join(folder, file)), file).toBe(true);
    }
  }
}

/** Commands in a document of YAML or JSON: steps of workflows and pipelines, hooks, and tasks of lint-staged. */
function commandsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(commandsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'lint-staged')
      return Object.values(value as Record<string, string>).map((task) => `${task} template.yaml`);
    if (!['run', 'script', 'entry'].includes(key)) return commandsIn(value);
    return [value].flat().filter((each) => typeof each === 'string');
  });
}

/** What stands in prose for something of the reader's. */
const placeholders = { RULE: 'role-shared', FILE: 'template.yaml', NAME: 'strict', '{staged_files}': 'template.yaml' };

/** All lines for a shell that a page shows, in order. */
function linesOf(page: string): string[] {
  const shown = [...page.matchAll(/^( *)```(\w*).*\n([\s\S]*?)^\1```$|`(lambda-lint [^`]+)`/gm)];
  const texts = shown.flatMap(([, , language = '', text = '', inline]) => {
    if (inline !== undefined) return [inline];
    if (/^(?:sh|bash|shell|zsh)$/.test(language)) return [text];
    if (/^(?:text|console)$/.test(language)) return [...text.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => line);
    if (/^(?:ya?ml|json)$/.test(language)) return commandsIn(parse(text, { logLevel: 'silent' }));
    return language === 'groovy' ? [...text.matchAll(/\bsh '(.*)'/g)].map(([, line = '']) => line) : [];
  });
  return texts
    .flatMap((text) => text.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => Object.entries(placeholders).reduce((all, [name, value]) => all.replaceAll(name, value), line))
    .filter((line) => line.trim() !== '');
}

const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...guides.map((name) => `docs/${name}`)];
const shown = [
  ...pages.map((page) => [page, linesOf(read(page))] as const),
  ['.pre-commit-hooks.yaml', commandsIn(parse(read('.pre-commit-hooks.yaml')))] as const,
].filter(([, lines]) => lines.length > 0);

test.each(shown)('the commands of %s run, one after the other', async (_, lines) => {
  const folder = project();
  for (const line of lines) await runLine(line, folder);
});

describe('the list of what is not run', () => {
  test('has nothing that no page shows', () => {
    const commands = shown.flatMap(([, lines]) => lines.flatMap(pipelinesOf).flat());
    const used = new Set(commands.map(({ words }) => nameOf(words.join(' '))));
    expect(Object.keys(elsewhere).filter((name) => !used.has(name))).toEqual([]);
  });

  test('is asked for when a page shows something else', async () => {
    const page = '```sh\nnpx lambda-lint > log.txt && frobnicate "all of it" | tee log.txt # it does\n```\n';
    const [line = ''] = linesOf(page);
    expect(pipelinesOf(line)).toEqual([
      [{ words: ['npx', 'lambda-lint'], into: 'log.txt' }],
      [{ words: ['frobnicate', 'all of it'] }, { words: ['tee', 'log.txt'] }],
    ]);
    await expect(runLine(line, project())).rejects.toThrow('frobnicate all of it is neither run nor listed');
  });

  test.each([
    '```console\n$ frobnicate\nits output\n```',
    '```yaml\n- uses: actions/checkout@v7\n- run: frobnicate\n```',
    '```yaml\nlint: { script: [frobnicate] }\n```',
    '```yaml\nhooks: [{ id: x, entry: frobnicate }]\n```',
    "```groovy\nsh 'frobnicate'\n```",
  ])('sees commands wherever they stand: %j', (page) => {
    expect(linesOf(page)).toEqual(['frobnicate']);
  });
});
