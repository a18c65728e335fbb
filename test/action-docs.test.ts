import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflowFile } from '../src/cli/commands/init/files.js';
import { formatNames } from '../src/formatters/names.js';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>>;
}

const action = parse(read('action.yml')) as {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: Readonly<Record<string, string>>;
};
const page = read('docs/github-action.md');
const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
/** Those that run the Action itself. */
const workflows = readdirSync(join(root, '.github/workflows'))
  .map((name) => read(`.github/workflows/${name}`))
  .filter((text) => text.includes('uses: ./'));

/** What `lambda-lint init --workflow` writes. */
const { text: written } = workflowFile({ installed: false, baseline: false });

const isOurs = ({ uses = '' }: Step): boolean => uses === './' || uses.includes('/lambda-lint@');

/** The first column of the table under a heading, and the second. */
const rowsOf = (heading: string): string[][] => {
  const [, section = ''] = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'm').exec(page) ?? [];
  const rows = section.matchAll(/^\| `([\w-]+)` *\| *([^|]*?) *\|/gm);
  return [...rows].map(([, name = '', next = '']) => [name, next.replaceAll('`', '')]);
};

describe('action.yml', () => {
  test('runs what is committed, on a version of node that GitHub has', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'action/index.cjs' });
    expect(read(String(action.runs['main']))).not.toBe('');
  });

  test('its inputs and outputs are those that are read and written', () => {
    const sources = ['action', 'inputs'].map((name) => read(`src/action/${name}.ts`)).join('\n');
    for (const name of Object.keys(action.inputs)) expect(sources).toMatch(new RegExp(`'${name}'`));
    const asked = [...sources.matchAll(/(?:input|flag)\('([\w-]+)'\)/g)].map(([, name]) => name);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(asked));
    for (const name of Object.keys(action.outputs)) expect(sources).toMatch(new RegExp(`\\b'?${name}'?[:,]`));
  });

  test('its inputs and outputs are those of the page', () => {
    expect(rowsOf('Inputs')).toEqual(Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']));
    expect(rowsOf('Outputs').map(([name]) => name)).toEqual(Object.keys(action.outputs));
  });
});

describe.each([...examples, ...workflows, written].map((text, at) => [at, text] as const))('workflow %i', (_, text) => {
  const { permissions, jobs } = parse(text) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test('gives no more permissions than are needed', () => {
    expect(permissions).toEqual({});
    const uploads = steps.some(({ uses = '' }) => uses.includes('upload-sarif'));
    const needed = { contents: 'read', ...(uploads && { 'security-events': 'write' }) };
    for (const job of Object.values(jobs)) expect(job.permissions).toEqual(needed);
    for (const { uses = '', with: inputs } of steps)
      if (uses.startsWith('actions/checkout@')) expect(inputs).toMatchObject({ 'persist-credentials': false });
  });

  test('names actions by commits, and their versions for people', () => {
    const named = [...text.matchAll(/uses: (.*)$/gm)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(name).toMatch(/^\.\/$|^[\w./-]+@(?:[\da-f]{40}|COMMIT) # v\d+\.\d+\.\d+$/);
  });

  test('uses inputs that there are', () => {
    const given = steps.filter(isOurs).flatMap((step) => Object.keys(step.with ?? {}));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given));
  });
});

test('the page speaks of no format that there is not', () => {
  const named = [...page.matchAll(/`(\w+)=\S+`/g)].map(([, name]) => name).filter((name) => name !== 'Stage');
  for (const name of named) expect(formatNames).toContain(name);
});
