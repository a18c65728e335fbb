import { type Entry, type Node, opaque } from '../../../template/node.js';
import { expressionOf } from '../plan/configuration.js';
import { items, own, textOr } from '../plan/loose.js';
import { valueOf } from '../plan/nodes.js';
import type { Attributes } from './attributes.js';

/**
 * All tags of a resource where the provider has not worked them out: its own over the provider's `default_tags`.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
 */
export function defaultTags(attributes: Attributes): Node | undefined {
  const tags = attributes.get('tags');
  const at = attributes.at(['tags']);
  const given = fromProvider(attributes);
  if (given === undefined) return tags;
  if (given.is !== 'map' || (tags !== undefined && tags.is !== 'map')) {
    return opaque('known after apply: it depends on the default_tags of the provider', at);
  }
  const entries = new Map<string, Entry>([...given.entries, ...(tags?.entries ?? [])]);
  return { is: 'map', entries, at };
}

function fromProvider({ plan, configured, instance }: Attributes): Node | undefined {
  const { key, provider } = plan.configuration.provider(textOr(own(configured, 'provider_config_key'), ''));
  const [block] = items(own(own(provider, 'expressions'), 'default_tags'));
  const tags = own(block, 'tags');
  if (tags === undefined) return undefined;
  const at = plan.at(['configuration', 'provider_config', key, 'expressions', 'default_tags']);
  const expression = expressionOf(tags);
  if (expression?.is === 'constant') return valueOf(expression.value, at);
  // `aws`, `aws.alias`, and `module.a.module.b:aws` where a module has a provider of its own.
  const colon = key.lastIndexOf(':');
  const [name = '', alias] = key.slice(colon + 1).split('.');
  const modules = colon < 0 ? [] : instance.modules.slice(0, key.split('.module.').length);
  const target = { is: 'provider', name, ...(alias === undefined ? {} : { alias }) } as const;
  const source = plan.sources?.expressionOf({ target, path: ['default_tags', 0, 'tags'], scope: plan.scope(modules) });
  return source ?? opaque('known after apply', at);
}
