import { positionOf, lineText, type Location, type SourceFile } from '../../source/source.js';
import { get, literal, type Node } from '../../template/node.js';
import type { Template } from '../../template/template.js';
import type { HeadsOf } from './comments.js';
import { isHcl } from './directives.js';
import type { Peer } from '../finding.js';
import { isUnder, itemsUnder, metadataOf } from './metadata.js';
import type { ActiveRule } from '../active.js';
import type { Silencer, Silenceable } from './silencer.js';

/** What another tool is told to leave out, and where. */
interface Written {
  readonly at: Location;
  readonly id: string;
  readonly reason?: string | undefined;
}

/** Where a tool's suppressions stand in a `Metadata`, and how one of its ids is meant. */
interface Reader {
  readonly entries: (metadata: Node) => readonly Written[];
  readonly means: (id: string, check: string) => boolean;
}

const same = (id: string, check: string): boolean => id === check;

/** A list of maps that have an `id` and say why under another name. */
const listed =
  (why: string, ...path: readonly string[]): Reader['entries'] =>
  (metadata) =>
    itemsUnder(metadata, ...path).flatMap((item) => {
      const id = literal(get(item, 'id'));
      // Narrowed to single actions or resources, which our findings do not tell apart.
      if (id === undefined || get(item, 'applies_to') !== undefined) return [];
      const encoded = literal(get(item, 'is_reason_encoded')) === 'true';
      return [{ at: item.at, id, reason: encoded ? undefined : literal(get(item, why)) }];
    });

/** A name alone, or with why behind it: `NAME: reason`. */
function namedIn(item: Node): Written[] {
  if (item.is === 'map')
    return [...item.entries].map(([id, { value }]) => ({ at: item.at, id, reason: literal(value) }));
  const id = literal(item);
  return id === undefined ? [] : [{ at: item.at, id }];
}

const readers: Readonly<Record<Peer, Reader>> = {
  checkov: { entries: listed('comment', 'checkov', 'skip'), means: same },
  'cfn-lint': {
    entries: (metadata) =>
      itemsUnder(metadata, 'cfn-lint', 'config', 'ignore_checks').flatMap((item) => {
        const id = literal(item);
        return id === undefined || id === '' ? [] : [{ at: item.at, id }];
      }),
    means: (id, check) => check.startsWith(id),
  },
  cfn_nag: { entries: listed('reason', 'cfn_nag', 'rules_to_suppress'), means: same },
  // A check has the name of its pack before its own: `HIPAA.Security-LambdaDLQ`.
  'cdk-nag': {
    entries: listed('reason', 'cdk_nag', 'rules_to_suppress'),
    means: (id, check) => id === check || id.endsWith(`-${check}`),
  },
  'guard-rules-registry': {
    entries: (metadata) => itemsUnder(metadata, 'guard', 'SuppressedRules').flatMap(namedIn),
    means: same,
  },
};

/** What is written in a template or its sources for other tools, as far as it is about a guardrail that a rule stands for. */
export function honoredSilencers(
  template: Template,
  files: readonly SourceFile[],
  honored: readonly Peer[],
  active: readonly ActiveRule[],
  heads: HeadsOf,
): Silencer[] {
  const silencer = (form: Peer, { at, id, reason }: Written, covers: Silencer['covers']): Silencer[] => {
    const rules = new Set(
      active
        .filter(({ rule }) => rule.peers[form]?.some((check) => readers[form].means(id, check)))
        .map(({ rule }) => rule.id),
    );
    if (rules.size === 0) return [];
    const why = reason?.trim() ?? '';
    return [
      {
        at,
        form,
        whole: at,
        ...(why !== '' && { reason: why }),
        covers: (subject) => rules.has(subject.rule) && covers(subject),
      },
    ];
  };
  const written = metadataOf(template).flatMap(({ metadata, resource }) =>
    honored.flatMap((form) =>
      readers[form]
        .entries(metadata)
        .flatMap((each) => silencer(form, each, (subject) => isUnder(subject, each.at, resource))),
    ),
  );
  if (!honored.includes('checkov')) return written;
  const comments = files.flatMap((file) =>
    skipsIn(file).flatMap((each) => silencer('checkov', each, within(each.at, heads))),
  );
  return [...written, ...comments];
}

const skip = /\b(?:checkov|bridgecrew):skip=[ \t]*(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?::([^\r\n]*))?/g;

/** checkov's comments, once for each check that is named. */
function skipsIn(file: SourceFile): Written[] {
  if (!file.text.includes(':skip=') || /^\ufeff?\s*[{[]/.test(file.text)) return [];
  return [...file.text.matchAll(skip)].flatMap((match) => {
    const [whole, ids = '', reason] = match;
    const at = { file, start: match.index, end: match.index + whole.trimEnd().length };
    const before = lineText(file, positionOf(at).line).slice(0, positionOf(at).column - 1);
    if (!(isHcl(file) ? /#|\/\/|\/\*/ : /(?:^|\s)#/).test(before)) return [];
    return ids.split(',').map((id) => ({ at, id: id.trim(), reason }));
  });
}

/** Whether a subject belongs to the block that a comment stands in: by its own place, or by that of its resource. */
function within(comment: Location, heads: HeadsOf): (subject: Silenceable) => boolean {
  const holds = isHcl(comment.file) ? blockAround(comment) : (at: Location) => isDeeper(at, comment);
  return ({ at, resource }) => [at, ...(resource === undefined ? [] : heads(resource))].some(holds);
}

/** Whether a place lies in the outermost block of a Terraform source that a comment lies in. */
function blockAround({ file, start }: Location): (at: Location) => boolean {
  const from = [...file.text.slice(0, start).matchAll(/^[a-z]+\b[^\r\n=]*\{/gm)].at(-1)?.index ?? start;
  let depth = 0;
  let to = from;
  for (const { 0: sign, index } of file.text.slice(from).matchAll(/[{}]/g)) {
    depth += sign === '{' ? 1 : -1;
    to = from + index;
    if (depth === 0) break;
  }
  return (at) => start < to && at.file === file && at.start >= from && at.start < to;
}

/** Whether every line after a key of YAML down to a comment lies deeper than the key. */
function isDeeper(key: Location, comment: Location): boolean {
  if (key.file !== comment.file || key.start > comment.start) return false;
  const { line, column } = positionOf(key);
  const last = positionOf(comment).line;
  for (let next = line + 1; next <= last; next += 1) {
    const text = lineText(key.file, next);
    const saysNothing = next < last ? /^\s*(?:#.*)?$/.test(text) : false;
    if (!saysNothing && text.search(/\S/) < column) return false;
  }
  return true;
}
