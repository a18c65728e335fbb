/**
 * npm runs this after an install in a clone: pre-commit makes its hook of one, and the package is packed from what is built.
 * A clone that has been built is left alone, and nothing of it runs where the published package is installed.
 */
const { existsSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const has = (...path) => existsSync(join(root, ...path));

/**
 * npm before 12 hands `--global` on to the install that it makes in a clone, so that nothing is installed there.
 * https://github.com/npm/cli/issues/8440
 */
const ownScope = ([name]) => !/^npm_config_(?:global|location|(?:global_?|local_?)?prefix)$/i.test(name);
const env = Object.fromEntries(Object.entries(process.env).filter(ownScope));

const run = (command) => spawnSync(command, { cwd: root, shell: true, stdio: ['ignore', 2, 2], env }).status === 0;

const isReady = () => has('node_modules', 'tsx') || run('npm ci --ignore-scripts --include=dev --no-audit --no-fund');
if (!has('dist', 'cli.cjs')) process.exitCode = isReady() && run('npm run --silent build') ? 0 : 1;
