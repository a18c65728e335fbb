/**
 * `npm run try:cdk [DIRECTORY]` tries lambda-lint on a real app of the AWS CDK, after `npm run build`: makes the app, installs
 * aws-cdk-lib and the packed package (some 200 MB from the registry), and prints what `cdk synth` says with the plugin, in both
 * versions of its interface, what it says once a rule is acknowledged, and what the command says of `cdk.out`. What is in the
 * directory already is used again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const [given] = process.argv.slice(2);
const app = given === undefined ? mkdtempSync(join(tmpdir(), 'try-cdk-')) : resolve(given);

const files = {
  'package.json': JSON.stringify({ name: 'try-cdk', private: true, type: 'module' }),
  'cdk.json': JSON.stringify({ app: 'npx tsx bin/app.ts' }),
  '.gitignore': 'node_modules\ncdk.out\n',
  '.git/HEAD': '',
  'rules.config.json': JSON.stringify({ extends: 'recommended', rules: { 'function-memory': 'off' } }),
  'bin/app.ts': `import { App, Validations, type IPolicyValidationPlugin, type IPolicyValidationPluginBeta1 } from 'aws-cdk-lib';
import { LambdaLint } from 'lambda-lint/cdk';
import { Orders } from '../lib/orders.js';

const plugin = new LambdaLint({ rules: { 'function-timeout': 'warning' } });
const beta = process.env.BETA === '1';
const older: IPolicyValidationPluginBeta1[] = beta ? [plugin] : [];
const app = new App({ policyValidationBeta1: older });
const newer: IPolicyValidationPlugin = plugin;
if (!beta) Validations.of(app).addPlugins(newer);
const orders = new Orders(app, 'Orders');
for (const id of (process.env.ACKNOWLEDGE ?? '').split(' ').filter(Boolean)) {
  Validations.of(orders).acknowledge({ id: \`lambda-lint::\${id}\`, reason: 'tried out' });
}
`,
  'lib/orders.ts': `import { NestedStack, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

const code = lambda.Code.fromInline('exports.handler = async () => ({})');
const runtime = lambda.Runtime.NODEJS_22_X;

export class Orders extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] }));
    const list = new lambda.Function(this, 'List', { runtime, code, handler: 'index.handler', role });
    // lambda-lint-disable-next-line role-shared -- both belong to one team
    new lambda.Function(this, 'Create', { runtime, code, handler: 'index.handler', role });
    const api = new apigateway.RestApi(this, 'Api');
    api.root.addMethod('GET', new apigateway.LambdaIntegration(list));
    new Jobs(this, 'Jobs');
  }
}

class Jobs extends NestedStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new lambda.Function(this, 'Nightly', { runtime: lambda.Runtime.PYTHON_3_9, code, handler: 'index.handler' });
  }
}
`,
};

const problems: string[] = [];

/** Runs a command in the app, shows what it says, and notes it where it ends otherwise than it should. */
function run(command: string, expected: number, env: Readonly<Record<string, string>> = {}): void {
  const shown = `${Object.entries(env)
    .map(([name, value]) => `${name}='${value}' `)
    .join('')}${command}`;
  console.log(`\n── ${shown}`);
  const { status } = spawnSync(command, { cwd: app, shell: true, stdio: 'inherit', env: { ...process.env, ...env } });
  console.log(`── ended with ${String(status)}`);
  if (status !== expected) problems.push(`${shown} ended with ${String(status)}, not ${String(expected)}`);
}

if (!existsSync(join(root, 'dist/cdk/index.js'))) throw new Error('dist/ has no cdk/index.js: npm run build makes it');
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(app, path)), { recursive: true });
  writeFileSync(join(app, path), text);
}
rmSync(join(app, 'node_modules/lambda-lint'), { recursive: true, force: true });
const packed = spawnSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', app], {
  cwd: root,
  encoding: 'utf8',
});
run(
  `npm install --silent --no-audit --no-fund aws-cdk-lib constructs aws-cdk@2 tsx typescript @types/node ./${packed.stdout.trim()}`,
  0,
);
run('npx tsc --noEmit --strict --skipLibCheck --target es2023 --module nodenext --types node bin/app.ts', 0);
run('npx cdk synth --quiet', 1);
run('npx cdk synth --quiet', 1, { BETA: '1' });
const errors = 'function-code-signing role-boundary-required role-wildcard-action api-route-authorizer';
run('npx cdk synth --quiet', 0, { ACKNOWLEDGE: errors });
run('npx lambda-lint cdk.out --quiet', 1);
console.log(`\nThe app is in ${app}.`);
for (const problem of problems) console.error(`NOT OK: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
