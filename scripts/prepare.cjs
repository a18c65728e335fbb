/**
 * npm runs this after an install in a clone: pre-commit makes its hook of one, and the package is packed from what is built.
 * A clone that has been built is left alone, and nothing of it runs where the published package is installed.
 */
const { existsSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
if (!existsSync(join(root, 'dist', 'cli.cjs'))) {
  const { status } = spawnSync('npm run --silent build', { cwd: root, shell: true, stdio: ['ignore', 2, 2] });
  process.exitCode = status === 0 ? 0 : 1;
}
