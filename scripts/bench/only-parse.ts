/** A script that reads files and parses them with the readers of lambda-lint, and does nothing else: what linting them is measured beside. */
import { buildSync } from 'esbuild';
import { root } from './measure.js';

const script = `
  import { readFileSync } from 'node:fs';
  import { read } from './src/parsers/read.js';
  import { recogniseTerraform } from './src/parsers/terraform/recognise.js';
  for (const path of process.argv.slice(2)) {
    const text = readFileSync(path, 'utf8');
    if (recogniseTerraform(text) === undefined) read({ path, text });
  }`;

/** Writes the script to a path. */
export function writeOnlyParse(path: string): void {
  buildSync({
    stdin: { contents: script, resolveDir: root, loader: 'ts' },
    outfile: path,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // Only where there is no `require` is one made from it.
    define: { 'import.meta.url': '"file:///bench"' },
    logLevel: 'warning',
  });
}
