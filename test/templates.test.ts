import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command } from './support/cli.js';

const root = join(import.meta.dirname, 'templates');
const apps = readdirSync(root).sort();

// Each folder is a whole application, linted as its authors would: everything in it, with its own rules.config.json.
test.each(apps)('%s', async (app) => {
  const { code, stdout, stderr } = await command(join(root, app), '--show-unknown', '--show-suppressed');
  expect(stderr).toBe('');
  expect(code).toBe(app === 'guarded' ? 0 : 1);
  await expect(stdout).toMatchFileSnapshot(join(root, app, 'expected.txt'));
});

test('nothing is found, undecided or suppressed where every guardrail is kept', async () => {
  const { stdout } = await command(join(root, 'guarded'), '--preset', 'all', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ findings: [], undecided: [], suppressed: [] });
});
