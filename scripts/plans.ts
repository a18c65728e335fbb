import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * Makes the plans of the test applications, with the real Terraform and the real provider, offline: `plan.json` beside the root
 * module, or one plan for each `NAME.tfvars`. TERRAFORM_PROVIDER_MIRROR names a filesystem mirror with the AWS provider;
 * without it the provider is downloaded.
 */
const mirror = process.env['TERRAFORM_PROVIDER_MIRROR'];
const apps = join(import.meta.dirname, '../test/templates');

/** Merged over the application's own provider block: nothing of AWS is asked. */
const offline = `
provider "aws" {
  access_key                  = "mock"
  secret_key                  = "mock"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
`;

const asked = process.argv.slice(2);
for (const app of asked.length > 0 ? asked : readdirSync(apps)) {
  const folder = join(apps, app, 'terraform');
  if (existsSync(folder)) plansOf(folder);
}

function plansOf(folder: string): void {
  const work = mkdtempSync(join(tmpdir(), 'plans-'));
  try {
    cpSync(folder, work, { recursive: true });
    writeFileSync(join(work, 'offline_override.tf'), offline);
    const settings = join(work, 'terraform.rc');
    const mirrored = `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
    writeFileSync(settings, mirror === undefined ? '' : mirrored);
    const env = { ...process.env, TF_CLI_CONFIG_FILE: settings, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
    const terraform = (...args: readonly string[]): string =>
      execFileSync('terraform', args, { cwd: work, env, encoding: 'utf8', maxBuffer: 2 ** 28 });

    terraform('init', '-input=false', '-no-color');
    const inputs = readdirSync(work).filter((name) => name.endsWith('.tfvars'));
    for (const input of inputs.length > 0 ? inputs : [undefined]) {
      const given = input === undefined ? [] : [`-var-file=${input}`];
      terraform('plan', '-input=false', '-no-color', '-refresh=false', '-out=tfplan', ...given);
      const target = join(folder, `${basename(input ?? 'plan', '.tfvars')}.json`);
      writeFileSync(target, withoutRun(terraform('show', '-json', 'tfplan')));
      process.stdout.write(`${basename(dirname(folder))}: ${basename(target)}\n`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Without what differs from run to run, or is a list of all that was looked at. */
function withoutRun(text: string): string {
  const plan = JSON.parse(text) as Record<string, unknown>;
  delete plan['timestamp'];
  delete plan['relevant_attributes'];
  const settled = `${JSON.stringify(plan, undefined, 2)}\n`;
  if (settled.includes(tmpdir())) throw new Error('the plan holds a path of this machine');
  return settled;
}
