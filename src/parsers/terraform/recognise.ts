import { isObject, type Loose, own, textOr } from './plan/loose.js';

/** What a text is to the Terraform reader: a plan or a state as JSON, or something of Terraform that can't be read. */
export type Recognised = { readonly json: Loose } | { readonly unusable: string };

/** What makes the file that can be linted. */
export const planCommand = 'run "terraform plan -out tfplan", then "terraform show -json tfplan > plan.json"';

/**
 * Whether a text is a plan (or a state) of Terraform or OpenTofu, by its content; `undefined` for all else. Looks at the
 * beginning first, so that a template costs nothing.
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function recogniseTerraform(source: string): Recognised | undefined {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const unusable = mistaken(text);
  if (unusable !== undefined) return { unusable };
  if (!/^\s*\{/.test(text.slice(0, 1000)) || !text.includes('"format_version"')) return undefined;
  let json: unknown;
  try {
    json = withoutPlanned(text) ?? JSON.parse(text);
  } catch {
    const begins = /^\s*\{\s*"format_version"\s*:\s*"[\d.]+"\s*,\s*"(?:terraform_version|planned_values)"/.test(text);
    return begins ? { unusable: `is a Terraform plan that is cut off or damaged: ${planCommand}` } : undefined;
  }
  if (!isObject(json) || typeof own(json, 'format_version') !== 'string' || !isPlan(json)) return undefined;
  return judged(json);
}

/**
 * A plan as Terraform prints it, without its `planned_values`: they are a third of the text, and say again what its changes say.
 * What stands before them and what begins with the changes are whole only if both names are members of the plan itself.
 */
function withoutPlanned(text: string): Loose | undefined {
  const planned = text.indexOf(',"planned_values":{');
  const rest = text.indexOf(',"resource_changes":[', planned + 1);
  if (planned === -1 || rest === -1) return undefined;
  try {
    const before = JSON.parse(`${text.slice(0, planned)}}`) as Loose;
    const json = { ...before, ...(JSON.parse(`{${text.slice(rest + 1)}`) as Loose) };
    // Without it, the planned values alone tell what the root module holds.
    return isObject(own(json, 'configuration')) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isPlan(json: Loose): boolean {
  const has = (key: string): boolean => isObject(own(json, key));
  const changes = Array.isArray(own(json, 'resource_changes'));
  return changes || has('planned_values') || has('values') || has('configuration') || isEmptyState(json);
}

/** `terraform show -json` where nothing is deployed. */
function isEmptyState(json: Loose): boolean {
  return Object.keys(json).every((key) => key === 'format_version' || key === 'terraform_version');
}

function judged(json: Loose): Recognised {
  const version = textOr(own(json, 'format_version'), '');
  if (!/^[01](?:\.|$)/.test(version)) {
    const shown = /^[\d.]{1,12}$/.test(version) ? version : 'unknown';
    return {
      unusable: `is a Terraform plan of format ${shown}, and only formats 0.1 to 1.x are known: use a newer lambda-lint, or make the plan with a Terraform that writes format 1`,
    };
  }
  if (own(json, 'errored') === true) {
    return {
      unusable: `is a plan that ended with an error and is not whole: correct what "terraform plan" says, then ${planCommand}`,
    };
  }
  return { json };
}

/** Files that are easily taken for the plan's JSON. */
function mistaken(text: string): string | undefined {
  const head = text.slice(0, 2000);
  if (head.startsWith('PK\u0003\u0004') && (text.includes('tfplan') || text.includes('tfstate'))) {
    return 'is a binary plan file: run "terraform show -json tfplan > plan.json" in its directory, and lint that';
  }
  if (/^\s*\{\s*"@level"\s*:/.test(head) && /"@module"\s*:\s*"(?:terraform|tofu)/.test(head)) {
    return `is the log that "terraform plan -json" streams, and holds no plan: ${planCommand}`;
  }
  const plain = head.replaceAll('\u001B', '').replace(/\[\d[\d;]*m/g, '');
  if (/^\s*(?:Terraform|OpenTofu) (?:used the selected providers|will perform the following)/.test(plain)) {
    return `is a plan as it is printed for people: ${planCommand}`;
  }
  return undefined;
}
