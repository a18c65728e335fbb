/**
 * `npm run build` fills dist/:
 *
 *     cli.cjs        the command: answers --version and --help itself, and loads cli/main.cjs for all else
 *     cli/main.cjs   the program in one minified CommonJS file, which starts quicker than ES modules do
 *     cli/*.cjs      what it loads only when it needs it
 *     cli/*.wasm     the reader of `.tf` files: the parser and the grammar, loaded only for plans
 *     index.js       the library, with its types; testing.js is the tester of rules, and cdk/index.js a validation plugin of the
 *                    CDK: ES modules that name what cli/main.cjs has for them
 *     rules/*.md     the rule pages
 *     LICENSES.txt   the licences of what is bundled
 *
 * Files lie as deep in dist/ as their sources in src/, so a path relative to a source is right in both.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, posix, resolve, sep } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { help } from '../src/cli/help.js';
import { version } from '../src/cli/version.js';
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
  [/^@babel\/parser$/, 'babel.cjs', '@babel/parser'],
  [/^@lezer\/python$/, 'lezer-python.cjs', '@lezer/python'],
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
        'export const createRequire = (from) => (from === importMetaUrl ? require : require("module").createRequire(from));' +
        'export const isBuiltin = (name) => require("module").isBuiltin(name);',
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
  // The command and the library are one program. Each entry is loaded when it is asked for.
  stdin: {
    resolveDir: 'src',
    contents: ['cli/main', ...entries].map((name) => `exports['${name}'] = () => require('./${name}.ts');`).join('\n'),
  },
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
  // Node shows the line that threw, which had better not be the whole program.
  lineLimit: 200,
  banner: {
    js: [
      // Only code that runs as an ES module asks for it; the bundle has a `require`.
      `const importMetaUrl = 'file:///lambda-lint';`,
      // Tables are ASCII.
      `require = ((load) => (name) => name.endsWith('.txt')`,
      `  ? load('node:fs').readFileSync(__dirname + '/' + name, 'latin1') : load(name))(require);`,
    ].join('\n'),
  },
});

writeLibrary();
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
keepReachableTypes();
copyPages();
for (const path of wasm) copyFileSync(path, join('dist/cli', basename(path)));
tryLibrary();
const bundled = [program, ...parts].flatMap(({ metafile }) => Object.keys(metafile.inputs));
writeFileSync('dist/LICENSES.txt', licencesOf([...bundled, ...wasm]));
// The last of all: where it is, all is there.
writeCommand();

/** What the package exports: names of what the program has. */
function writeLibrary(): void {
  const load = createRequire(import.meta.url);
  const entry = load(resolve('dist/cli/main.cjs')) as Readonly<Record<string, () => object>>;
  for (const name of entries) {
    const wayTo = posix.relative(posix.dirname(name), 'cli/main.cjs');
    const names = Object.keys(entry[name]?.() ?? {}).sort();
    mkdirSync(join('dist', posix.dirname(name)), { recursive: true });
    writeFileSync(
      `dist/${name}.js`,
      `import program from '${wayTo.startsWith('.') ? wayTo : `./${wayTo}`}';\n\n` +
        `export const { ${names.join(', ')} } = program['${name}']();\n`,
    );
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

/** What --version and --help print stands in the command, so that it need not load the program to answer. */
function writeCommand(): void {
  const printed = { '--version': `${version}\n`, '--help': help, '-h': help };
  const id = createHash('sha256').update(readFileSync('dist/cli/main.cjs')).digest('hex').slice(0, 16);
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
