/**
 * `npm run validate:sarif [-- FILE...]` asks Microsoft's SARIF Multitool, with its rules for GitHub, about logs: by default those
 * of test/fixtures/formatters and one of each application of test/templates. The tool is 100 MB, so it is no dependency: it is
 * fetched on the first run, and kept beside other caches. It ends with 0 whatever it finds, so its own log is read.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Log } from 'sarif';
import { lint } from '../src/lint.js';
import { sarif } from '../src/formatters/sarif.js';
import { rules } from '../src/rules/index.js';

const version = '5.7.0';
const given = process.argv.slice(2).map((path) => resolve(path));
process.chdir(join(import.meta.dirname, '..'));
const cache = resolve('node_modules/.cache/sarif-multitool');
const scratch = mkdtempSync(join(tmpdir(), 'sarif-'));

/** The tool's executable. npm may leave out the script that makes it one. */
function multitool(): string {
  if (!existsSync(join(cache, 'node_modules'))) {
    mkdirSync(cache, { recursive: true });
    const args = ['install', '--no-save', '--prefix', cache, `@microsoft/sarif-multitool@${version}`];
    const { status } = spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('@microsoft/sarif-multitool cannot be fetched');
  }
  const path = createRequire(join(cache, 'x.cjs'))('@microsoft/sarif-multitool') as string;
  chmodSync(path, 0o755);
  return path;
}

/** A log of one application, with everything in it that a log can hold. */
function logOf(folder: string): string {
  const path = join('test/templates', folder, 'template.yaml');
  const report = lint([{ path, text: readFileSync(path, 'utf8') }], { today: new Date('2026-11-22') });
  const shown = { showUnknown: true, showSuppressed: true, quiet: false, color: false, width: 80, version: '1.2.3' };
  const file = join(scratch, `${folder}.sarif`);
  writeFileSync(file, sarif(report, { rules, ...shown, category: 'validated' }));
  return file;
}

function ownLogs(): string[] {
  const golden = readdirSync('test/fixtures/formatters').filter((name) => name.endsWith('.sarif'));
  const folders = readdirSync('test/templates').filter((name) =>
    existsSync(join('test/templates', name, 'template.yaml')),
  );
  return [...golden.map((name) => join('test/fixtures/formatters', name)), ...folders.map(logOf)];
}

/** Errors and warnings about a log; notes ask for what is left out on purpose, such as source text. */
function problemsOf(tool: string, file: string): string[] {
  const output = join(scratch, `${basename(file)}.out`);
  const { status } = spawnSync(
    tool,
    [
      'validate',
      file,
      '--rule-kind',
      'Sarif;Ghas',
      '--level',
      'Error;Warning',
      '--output',
      output,
      '--log',
      'ForceOverwrite',
    ],
    { env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }, stdio: 'ignore' },
  );
  if (status !== 0) throw new Error(`the tool ended with ${String(status)} on ${file}`);
  const log = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, '')) as Log;
  return log.runs.flatMap(({ results = [] }) =>
    results.map(({ ruleId = '', message }) => `${ruleId} ${message.arguments?.join(' ') ?? message.text ?? ''}`),
  );
}

const tool = multitool();
const files = given.length > 0 ? given : ownLogs();
let count = 0;
for (const file of files) {
  const problems = problemsOf(tool, file);
  count += problems.length;
  console.log(`${basename(file)}: ${problems.length === 0 ? 'valid' : `${problems.length} problems`}`);
  for (const problem of problems) console.log(`  ${problem}`);
}
rmSync(scratch, { recursive: true });
console.log(`${files.length} logs, ${count} errors and warnings`);
process.exitCode = count > 0 ? 1 : 0;
