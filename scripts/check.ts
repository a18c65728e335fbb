/** All of CI in one word: each step in turn, up to the first that fails. */
import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [name: string, command: string])[] = [
  ['typecheck', 'npm run --silent typecheck'],
  ['lint', 'npm run --silent lint'],
  ['format', 'npm run --silent format:check'],
  ['test', 'npm run --silent test'],
  ['generated files', 'npm run --silent generate -- --check'],
  ['unused code and dependencies', 'npm run --silent lint:unused'],
  ['build', 'npm run --silent build'],
  ['action bundle', 'npm run --silent build:action -- --check'],
  ['package', 'npm run --silent lint:package'],
];

const begun = performance.now();
for (const [name, command] of steps) {
  console.log(`\n── ${name}: ${command}`);
  const { status, error } = spawnSync(command, { shell: true, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\ncheck failed at: ${name}${error ? ` (${error.message})` : ''}`);
    process.exit(1);
  }
}
console.log(`\ncheck passed: ${steps.length} steps in ${Math.round((performance.now() - begun) / 1000)} s`);
