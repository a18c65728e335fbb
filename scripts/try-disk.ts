/**
 * `npm run try:disk`, after `npm run build`, has the command write to a disk that is full, to one that can only be read, and run from
 * one, without a home: real ones, in memory, which Linux mounts for whoever may make namespaces. Takes a few seconds.
 */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { put } from '../test/support/files.js';
import { expect, root, run, scratch, trial, type Ran } from './support/trial.js';

if (!existsSync(join(root, 'dist/cli.cjs'))) throw new Error('dist/ has no cli.cjs: npm run build makes it');

const functions = Array.from({ length: 400 }, (_, at) => `  F${String(at)}: { Type: AWS::Lambda::Function }\n`);

/** Runs a script that may mount disks; nobody else sees them. */
const mounted = (script: string): Ran =>
  run(scratch, 'unshare', '--mount', '--map-root-user', 'sh', '-c', `mkdir -p disk && ${script}`);

trial(() => {
  put(scratch, { 'template.yaml': `Resources:\n${functions.join('')}` });
  cpSync(join(root, 'dist'), join(scratch, 'dist'), { recursive: true });
  const lint = `node dist/cli.cjs template.yaml --quiet --format`;

  const full = mounted(
    `mount -t tmpfs -o size=64k none disk && echo old > disk/old.json && ${lint} json=disk/old.json; echo "code $?"; cat disk/old.json; ls -A disk`,
  );
  const said = 'lambda-lint: --format json=disk/old.json: the file cannot be written: the disk is full\n';
  expect('a disk that is full is a sentence', full.output.endsWith(said));
  expect('and the file stays as it was, alone', full.stdout === 'code 2\nold\nold.json\n');

  const readOnly = mounted(
    `mount -t tmpfs none disk && mount -o remount,ro disk && ${lint} json=disk/new.json; echo "code $?"; ls -A disk`,
  );
  expect(
    'so is one that can only be read',
    readOnly.output.includes('the file cannot be written: the disk is read-only'),
  );
  expect('and there is no file', readOnly.stdout === 'code 2\n');

  const installed = mounted(
    `mount -t tmpfs none disk && cp -r dist template.yaml disk && mount -o remount,ro disk && cd disk && env -u HOME node dist/cli.cjs --quiet --format agent | head -n 1`,
  );
  const usual = run(scratch, 'sh', '-c', 'node dist/cli.cjs template.yaml --quiet --format agent | head -n 1');
  expect('where nothing can be written, and without a home, it lints as ever', installed.output === usual.output);
  expect('and finds something', /F0/.test(usual.stdout));
});
