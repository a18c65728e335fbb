import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { commandNames } from '../src/cli/commands/command.js';
import { commandOf } from '../src/cli/commands/index.js';
import { help } from '../src/cli/help.js';
import { givenRules } from '../src/config/index.js';
import { rules } from '../src/rules/index.js';
import { command } from './support/cli.js';
import { lint } from './support/lint.js';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
const listed = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .sort();

interface Fence {
  readonly language: string;
  readonly text: string;
}

function fencesOf(markdown: string): Fence[] {
  return [...markdown.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)].map(([, , language = '', text = '']) => ({
    language,
    text,
  }));
}

/** The text under each heading of a level, in order. */
function sectionsOf(markdown: string): Map<string, string> {
  const parts = markdown.split(/^## (.*)$/m).slice(1);
  const sections = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) sections.set(parts[at] ?? '', parts[at + 1] ?? '');
  return sections;
}

describe('a rule is three files', () => {
  const isRule = (name: string) => !/^(?:define|index)\.|\.test\.ts$/.test(name);
  const ids = listed('src/rules', '.ts')
    .filter(isRule)
    .map((name) => name.replace(/\.ts$/, ''));

  test('each with a test and a page, and no page or test without a rule', () => {
    const names = rules.map(({ id }) => id).sort();
    expect(ids.sort()).toEqual(names);
    expect(
      listed('src/rules', '.md')
        .map((name) => name.replace(/\.md$/, ''))
        .sort(),
    ).toEqual(names);
    expect(listed('src/rules', '.test.ts')).toEqual(expect.arrayContaining(names.map((id) => `${id}.test.ts`)));
  });
});

/** What a page shows in JSON; nothing where it is none. */
function jsonIn({ language, text }: Fence): Record<string, unknown> | undefined {
  if (language !== 'json') return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Options as a page shows them: those of the rule, or as they stand in rules.config.json. Nothing for a template. */
function optionsIn(fence: Fence, id: string): Record<string, unknown> | undefined {
  const json = jsonIn(fence);
  if (json === undefined || 'Resources' in json || 'Transform' in json) return undefined;
  const rules = 'policies' in json ? { [id]: 'error', ...(json.rules ?? {}) } : json.rules;
  const setting = (rules as Record<string, unknown> | undefined)?.[id] ?? json[id] ?? json;
  return (Array.isArray(setting) ? setting[1] : typeof setting === 'object' ? setting : {}) as Record<string, unknown>;
}

/** The document of a policy that a page shows, under the ARNs that its configuration has for it. */
function policiesIn(page: string): Record<string, unknown> {
  const all = fencesOf(page).map((fence) => jsonIn(fence) ?? {});
  const document = all.find((each) => 'Statement' in each);
  return Object.fromEntries(all.flatMap(({ policies }) => Object.keys(policies ?? {})).map((arn) => [arn, document]));
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('the page of %s', (id, rule) => {
  const path = `src/rules/${id}.md`;
  const page = existsSync(join(root, path)) ? read(path) : '';
  const sections = sectionsOf(page);

  test('has its parts in order', () => {
    const prose = page.replace(/^( *)```[\s\S]*?^\1```$/gm, '');
    const parts = [...prose.matchAll(/^(?:#{1,2} .*|<!-- generated:\w+ -->)$/gm)].map(([part]) => part);
    expect(parts).toEqual([
      '<!-- generated:start -->',
      `# ${rule.title}`,
      '<!-- generated:end -->',
      '## Why',
      '## Wrong',
      '## Right',
      '## When not to use it',
    ]);
    expect(page).not.toContain('TODO');
    for (const [heading, text] of sections) expect(text.trim(), heading).not.toBe('');
  });

  // Options that are shown under Wrong hold for Right, too, unless it shows its own.
  let options: Record<string, unknown> = {};
  const examples = ['Wrong', 'Right'].flatMap((heading) =>
    fencesOf(sections.get(heading) ?? '').flatMap((fence) => {
      if ('Statement' in (jsonIn(fence) ?? {})) return [];
      const shown = optionsIn(fence, id);
      if (shown === undefined) return /^(?:ya?ml|json)$/.test(fence.language) ? [{ heading, fence, options }] : [];
      options = shown;
      return [];
    }),
  );

  test.each(['Wrong', 'Right'])('has an example under %s', (heading) => {
    expect(examples.some((example) => example.heading === heading)).toBe(true);
  });

  test.each(examples.map((example, at) => [example.heading, at + 1, example] as const))(
    'tells the truth under %s (example %i)',
    (heading, _, { fence, options }) => {
      const given = givenRules([`${id}: ${JSON.stringify(['error', options])}`], rules);
      expect(given.problems).toEqual([]);
      const found = lint(rule, fence.text, {
        options,
        policies: policiesIn(page),
        path: fence.language === 'json' ? 'template.json' : 'template.yaml',
      });
      if (heading === 'Wrong') expect(found).toContain(`[${id}]`);
      else expect(found).toBe('');
    },
  );
});

const guides = ['README.md', 'CONTRIBUTING.md', ...listed('docs', '.md').map((name) => `docs/${name}`)];
const pages = [...guides, ...rules.map(({ id }) => `src/rules/${id}.md`)].filter((path) =>
  existsSync(join(root, path)),
);

test.each(pages)('what %s links to is there', (path) => {
  const links = [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
});

test.each(guides)('the commands of %s are there', async (path) => {
  const text = read(path);
  const scripts = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts));
  const options = [...text.matchAll(/(?<=lambda-lint [^`\n]*?|`)--[a-z][a-z-]*/g)].map(([option]) => option);
  const helps = await Promise.all(commandNames.map(async (name) => (await commandOf(name)?.())?.help));
  const known = [...[help, ...helps].join('\n').matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option);
  expect(known).toEqual(expect.arrayContaining(options));
});

/**
 * `<!-- output: ARGS -->` before a fence says which command printed it. `<!-- output: ARGS | RULE RULE -->` leaves out the findings of
 * other rules. `UPDATE_DOCS=1 npm test` writes what the command prints now.
 */
const outputs = /(<!-- output: ([^|]*?)(?: \| (.*?))? -->\n\n```text\n)([\s\S]*?)\n```/g;

async function printed(args: string, only: string | undefined): Promise<string> {
  const { stdout } = await command(root, ...args.split(' '));
  const blocks = stdout.trimEnd().split('\n\n');
  if (only === undefined) return blocks.join('\n\n');
  const shown = new Set(only.split(' '));
  const kept = blocks.map((block, at) =>
    at === blocks.length - 1 || shown.has(/^\w+\[([\w-]+)\]/.exec(block)?.[1] ?? '') ? block : '…',
  );
  return kept.filter((block, at) => block !== '…' || kept[at - 1] !== '…').join('\n\n');
}

describe('docs/configuration.md', () => {
  const page = read('docs/configuration.md');

  test('has a section for every setting', () => {
    const schema = JSON.parse(read('schema.json')) as { properties: Record<string, unknown> };
    const documented = [...page.matchAll(/^## `(.*)`$/gm)].map(([, name]) => name);
    expect(documented).toEqual(Object.keys(schema.properties));
  });

  test.each(fencesOf(page).filter(({ language }) => language === 'json'))('shows a configuration', async ({ text }) => {
    const folder = mkdtempSync(join(tmpdir(), 'docs-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'rules.config.json'), text);
    expect(await command(folder, '--print-config', 'template.yaml')).toMatchObject({ code: 0, stderr: '' });
  });
});

test.each(guides)('%s shows what the command prints', async (path) => {
  let text = read(path);
  for (const [whole, head = '', args = '', only, shown] of text.matchAll(outputs)) {
    const real = await printed(args, only);
    if (process.env['UPDATE_DOCS'] === undefined) expect(shown).toBe(real);
    else text = text.replace(whole, () => `${head}${real}\n\`\`\``);
  }
  if (process.env['UPDATE_DOCS'] !== undefined) writeFileSync(join(root, path), text);
});

describe('the README', () => {
  test('lints a template of the repository in one line, which finds something', async () => {
    const [, args = ''] = /^npm ci && npm run build && npx lambda-lint (.*)$/m.exec(read('README.md')) ?? [];
    const { code, stdout, stderr } = await command(root, ...args.split(' '));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain(args);
  });

  test.each(fencesOf(read('README.md')).filter(({ language }) => language === 'json'))(
    'shows a configuration that is one',
    async ({ text }) => {
      const folder = mkdtempSync(join(tmpdir(), 'docs-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      writeFileSync(join(folder, 'rules.config.json'), text);
      expect(await command(folder, '--print-config', 'template.yaml')).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('names every setting of the configuration', () => {
    const schema = JSON.parse(read('schema.json')) as { properties: Record<string, unknown> };
    for (const setting of Object.keys(schema.properties)) expect(read('README.md')).toContain(`\`${setting}\``);
  });
});
