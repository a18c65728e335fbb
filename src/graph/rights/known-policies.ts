import { type Statement, placedAt, readDocument } from '../../iam/document.js';
import { type Location, nowhere } from '../../source/source.js';
import { globMatches } from '../../values/glob.js';
import { textOf } from '../../values/text.js';
import type { Graph, KnownPolicy } from '../graph.js';

/** A policy that the configuration shows. */
export interface ShownPolicy {
  /** How to speak of it: by its file, else by the end of its ARN. */
  readonly name: string;
  /** Each at its place in the file, as far as its Sid tells that. */
  readonly statements: readonly Statement[];
}

/** The statements of documents that stand in no template, by their JSON: many templates name the same few policies. */
const documents = new Map<string, readonly Statement[]>();

export function statementsOf(json: string, graph: Graph): readonly Statement[] {
  const known = documents.get(json);
  if (known !== undefined) return known;
  if (documents.size >= 200) documents.clear();
  const { statements } = readDocument({ is: 'text', text: textOf([json], nowhere), at: nowhere }, graph);
  documents.set(json, statements);
  return statements;
}

/** The policies that a configuration shows and whose ARNs, as they are written there, match one of some globs. */
export const shownPolicies = (globs: readonly string[], graph: Graph): readonly ShownPolicy[] =>
  graph.policies
    .filter(({ arn }) => globs.some((glob) => globMatches(arn, glob)))
    .map((policy) => shown(policy, graph));

/** They are the same for many templates. */
const known = new WeakMap<KnownPolicy, ShownPolicy>();

function shown(policy: KnownPolicy, graph: Graph): ShownPolicy {
  const found = known.get(policy) ?? read(policy, graph);
  known.set(policy, found);
  return found;
}

function read({ arn, path, text }: KnownPolicy, graph: Graph): ShownPolicy {
  const file = { path: path ?? arn.slice(arn.lastIndexOf('/') + 1), text };
  const whole = { file, start: 0, end: 0 };
  return {
    name: file.path,
    statements: statementsOf(text, graph).map((statement) => placedAt(placeOf(statement, whole) ?? whole, statement)),
  };
}

/** Where the Sid of a statement stands. */
function placeOf({ sid }: Statement, { file }: Location): Location | undefined {
  if (sid === undefined) return undefined;
  const start = file.text.indexOf(JSON.stringify(sid));
  return start < 0 ? undefined : { file, start, end: start + JSON.stringify(sid).length };
}
