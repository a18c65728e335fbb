/**
 * `npm run build:action` fills action/, which is committed, since a GitHub Action runs as it is checked out:
 *
 *     index.cjs      all of it in one file
 *     *.wasm         the reader of `.tf` files
 *     LICENSES.txt   the licences of what is bundled
 *
 * With `--check` nothing is written: it fails where action/ is not, byte for byte, what the sources make.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { licencesOf } from './licences.js';

process.chdir(join(import.meta.dirname, '..'));
const folder = 'action';

const wasm = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
];

const { outputFiles, metafile } = await build({
  entryPoints: ['src/action/main.ts'],
  bundle: true,
  loader: { '.txt': 'text' },
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  write: false,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Its ES module imports modules of node's while it runs, which a script cannot.
  alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  define: {
    BUNDLED: 'true',
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
});

const files = new Map<string, Uint8Array>([
  ...outputFiles.map(({ contents }) => ['index.cjs', contents] as const),
  ...wasm.map((path) => [basename(path), readFileSync(path)] as const),
  ['LICENSES.txt', Buffer.from(licencesOf([...Object.keys(metafile.inputs), ...wasm]))],
]);

if (process.argv.includes('--check')) check();
else write();

function check(): void {
  const present = existsSync(folder) ? readdirSync(folder) : [];
  const stale = [...new Set([...present, ...files.keys()])].filter((name) => {
    const made = files.get(name);
    return made === undefined || !present.includes(name) || !readFileSync(join(folder, name)).equals(made);
  });
  if (stale.length === 0) return;
  console.error(
    `${folder}/ is not what the sources make (${stale.join(', ')}): run npm run build:action and commit it.`,
  );
  process.exitCode = 1;
}

function write(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
}
