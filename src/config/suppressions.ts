import type { Peer } from '../rules/define.js';
import { daysUntil } from '../source/day.js';
import { didYouMean } from '../source/nearest.js';
import type { Json } from './json.js';
import { honorable, unknownRule } from './types.js';
import type { Known } from './written-rules.js';

/** An entry of `suppressions` as it was written, found to be right. */
export interface WrittenSuppression {
  /** As they are written: ids and globs of ids. */
  readonly rules: readonly string[];
  /** Ids of the rules that these are; missing: all. */
  readonly ids?: readonly string[];
  /** Missing: every file. */
  readonly files?: readonly string[];
  readonly resources?: readonly string[];
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
  /** Where its rules begin in the file. */
  readonly start: number;
}

const keys = ['rule', 'rules', 'files', 'resources', 'reason', 'owner', 'expires'];

const globOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*')}$`);

/** One text or several, none of them empty. */
function texts(json: Json, path: readonly string[], { complain }: Known): string[] {
  const items = json.is === 'list' ? json.items : [json];
  if (items.length === 0) complain(path, 'must not be empty');
  return items.flatMap((item, at) => {
    if (item.is === 'scalar' && typeof item.value === 'string' && item.value.trim() !== '') return [item.value];
    complain(json.is === 'list' ? [...path, String(at)] : path, 'must be text, or a list of texts, and not empty');
    return [];
  });
}

/** The ids that patterns stand for; `undefined` where that is every rule. */
function idsOf(patterns: readonly string[], path: readonly string[], known: Known): string[] | undefined {
  if (patterns.includes('*')) return undefined;
  const all = [...known.rules.keys()];
  return patterns.flatMap((pattern) => {
    const found = pattern.includes('*')
      ? all.filter((id) => globOf(pattern).test(id))
      : all.filter((id) => id === pattern);
    if (found.length === 0) {
      known.complain(path, pattern.includes('*') ? `no rule matches ${pattern}` : unknownRule(pattern, all));
    }
    return found;
  });
}

function suppressionOf(json: Json, path: readonly string[], known: Known): WrittenSuppression | undefined {
  const { complain } = known;
  if (json.is !== 'object') {
    complain(path, 'must be an object: { "rule": "…", "files": "…", "reason": "…" }');
    return undefined;
  }
  const { entries } = json;
  for (const name of entries.keys()) {
    if (!keys.includes(name))
      complain([...path, name], `there is no ${name} in a suppression${didYouMean(name, keys)}`);
  }
  const list = (name: string): string[] | undefined => {
    const entry = entries.get(name);
    return entry === undefined ? undefined : texts(entry.value, [...path, name], known);
  };
  const word = (name: string): string | undefined => {
    const value = entries.get(name)?.value;
    if (value === undefined) return undefined;
    if (value.is === 'scalar' && typeof value.value === 'string' && value.value.trim() !== '') return value.value;
    complain([...path, name], 'must be text, and not empty');
    return undefined;
  };
  const given = entries.has('rules') ? 'rules' : 'rule';
  const rules = list(given);
  if (rules === undefined) complain(path, 'a suppression needs a rule: its id, or a pattern such as role-*');
  else if (entries.has('rule') && entries.has('rules')) complain([...path, 'rule'], 'give rule or rules, not both');
  const ids = rules === undefined ? undefined : idsOf(rules, [...path, given], known);
  const [files, resources] = [list('files'), list('resources')];
  const [reason, owner, expires] = [word('reason'), word('owner'), word('expires')];
  if (expires !== undefined && daysUntil(expires, new Date(0)) === undefined) {
    complain([...path, 'expires'], `must be a day, written YYYY-MM-DD, not ${expires}`);
  }
  return {
    rules: rules ?? [],
    start: entries.get(given)?.value.start ?? json.start,
    ...(ids !== undefined && { ids }),
    ...(files !== undefined && { files }),
    ...(resources !== undefined && { resources }),
    ...(reason !== undefined && { reason }),
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires }),
  };
}

/** The setting `suppressions`: its entries that are right; what is wrong is complained of. */
export function suppressionsOf(json: Json, known: Known): WrittenSuppression[] {
  if (json.is !== 'list') {
    known.complain(['suppressions'], 'must be a list: [{ "rule": "…", "files": "…", "reason": "…" }]');
    return [];
  }
  return json.items.flatMap((item, at) => suppressionOf(item, ['suppressions', String(at)], known) ?? []);
}

/** The setting `honor`: the tools in it whose suppressions are understood; others are complained of. */
export function honorOf(json: Json, { complain }: Known): Peer[] {
  const items = json.is === 'list' ? json.items : [];
  if (json.is !== 'list') complain(['honor'], 'must be a list of tools: ["checkov"]');
  return items.flatMap((item, at) => {
    const name = item.is === 'scalar' ? String(item.value) : '';
    const found = honorable.find((tool) => tool === name);
    if (found === undefined) {
      const meant = didYouMean(name, honorable) || `; there are ${honorable.join(', ')}`;
      complain(['honor', String(at)], `no suppressions of ${name || 'this'} are understood${meant}`);
    }
    return found ?? [];
  });
}
