import { basename, resolve } from 'node:path';
import { counted } from '../source/counted.js';
import { isDirectory, type Collected } from './collect.js';
import type { Io } from './io.js';
import { walk } from './walk.js';

/** What other tools' projects look like, and what to do so that there is something to lint. */
const projects: readonly (readonly [name: RegExp, advice: (count: number) => string])[] = [
  [
    /\.tf$/,
    (count) =>
      `${counted(count, '.tf file')}: a plan is what can be linted; terraform plan -out tfplan, then terraform show -json tfplan > plan.json`,
  ],
  [/^cdk\.json$/, () => 'cdk.json: run cdk synth, then lambda-lint cdk.out'],
  [/^serverless\.(?:ya?ml|json|ts|js)$/, () => 'serverless.yml: run serverless package, then lambda-lint .serverless'],
];

const lookedFor =
  'looked for SAM and CloudFormation templates (.yaml, .yml, .json, .template) and Terraform plans (terraform show -json)';

/** Sentences for somebody who had nothing linted: what was looked for, and what could be linted instead. */
export async function hints(paths: readonly string[], { left }: Collected, io: Io): Promise<string[]> {
  const searched = paths.filter((path) => path !== '-' && isDirectory(resolve(io.cwd, path)) === true);
  // What is said of a .tf file that is named says this, too.
  const names = paths.filter((path) => !searched.includes(path) && !path.endsWith('.tf')).map((path) => basename(path));
  const found: string[] = [];
  if (searched.length > 0) {
    found.push(lookedFor);
    if (left.length > 0) found.push(`read only when named: ${left.join(', ')}`);
  }
  const ignore = () => undefined;
  const notes = { problem: ignore, left: ignore, ignored: ignore };
  for (const path of searched) {
    await walk(resolve(io.cwd, path), notes, (_, name) => {
      if (projects.some(([pattern]) => pattern.test(name))) names.push(name);
      return false;
    });
  }
  for (const [pattern, advice] of projects) {
    const count = names.filter((name) => pattern.test(name)).length;
    if (count > 0) found.push(advice(count));
  }
  return found;
}
