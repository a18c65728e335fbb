import { isTerraform } from '../../resources/spelling.js';
import { type Verdict, wholeText } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';
import { aliasesOf, isStranger } from './triggers.js';

/** The aliases of a function, without its versions. */
export const namedAliasesOf = (fn: Resource<'function'>, graph: Graph): readonly Resource<'functionAlias'>[] =>
  graph.quietly(() => aliasesOf(fn, graph).filter(({ aliasName }) => aliasName.state !== 'absent'));

/** An alias of a function that only the deployment knows: it may be of any. */
export const strangeAlias = (graph: Graph): Resource<'functionAlias'> | undefined =>
  graph.quietly(() => graph.once(strangeAliases).find((alias) => graph.exists(alias) && alias.of.state === 'unknown'));

const strangeAliases = (graph: Graph): readonly Resource<'functionAlias'>[] =>
  graph
    .all('functionAlias')
    .filter((alias) => isStranger(alias, graph))
    .slice(0, 5);

/** Whether an alias leads to whatever the code of its function is, and not to a version that stays as it is. */
export function leadsToLatest({ version }: Resource<'functionAlias'>, graph: Graph): Verdict {
  if (version.state === 'absent') return 'no';
  if (version.state === 'unknown') return 'maybe';
  const [only, ...others] = version.value.parts;
  if (typeof only !== 'object' || others.length > 0) return wholeText(version.value) === '$LATEST' ? 'yes' : 'no';
  const made = only.resource && graph.resource(only.resource.address);
  if (made?.kind === 'functionAlias') return 'no';
  if (made?.kind !== 'function' || !isTerraform(made.language)) return 'maybe';
  const { publishes } = made;
  return publishes.state === 'known' ? (publishes.value ? 'no' : 'yes') : 'maybe';
}

/** What gives a function an alias, in the words of its author; `called`: what the alias may be called, if that matters. */
export function aliasRemedy(fn: Resource<'function'>, called = ''): string {
  if (fn.language === 'sam') return `set AutoPublishAlias to ${called || 'the name of an alias'}`;
  const end = called && `, called ${called}`;
  return fn.language === 'terraform'
    ? `set ${fn.publishes.name} to true, and make an alias of the version${end}`
    : `publish a version of it, and make an alias of that${end}`;
}
