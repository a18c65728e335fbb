import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagram, DiagramNode, Formatter } from '../src/engine/report.js';
import { dot } from '../src/formatters/diagram/dot.js';
import { paintedOf } from '../src/formatters/diagram/findings.js';
import { graphJson, type JsonGraph } from '../src/formatters/diagram/json.js';
import { layOut, sizes } from '../src/formatters/diagram/layout.js';
import { mermaid } from '../src/formatters/diagram/mermaid.js';
import { partOf } from '../src/formatters/diagram/part.js';
import { html } from '../src/formatters/html.js';
import { script, scriptHash } from '../src/formatters/html/script.js';
import { style, styleHash } from '../src/formatters/html/style.js';
import { lint } from '../src/lint.js';
import { rules } from '../src/rules/index.js';
import { command } from './support/cli.js';
import { finding, formatOptions, report } from './support/report.js';

const templates = join(import.meta.dirname, 'templates');
const golden = (name: string): string => `fixtures/diagram/${name}`;

function linted(app: string) {
  const text = readFileSync(join(templates, app, 'template.yaml'), 'utf8');
  return lint([{ path: 'template.yaml', text }], { today: new Date('2026-11-22'), diagrams: true });
}

describe('of the test applications', () => {
  const options = formatOptions({
    rules: rules.map(({ id, title, severity, pillar, sources }) => ({ id, title, severity, pillar, sources })),
  });
  test.each(['branches', 'orders'])('%s', async (app) => {
    const found = linted(app);
    await expect(mermaid(found, options)).toMatchFileSnapshot(golden(`${app}.mmd`));
    await expect(dot(found, options)).toMatchFileSnapshot(golden(`${app}.dot`));
    await expect(graphJson(found, options)).toMatchFileSnapshot(golden(`${app}.json`));
    // What the page looks like is for eyes; what is in it is for this.
    await expect(outlineOf(html(found, options))).toMatchFileSnapshot(golden(`${app}.html.txt`));
  });

  test('a plain run draws nothing', () => {
    const [file] = lint([{ path: 'template.yaml', text: 'Resources: { R: { Type: AWS::IAM::Role } }' }], {
      today: new Date('2026-11-22'),
    }).files;
    expect(file?.diagram).toBeUndefined();
  });

  test('drawn twice, it is the same', () => {
    expect(html(linted('orders'), options)).toBe(html(linted('orders'), options));
  });
});

/** Titles, articles and boxes of a page, one on a line. */
function outlineOf(page: string): string {
  return [
    ...page.matchAll(
      /<(h1|h2|h3|title|text class="name"|p class="help")[^>]*>([\s\S]*?)<\/(?:h1|h2|h3|title|text|p)>/g,
    ),
  ]
    .map(([, tag = '', text = '']) => `${tag.replace(/ .*/, '')} ${text.replace(/<[^>]*>/g, '').replace(/\n/g, ' ')}\n`)
    .join('');
}

const node = (id: string, given: Partial<DiagramNode> = {}): DiagramNode => ({
  id,
  kind: 'function',
  noun: 'function',
  label: id,
  address: id,
  owner: id,
  state: 'here',
  ...given,
});

const file = { path: 'template.yaml', text: 'Resources: {}\n' };
const at = { file, start: 0, end: 9 };

/** A report of one file with a diagram of two nodes, in which everything that may be anybody's text is one text. */
function hostile(text: string) {
  const diagram: Diagram = {
    nodes: [
      node('n1', { label: text, address: text, owner: text, note: text, when: text }),
      node('n2', { label: text, address: text, owner: 'Other', state: 'unknown', note: text, kind: 'role' }),
    ],
    edges: [{ from: 'n1', to: 'n2', label: 'acts as', certain: false, when: text }],
  };
  const path = `${text}.yaml`;
  const own = { path, text: `Resources: ${text}\n` };
  const place = { file: own, start: 0, end: 9 };
  return report({
    files: [
      { path, file: own, diagram, recognisedAs: text },
      { path: `2${path}`, file: own, diagram, recognisedAs: text },
    ],
    findings: [
      finding({ rule: 'role-shared', message: text, help: text, label: text, when: text, resource: text, at: place }),
      finding({
        rule: text,
        severity: 'info',
        message: text,
        resource: text,
        route: text,
        at: place,
        related: [{ at: place, message: text }],
      }),
    ],
    undecided: [{ rule: text, resource: text, at: place, why: text }],
    suppressed: [{ finding: finding({ message: text, at: place }), at: place, form: 'comment', reason: text }],
  });
}

const print = (formatter: Formatter, text: string): string => formatter(hostile(text), formatOptions());

/** Every tag of a page, without what is in quotes: what a browser would make elements of. */
const tagsOf = (page: string): string[] =>
  [...page.matchAll(/<(\/?[a-z][a-z0-9]*)((?:[^<>"]|"[^"<>]*")*)>/gi)].map(
    ([, name = '', rest = '']) => `${name}${rest.replace(/"[^"]*"/g, '""')}`,
  );

const nasty = [
  '"]; n9["x',
  '#quot;#35;',
  'x"] --> n2\nclick n1 "javascript:alert(1)"',
  '%%{init: {"securityLevel": "loose"}}%%',
  '```\n</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)',
  "' autofocus onfocus='alert(1)",
  '\\"]; evil [label="',
  '&lt;b&gt; \\N \\G $$x$$ `code` **b**',
  '--><!-- ]]> <![CDATA[ {{x}} ${x}',
  '\u001b[31mred\u0000\u0001\u0003\u202e',
];

describe("anybody's text", () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...nasty),
    fc.tuple(fc.constantFrom(...nasty), fc.constantFrom(...nasty)).map((two) => two.join('')),
  );
  const holds = (check: (text: string) => void): void => {
    for (const text of nasty) check(text);
    fc.assert(
      fc.property(
        anything.filter((text) => text !== ''),
        check,
      ),
      { numRuns: 200 },
    );
  };

  test('adds nothing to Mermaid: each line is of a known form', () => {
    const label = `"[\\p{L}\\p{N} .,:/()_●…;#·-]*(?:<br/>[\\p{L}\\p{N} .,:/()_●…;#·-]*)*"`;
    const line = new RegExp(
      [
        'flowchart LR',
        '  classDef [a-z]+ [^"\\n]+',
        `  subgraph f\\d\\[${label}\\]`,
        '  end',
        `  f\\dn\\d(?:\\[${label}\\]|\\{\\{${label}\\}\\})`,
        '  class f\\dn\\d (?:error|warning|info|outside)',
        `  f\\dn\\d (?:-->|-\\.->)\\|${label}\\| f\\dn\\d`,
      ]
        .map((each) => `(?:^${each}$)`)
        .join('|'),
      'u',
    );
    holds((text) => {
      const lines = print(mermaid, text).trimEnd().split('\n');
      expect(lines.filter((each) => !line.test(each))).toEqual([]);
      expect(lines.filter((each) => /^ {2}f\dn\d[[{]/.test(each))).toHaveLength(4);
    });
  });

  test('adds nothing to DOT: without its strings it is always the same', () => {
    const bare = (text: string): string => print(dot, text).replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
    holds((text) => {
      expect(bare(text)).toBe(bare('x'));
    });
  });

  test('adds nothing to a page: its tags are always the same', () => {
    const plain = tagsOf(print(html, 'x'));
    holds((text) => {
      const page = print(html, text);
      expect(tagsOf(page.replace(`<script>${script}</script>`, '<script></script>').replace(style, ''))).toEqual(
        tagsOf(print(html, 'x').replace(`<script>${script}</script>`, '<script></script>').replace(style, '')),
      );
      expect(page.split('<script').length).toBe(2);
      expect(page.split('</script').length).toBe(2);
    });
    expect(plain.length).toBeGreaterThan(40);
  });

  test('comes out of JSON as it went in', () => {
    holds((text) => {
      const { graphs } = JSON.parse(print(graphJson, text)) as JsonGraph;
      expect(graphs[0]?.nodes[0]?.label).toBe(text);
    });
  });
});

describe('the page', () => {
  test('runs its own script and style alone', () => {
    const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
    expect({ script: scriptHash, style: styleHash }).toEqual({ script: hash(script), style: hash(style) });
    const page = print(html, 'x');
    expect(page).toContain(`<script>${script}</script>`);
    expect(page).toContain(`<style>${style}</style>`);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(?:src|href)="(?!#|https:\/\/docs\.aws\.amazon\.com\/)|style="|\son[a-z]+="/);
  });

  test('ten thousand findings fit', () => {
    const text = Array.from(
      { length: 10_000 },
      (_, line) => `  Function${String(line)}: { Type: AWS::Lambda::Function }`,
    ).join('\n');
    const big = { path: 'big.yaml', text };
    const findings = Array.from({ length: 10_000 }, (_, line) => {
      const start = text.indexOf(`Function${String(line)}:`);
      return finding({
        message: `Function${String(line)} has no role of its own`,
        help: 'give it one',
        resource: `Function${String(line)}`,
        at: { file: big, start, end: start + 8 },
      });
    });
    const page = html(report({ files: [{ path: 'big.yaml', file: big }], findings }), formatOptions());
    expect(page.length).toBeLessThan(5_000_000);
    expect(page.match(/<article/g)).toHaveLength(10_000);
  });

  test('a graph that is too large is drawn in part: what findings are about', () => {
    const nodes = Array.from({ length: 500 }, (_, index) => node(`n${String(index + 1)}`, { at }));
    const edges = nodes.slice(1).map(({ id }) => ({ from: 'n1', to: id, label: 'calls', certain: true }));
    const findings = [finding({ resource: 'n7', at })];
    const page = html(
      report({ files: [{ path: 'template.yaml', file, diagram: { nodes, edges } }], findings }),
      formatOptions(),
    );
    expect(page).toContain(
      '2 of 500 are drawn: those with findings and what they are joined to; lambda-lint graph --format dot prints all 500',
    );
    expect(page.match(/class="name"/g)).toHaveLength(2);
    const clean = html(
      report({ files: [{ path: 'template.yaml', file, diagram: { nodes, edges } }] }),
      formatOptions(),
    );
    expect(clean).toContain('too many resources to draw: lambda-lint graph --format dot prints all 500');
  });

  test('verbs stand apart, and the legend is of what is drawn', () => {
    // Each function has a role of its own, and all of them one layer: the edges cross.
    const functions = ['n1', 'n2', 'n3', 'n4'];
    const nodes = [
      ...functions.flatMap((id) => [node(id), node(`${id}r`, { kind: 'role' })]),
      node('n9', { kind: 'layer', state: 'elsewhere' }),
    ];
    const edges = functions.flatMap((from) => [
      { from, to: `${from}r`, label: 'acts as', certain: true },
      { from, to: 'n9', label: 'uses', certain: false },
    ]);
    const page = html(report({ files: [{ path: 'a.yaml', file, diagram: { nodes, edges } }] }), formatOptions());
    const verbs = [...page.matchAll(/<path d="M[^"]*" [^>]*><text x="(\d+)" y="(\d+)">/g)].map(([, x, y]) =>
      [x, y].map(Number),
    );
    expect(verbs).toHaveLength(edges.length);
    verbs.forEach(([x = 0, y = 0], index) => {
      for (const [otherX = 0, otherY = 0] of verbs.slice(index + 1))
        expect(Math.abs(x - otherX) >= 20 || Math.abs(y - otherY) >= 12).toBe(true);
    });
    const [, legend = ''] = /<div class="legend">(.*)<\/div>/.exec(page) ?? [];
    expect(
      legend
        .replaceAll(/<svg.*?<\/svg>/g, '')
        .replaceAll(/<\/?span>/g, ' ')
        .trim()
        .split(/ {2,}/),
    ).toEqual(['function', 'role', 'layer, signing', 'known only at deployment', 'not in the template']);
  });

  test('a secret that a finding is about is no part of a name', () => {
    const text = 'Key: hunter2hunter2\n';
    const own = { path: 'template.yaml', text };
    const secret = { file: own, start: 5, end: 19 };
    const diagram = { nodes: [node('n1', { label: 'role/hunter2hunter2', note: 'hunter2hunter2' })], edges: [] };
    const found = report({
      files: [{ path: own.path, file: own, diagram }],
      findings: [finding({ at: secret, secrets: [secret] })],
    });
    for (const formatter of [html, mermaid, dot, graphJson])
      expect(formatter(found, formatOptions())).not.toContain('hunter2');
  });
});

describe('findings on nodes', () => {
  const ids = (given: Parameters<typeof finding>[0], nodes: readonly DiagramNode[]): readonly string[] => [
    ...(paintedOf(
      report({ files: [{ path: file.path, file, diagram: { nodes, edges: [] } }], findings: [finding(given)] }),
    )[0]?.findings.keys() ?? []),
  ];
  const fn = node('n1', { owner: 'Fn', address: 'Fn', at });
  const role = node('n2', { kind: 'role', owner: 'Fn', address: 'FnRole', at });
  const route = node('n3', { kind: 'route', owner: 'Fn', label: 'GET /x' });

  test('a route, a role that SAM makes, the resource itself, none', () => {
    expect(ids({ rule: 'api-route-authorizer', resource: 'Fn', route: 'GET /x', at }, [fn, role, route])).toEqual([
      'n3',
    ]);
    expect(ids({ rule: 'role-admin-policy', resource: 'Fn', at }, [fn, role, route])).toEqual(['n2']);
    expect(ids({ rule: 'function-timeout', resource: 'Fn', at }, [fn, role, route])).toEqual(['n1']);
    expect(ids({ resource: 'Fn', at: { ...at, file: { path: 'other.yaml', text: 'Resources:' } } }, [fn])).toEqual([]);
  });

  test('the part around some nodes', () => {
    const diagram: Diagram = {
      nodes: ['n1', 'n2', 'n3', 'n4'].map((id) => node(id)),
      edges: [
        { from: 'n1', to: 'n2', label: 'calls', certain: true },
        { from: 'n2', to: 'n3', label: 'calls', certain: true },
        { from: 'n3', to: 'n4', label: 'calls', certain: true },
      ],
    };
    const part = partOf(diagram, new Set(['n2']));
    expect(part.nodes.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3']);
    expect(part.edges).toHaveLength(2);
  });
});

test('boxes never overlap, and edges between them lead to the right but for circles', () => {
  const graph = fc.integer({ min: 2, max: 30 }).chain((count) =>
    fc.tuple(
      fc.array(fc.record({ width: fc.integer({ min: 50, max: 300 }), lane: fc.integer({ min: 0, max: 6 }) }), {
        minLength: count,
        maxLength: count,
      }),
      fc.array(
        fc.tuple(fc.nat(count - 1), fc.nat(count - 1)).filter(([from, to]) => from !== to),
        { maxLength: 60 },
      ),
    ),
  );
  fc.assert(
    fc.property(graph, ([boxes, edges]) => {
      const { boxes: placed, width, height } = layOut(boxes, edges);
      placed.forEach((one, index) => {
        expect(one.x + (boxes[index]?.width ?? 0)).toBeLessThanOrEqual(width);
        expect(one.y + sizes.box).toBeLessThanOrEqual(height);
        placed.slice(index + 1).forEach((other, more) => {
          const apart =
            one.x + (boxes[index]?.width ?? 0) <= other.x ||
            other.x + (boxes[index + 1 + more]?.width ?? 0) <= one.x ||
            Math.abs(one.y - other.y) >= sizes.box;
          expect(apart).toBe(true);
        });
      });
      expect(layOut(boxes, edges)).toEqual(layOut(boxes, edges));
    }),
    { numRuns: 150 },
  );
});

describe('the command', () => {
  const run = (...argv: readonly string[]) => command(templates, 'graph', ...argv);

  test('draws Mermaid unasked, whatever is found', async () => {
    const { code, stdout, stderr } = await run('branches/template.yaml');
    expect([code, stdout.split('\n')[0], stderr]).toEqual([0, 'flowchart LR', '']);
  });

  test('several files get a frame each', async () => {
    const { stdout } = await run('branches/template.yaml', 'orders/template.yaml');
    expect(stdout.match(/subgraph .*/g)).toEqual([
      'subgraph f1["branches/template.yaml"]',
      'subgraph f2["orders/template.yaml"]',
    ]);
  });

  test('says what it cannot do', async () => {
    expect(await run('--format', 'mermade', 'branches/template.yaml')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'lambda-lint: there is no format mermade; did you mean mermaid?\nTry lambda-lint graph --help.\n',
    });
    const none = await run('branches/rules.config.json');
    expect([none.code, none.stdout]).toEqual([2, '']);
    expect(none.stderr).toContain('nothing to draw: no template among the files');
  });

  test('a file of its name can be linted', async () => {
    expect((await command(templates, '--', 'graph')).stderr).toContain('graph does not exist');
    expect((await command(templates, './graph')).stderr).toContain('./graph does not exist');
  });
});
