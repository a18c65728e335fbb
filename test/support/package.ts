import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import manifest from '../../package.json' with { type: 'json' };
import { put } from './files.js';

const root = join(import.meta.dirname, '../..');

/** What the package exports by import, and the source of each. */
const entries = Object.entries(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [[name, target.default] as const],
);

/** A directory in which the package is installed, as it would be published; the caller removes it. */
export async function installed(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'installed-'));
  const home = join(directory, 'node_modules/lambda-lint');
  await build({
    absWorkingDir: root,
    entryPoints: entries.map(([, file]) => file.replace(/^\.\/dist/, 'src').replace(/js$/, 'ts')),
    outdir: join(home, 'dist'),
    outbase: 'src',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    splitting: true,
    logLevel: 'error',
    banner: {
      js: `import { createRequire as makeRequire } from 'node:module';\nconst require = makeRequire(import.meta.url);`,
    },
  });
  const { name, version, type, exports } = manifest;
  put(home, { 'package.json': JSON.stringify({ name, version, type, exports }) });
  return directory;
}
