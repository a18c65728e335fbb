/**
 * `npm run build` fills dist/:
 *
 *     cli.cjs        the command: answers --version and --help itself, and loads cli/main.cjs for all else
 *     cli/main.cjs   the program in one minified CommonJS file, which starts quicker than ES modules do
 *     cli/*.cjs      what it loads only when it needs it
 *     cli/*.wasm     the reader of `.tf` files: the parser and the grammar, loaded only for plans
 *     index.js       the library, an ES module, with its types; testing.js is the tester of rules, and
 *                    cdk/index.js a validation plugin of the CDK; they share cli/*.cjs and the data with the command
 *     rules/*.md     the rule pages
 *     LICENSES.txt   the licences of what is bundled
 *
 * Files lie as deep in dist/ as their sources in src/, so a path relative to a source is right in both.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, posix, sep } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { licencesOf } from './licences.js';

process.chdir(join(import.meta.dirname, '..'));
rmSync('dist', { recursive: true, force: true });

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  metafile: true,
  legalComments: 'none',
  loader: { '.txt': 'text' },
  define: { BUNDLED: 'true' },
  logLevel: 'warning',
} satisfies BuildOptions;

/** The modules that the package exports. */
const entries = ['index', 'testing', 'cdk/index'];

const wasm = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
];

/**
 * What is no part of the program, but a file beside it that is loaded on demand, by what the sources import: data, and libraries
 * that few runs need. Modules of the program's own that are imported on demand cost nothing until then: see scripts/launcher.cjs.
 */
const apart: readonly (readonly [filter: RegExp, file: string, entry: string])[] = [
  [/action-data\.generated\.txt$/, 'iam-actions.txt', 'src/iam/action-data.generated.txt'],
  [/resource-type-data\.generated\.txt$/, 'iam-resource-types.txt', 'src/iam/resource-type-data.generated.txt'],
  [/condition-key-data\.generated\.txt$/, 'iam-condition-keys.txt', 'src/iam/condition-key-data.generated.txt'],
  [/managed-policy-data\.generated\.txt$/, 'managed-policies.txt', 'src/iam/managed-policy-data.generated.txt'],
  [/option-validators\.generated\.js$/, 'option-validators.cjs', './src/config/option-validators.generated.js'],
  [/^ajv$/, 'ajv.cjs', 'ajv'],
  [/^minimatch$/, 'minimatch.cjs', 'minimatch'],
  [/^yaml$/, 'yaml.cjs', 'yaml'],
  [/^re2js$/, 're2.cjs', 're2js'],
  [/^marked$/, 'marked.cjs', 'marked'],
  [/^smol-toml$/, 'toml.cjs', 'smol-toml'],
  // Its ES module imports modules of node's while it runs, which a script cannot.
  [/^web-tree-sitter$/, 'tree-sitter.cjs', './node_modules/web-tree-sitter/web-tree-sitter.cjs'],
];

const keepApart = (folder: string): Plugin => ({
  name: 'keep apart',
  setup: (bundle) => {
    for (const [filter, file] of apart) {
      bundle.onResolve({ filter }, () => ({ path: `${folder}${file}`, external: true }));
    }
  },
});

/** The program is run with a `require`: what would make one for ES modules need not be loaded. */
const noModule: Plugin = {
  name: 'no module',
  setup: (bundle) => {
    bundle.onResolve({ filter: /^node:module$/ }, () => ({ path: 'module', namespace: 'none' }));
    bundle.onLoad({ filter: /./, namespace: 'none' }, () => ({
      // Only where a package of its user's is looked for, the place that it is looked for from counts.
      contents:
        'export const createRequire = (from) => (from === importMetaUrl ? require : require("module").createRequire(from));',
    }));
  },
};

const parts = await Promise.all(
  apart
    .filter(([, file]) => file.endsWith('.cjs'))
    .map(([, file, entry]) =>
      build({
        ...shared,
        entryPoints: [entry],
        outfile: `dist/cli/${file}`,
        format: 'cjs',
        minify: true,
      }),
    ),
);
for (const [, file, entry] of apart) if (file.endsWith('.txt')) copyFileSync(entry, `dist/cli/${file}`);

const program = await build({
  ...shared,
  entryPoints: ['src/cli/main.ts'],
  outfile: 'dist/cli/main.cjs',
  format: 'cjs',
  minify: true,
  plugins: [keepApart('./'), noModule],
  // A script has no `import()`: it becomes a `require` in a promise.
  supported: { 'dynamic-import': false },
  define: {
    ...shared.define,
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  // Only code that runs as an ES module asks for it; the bundle has a `require`.
  banner: { js: `const importMetaUrl = 'file:///lambda-lint';` },
});
/** Stands for the way to dist/cli/, which differs by the depth of the file that goes it. */
const besideCommand = 'dist/cli/';
const library = await build({
  ...shared,
  entryPoints: entries.map((name) => `src/${name}.ts`),
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [keepApart(besideCommand)],
  // A module's own `require` can't read text: tables are read as where nothing is bundled.
  define: { BUNDLED: 'undefined' },
  // Names and lines stay: node shows where a rule or an app of a user's threw, and what had called it.
  minify: true,
  keepNames: true,
  lineLimit: 120,
  // What is loaded on demand is asked for with `require`, and packages within ask for node's own modules.
  banner: {
    js: `import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);`,
  },
});

shareParts();
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
keepReachableTypes();
copyPages();
for (const path of wasm) copyFileSync(path, join('dist/cli', basename(path)));
tryLibrary();
const bundled = [program, library, ...parts].flatMap(({ metafile }) => Object.keys(metafile.inputs));
writeFileSync('dist/LICENSES.txt', licencesOf([...bundled, ...wasm]));
// The last of all: where it is, all is there.
writeCommand();

/** The library loads what is kept apart from where the command has it. */
function shareParts(): void {
  const tables = new Map(apart.map(([, file, entry]) => [`./${basename(entry)}`, file]));
  for (const path of Object.keys(library.metafile.outputs)) {
    const wayTo = (name: string): string => {
      const way = posix.relative(posix.dirname(path), posix.join('dist/cli', name));
      return JSON.stringify(way.startsWith('.') ? way : `./${way}`);
    };
    const text = readFileSync(path, 'utf8')
      // The limit of lines breaks texts, too.
      .replace(/(?<!\\)\\\n/g, '')
      .replace(new RegExp(`"${besideCommand}([^"]+)"`, 'g'), (_, name: string) => wayTo(name))
      .replace(/"(\.\/[^"]+\.txt)"/g, (found, name: string) => {
        const file = tables.get(name);
        return file === undefined ? found : wayTo(file);
      });
    writeFileSync(path, text);
  }
}

/** The tests run the sources; this is the library as it is shipped, on a template that needs all of its data. */
function tryLibrary(): void {
  const script = `
    import { readFileSync } from 'node:fs';
    import { lint } from './dist/index.js';
    const path = 'test/templates/orders/template.yaml';
    const { findings } = lint([{ path, text: readFileSync(path, 'utf8') }], { today: new Date(0) });
    console.log(findings.map(({ rule, message }) => rule + ' ' + message).join('\\n'));`;
  const printed = run('--input-type=module', '--eval', script);
  if (!printed.includes('role-') || printed.includes('rule-crashed')) throw new Error(`the library fails:\n${printed}`);
}

/** What --version and --help print is asked of the program now, so that the command need not load it to answer. */
function writeCommand(): void {
  const printed = Object.fromEntries(
    ['--version', '--help', '-h'].map((flag) => [flag, run('dist/cli/main.cjs', flag)] as const),
  );
  const id = createHash('sha256').update(readFileSync('dist/cli/main.cjs')).digest('hex').slice(0, 16);
  // The launcher compiles it as a function, as node does with any CommonJS module.
  const program = readFileSync('dist/cli/main.cjs', 'latin1');
  writeFileSync('dist/cli/main.cjs', `(function (exports, require, module, __filename, __dirname) {${program}\n})`);
  const launcher = readFileSync('scripts/launcher.cjs', 'utf8')
    .replace('__PRINTED__', () => JSON.stringify(printed))
    .replace('__ID__', id);
  writeFileSync('dist/cli.cjs', launcher);
  chmodSync('dist/cli.cjs', 0o755);
}

/** The published package has no dependencies, so its types cannot lean on any. Types that no entry reaches are not shipped. */
function keepReachableTypes(): void {
  const reached = new Set<string>();
  const queue = entries.map((name) => `dist/${name}.d.ts`);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const [, name = ''] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)) {
      if (name.startsWith('.')) queue.push(posix.join(posix.dirname(path), name.replace(/\.js$/, '.d.ts')));
      else if (!name.startsWith('node:')) throw new Error(`${path} takes a type from ${name}, which users do not have`);
    }
  }
  for (const each of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
    const path = posix.join('dist', each.replaceAll(sep, '/'));
    if (path.endsWith('.d.ts') && !reached.has(path)) rmSync(path);
  }
}

function copyPages(): void {
  mkdirSync('dist/rules', { recursive: true });
  for (const page of readdirSync('src/rules')) {
    if (page.endsWith('.md')) copyFileSync(join('src/rules', page), join('dist/rules', page));
  }
}

/** Runs a script of node's, shows what it has to say when it fails, and gives what it printed. */
function run(script: string, ...args: string[]): string {
  const environment = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    env: environment,
  });
  if (status === 0) return stdout;
  process.stderr.write(stdout + stderr);
  throw new Error(`${[script, ...args].join(' ')} ended with ${String(status)}`);
}
