/** A part of `npm run lint:package`: fails where the package, unpacked, is larger than somebody who only wants to try it should wait for. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const mostBytes = 5_000_000;

interface Packed {
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

const { stdout, stderr } = spawnSync('npm pack --dry-run --ignore-scripts --json', {
  cwd: join(import.meta.dirname, '..'),
  shell: true,
  encoding: 'utf8',
});
const [packed] = JSON.parse(stdout || '[]') as readonly (Packed | undefined)[];
if (packed === undefined) throw new Error(stderr);
const size = `the package has ${(packed.unpackedSize / 1e6).toFixed(2)} MB unpacked, of at most ${String(mostBytes / 1e6)}`;
if (packed.unpackedSize <= mostBytes) {
  console.log(size);
} else {
  const largest = [...packed.files].sort((a, b) => b.size - a.size).slice(0, 10);
  console.error(`${size}; the largest files:`);
  for (const file of largest) console.error(`${(file.size / 1e6).toFixed(2)} MB ${file.path}`);
  process.exitCode = 1;
}
