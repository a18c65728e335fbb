/**
 * `npm run bench:peers -- [RUNS]`, after `npm run build`, measures other linters of templates on the same files, each run beside one of
 * `node -e 0`; those that are not installed are left out. They look for other things than lambda-lint does, so this says what it costs to
 * have them in a hook, and nothing about who is better. It needs GNU time.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpora } from '../../test/support/corpora.js';
import { command, heading, inTurn, line, measureProgram, root } from './measure.js';

const runs = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'peers-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true });
});

// cfn-guard comes without rules.
const guardRules = join(folder, 'rules.guard');
writeFileSync(
  guardRules,
  `let functions = Resources.*[ Type in ['AWS::Lambda::Function', 'AWS::Serverless::Function'] ]
rule signed when %functions !empty { %functions.Properties.CodeSigningConfigArn exists }
rule layered when %functions !empty { %functions.Properties.Layers !empty }
`,
);

interface Peer {
  readonly name: string;
  readonly program: string;
  readonly args: (files: readonly string[], directory: string) => readonly string[];
}

const peers: readonly Peer[] = [
  { name: 'lambda-lint', program: process.execPath, args: (files) => [command, ...files] },
  { name: 'cfn-lint', program: 'cfn-lint', args: (files) => files },
  {
    name: 'cfn-guard',
    program: 'cfn-guard',
    args: (_, directory) => ['validate', '--data', directory, '--rules', guardRules],
  },
  { name: 'cfn_nag', program: 'cfn_nag_scan', args: (_, directory) => ['--input-path', directory] },
  {
    name: 'checkov',
    program: 'checkov',
    args: (_, directory) => ['--quiet', '--compact', '--framework', 'cloudformation', '--directory', directory],
  },
];

const isThere = ({ program }: Peer): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

const present = peers.filter(isThere);
const missing = peers.filter((peer) => !present.includes(peer));
if (missing.length > 0) console.log(`not installed: ${missing.map(({ name }) => name).join(', ')}\n`);

const airline = corpora('serverless-airline').filter((path) => path.includes('booking'));
const patterns = corpora('serverless-patterns').filter((path) => !path.endsWith('index.json'));
const inputs: readonly (readonly [string, readonly string[]])[] = [
  ['one template of about 200 lines', [join(root, 'test/templates/orders/template.yaml')]],
  ['one template of 589 lines', airline.slice(0, 1)],
  [`${String(patterns.length)} published templates`, patterns],
];

const floor = () => measureProgram(process.execPath, ['-e', '0']);
console.log(`medians of ${String(runs)} runs, each beside one of \`node -e 0\` · node ${process.version}`);
for (const [at, [what, files]] of inputs.entries()) {
  if (files.length === 0) continue;
  const directory = join(folder, String(at));
  mkdirSync(directory);
  const copies = files.map((path, index) => {
    const copy = join(directory, `${String(index)}.${path.replace(/^.*\./, '')}`);
    copyFileSync(path, copy);
    return copy;
  });
  console.log(`\n${heading(what)}`);
  for (const { name, program, args } of present) {
    const own = () => measureProgram(program, args(copies, directory));
    console.log(line(name, inTurn(files.length > 1 ? Math.min(runs, 3) : runs, own, floor)));
  }
}
