import { onceFor } from '../source/once.js';
import { arnSegments } from '../iam/resources.js';
import { anyVerdict, covers, everyVerdict, notVerdict } from '../iam/patterns.js';
import { type Hole, type Text, type Verdict, matchesGlob, wholeText } from '../values/text.js';
import type { Value } from '../values/value.js';
import type { Graph } from './graph.js';
import type { Resource } from './resource.js';
import { replicasOf } from './tables.js';

type Selection = Resource<'backupSelection'>;
type Table = Resource<'table'> | Resource<'globalTable'>;
type Tags = Value<ReadonlyMap<string, Value<Text>>>;

/** The backup selections of the template that take a table, or may. */
export function selectionsOf(
  table: Table,
  graph: Graph,
): readonly { readonly selection: Selection; readonly is: Verdict }[] {
  return graph
    .all('backupSelection')
    .filter((selection) => graph.exists(selection))
    .map((selection) => ({ selection, is: graph.quietly(() => selects(selection, table, graph)) }))
    .filter(({ is }) => is !== 'no');
}

/**
 * Whether a table has a tag, in one of its replicas at least.
 * @param tag a key, or a key and a value: `backup=daily`
 */
export function isTagged(table: Table, tag: string): Verdict {
  const [key = '', ...value] = tag.split('=');
  const wanted: Text | undefined = value.length === 0 ? undefined : { parts: [value.join('=')], at: table.at };
  return tagsOf(table).length === 0 ? 'maybe' : anyVerdict(tagsOf(table).map((tags) => hasTag(tags, key, wanted)));
}

/**
 * What is named, or has one of the tags, and meets all conditions; where nothing is named and no tag is asked for, everything.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
 */
function selects(selection: Selection, table: Table, graph: Graph): Verdict {
  const { resources, notResources, anyTag, equal, like, notEqual, notLike } = selection;
  const replicas = tagsOf(table);
  if (replicas.length === 0) return 'maybe';
  const named = namedIn(resources, table, graph);
  const excluded = notVerdict(namedIn(notResources, table, graph) ?? 'no');
  return anyVerdict(
    replicas.map((tags) => {
      const tagged = conditionsIn(anyTag, (key, value) => hasTag(tags, key, value));
      const chosen = [...(named === undefined ? [] : [named]), ...tagged];
      return everyVerdict([
        excluded,
        chosen.length === 0 ? 'yes' : anyVerdict(chosen),
        ...conditionsIn(equal, (key, value) => hasTag(tags, key, value)),
        ...conditionsIn(like, (key, value) => hasTag(tags, key, value, true)),
        ...conditionsIn(notEqual, (key, value) => notVerdict(hasTag(tags, key, value))),
        ...conditionsIn(notLike, (key, value) => notVerdict(hasTag(tags, key, value, true))),
      ]);
    }),
  );
}

const tagsOf = (table: Table): readonly Tags[] => replicasOf(table).map(({ tags }) => tags);

/** Whether a list names a table; `undefined`: there is none. */
function namedIn(list: Selection['resources'], table: Table, graph: Graph): Verdict | undefined {
  if (list.state === 'unknown') return 'maybe';
  const named = list.state === 'known' ? list.value : [];
  return named.length === 0
    ? undefined
    : anyVerdict(named.map((each) => (each.state === 'known' ? names(each.value, table, graph) : 'maybe')));
}

function names(text: Text, table: Table, graph: Graph): Verdict {
  const { parts } = text;
  const { tableName, address } = table;
  const [made] = parts.flatMap((part) => (typeof part === 'string' ? [] : (part.resource ?? [])));
  if (made?.address === address) return 'yes';
  // An id or a name of something else may be what a table is called.
  if (made !== undefined) return /arn$/i.test(made.attribute) || graph.resource(made.address) ? 'no' : 'maybe';
  const segments = segmentsOf(text);
  const name = tableName.state === 'known' ? tableName.value.parts : [word(address)];
  if (segments.length !== 6) {
    return covers(text, { parts: ['arn:aws:dynamodb:', word('region'), ':', word('account'), ':table/', ...name] });
  }
  // A table of this template is in the account and the region of the selection.
  const [, , service = [], , , rest = []] = segments;
  return everyVerdict([
    covers({ parts: service }, { parts: ['dynamodb'] }),
    covers({ parts: rest }, { parts: ['table/', ...name] }),
  ]);
}

/** Many tables are looked for in each of many patterns. */
const segmentsOf = onceFor(({ parts }: Text) => arnSegments(parts));

const word = (name: string): Hole => ({ name, word: true });

function conditionsIn(
  list: Selection['equal'],
  holds: (key: string, value: Text | undefined) => Verdict,
): readonly Verdict[] {
  if (list.state === 'unknown') return ['maybe'];
  if (list.state !== 'known') return [];
  return list.value.map(({ key, value }) => {
    const name = key.state === 'known' ? wholeText(key.value) : undefined;
    if (name === undefined || value.state === 'unknown') return 'maybe';
    return holds(name.replace(/^aws:ResourceTag\//, ''), value.state === 'known' ? value.value : undefined);
  });
}

/** @param wanted any value where it is missing */
function hasTag(tags: Tags, key: string, wanted: Text | undefined, isPattern = false): Verdict {
  if (tags.state === 'unknown') return 'maybe';
  const tag = tags.state === 'known' ? tags.value.get(key) : undefined;
  if (tag === undefined || tag.state === 'absent') return 'no';
  if (wanted === undefined) return 'yes';
  if (tag.state === 'unknown') return 'maybe';
  const [is, to] = [wholeText(tag.value), wholeText(wanted)];
  if (to !== undefined && isPattern) return matchesGlob(tag.value, to);
  if (is !== undefined && to !== undefined) return is === to ? 'yes' : 'no';
  return covers(wanted, tag.value);
}
