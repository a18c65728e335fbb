import { everyResource } from './instances.js';
import { at, entries, items, type Loose, own, texts, textOr } from './loose.js';

/**
 * The accounts that a plan deploys to, as far as it tells: who asks (`aws_caller_identity`), what is there already, and what
 * its providers are limited to.
 */
export function accountsIn(json: Loose): ReadonlySet<string> {
  const modules = [at(json, ['prior_state', 'values', 'root_module']), at(json, ['values', 'root_module'])];
  const states = modules
    .flatMap((module) => everyResource(module))
    .map((resource) => ({ resource, values: own(resource, 'values') }));
  const changes = items(own(json, 'resource_changes')).map((resource) => ({
    resource,
    values: at(resource, ['change', 'before']),
  }));
  const found = [...states, ...changes].flatMap(({ resource, values }) => {
    if (own(resource, 'type') === 'aws_caller_identity') return textOr(own(values, 'account_id'), '');
    // The ARN of what is only looked up may be that of another account.
    return own(resource, 'mode') === 'managed' ? accountOf(own(values, 'arn')) : [];
  });
  return new Set([...found, ...limits(json)].filter((account) => /^\d{12}$/.test(account)));
}

const accountOf = (arn: unknown): string => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(textOr(arn, ''))?.[1] ?? '';

function limits(json: Loose): readonly string[] {
  return entries(at(json, ['configuration', 'provider_config'])).flatMap(([, provider]) => [
    ...texts(at(provider, ['expressions', 'allowed_account_ids', 'constant_value'])),
    accountOf(at(provider, ['expressions', 'assume_role', 0, 'role_arn', 'constant_value'])),
  ]);
}
