import { Ajv } from 'ajv';
import official from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import type { Location, Log, Result } from 'sarif';

// The schema is of draft 04: `id` and `$schema` mean something else to ajv, and one pattern is no Unicode pattern.
const schema = Object.fromEntries(Object.entries(official).filter(([key]) => key !== 'id' && key !== '$schema'));
const validate = new Ajv({
  allErrors: true,
  strict: false,
  unicodeRegExp: false,
  formats: {
    uri: (text) => URL.canParse(text),
    'uri-reference': /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/,
    'date-time': true,
  },
}).compile(schema);

const placesOf = (result: Result): readonly Location[] => [
  ...(result.locations ?? []),
  ...(result.relatedLocations ?? []),
  ...(result.codeFlows ?? []).flatMap(({ threadFlows }) =>
    threadFlows.flatMap(({ locations }) => locations.flatMap(({ location }) => location ?? [])),
  ),
];

/** What GitHub's code scanning asks of a place beyond the schema. */
function* faultsOfPlace({ physicalLocation }: Location): Generator<string> {
  const { uri = '', uriBaseId } = physicalLocation?.artifactLocation ?? {};
  if (!/^[^/:?#]+(?:\/[^/:?#]+)*$/.test(uri)) yield `the URI ${uri} is not relative`;
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(uri)) yield `the URI ${uri} leads elsewhere`;
  if (uriBaseId !== '%SRCROOT%') yield `${uri} has no base`;
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = physicalLocation?.region ?? {};
  if (startLine < 1 || startColumn < 1 || endColumn < 1) yield `${uri} has no whole region`;
  if (endLine < startLine || (endLine === startLine && endColumn <= startColumn)) yield `${uri} has an empty region`;
}

/** What makes GitHub refuse a log, or show it in another way than it is meant. */
function* faultsFor(text: string, log: Log): Generator<string> {
  validate(log);
  for (const { instancePath, message } of validate.errors ?? []) yield `${instancePath} ${message ?? ''}`;
  if (/: ?""[,\n}]/.test(text)) yield 'there is an empty text';
  if (/\]\(/.test(text)) yield 'there is a link';
  if (text.length > 20_000_000) yield 'it is too long';
  if (log.runs.length !== 1) yield 'it has more than one run';
  const [{ results = [], tool } = {}] = log.runs;
  const rules = tool?.driver.rules ?? [];
  if (results.length > 25_000) yield 'it has too many results';
  for (const { id, shortDescription, fullDescription, help, properties } of rules) {
    for (const said of [shortDescription, fullDescription, help]) {
      if (!((said?.text.length ?? 0) >= 1 && (said?.text.length ?? 0) <= 1024)) yield `${id} is not described`;
    }
    const score: unknown = properties?.['security-severity'];
    if (score !== undefined && (typeof score !== 'string' || !/^\d\.\d$/.test(score))) yield `${id} has no score`;
    if ((properties?.tags?.length ?? 0) > 20) yield `${id} has too many tags`;
  }
  const known = new Set<string>();
  for (const result of results) {
    const { ruleId, ruleIndex, partialFingerprints = {} } = result;
    if (ruleId === undefined || ruleId !== rules[ruleIndex ?? -1]?.id) yield `${ruleId ?? ''} is not described`;
    if (result.locations?.length !== 1) yield `${ruleId ?? ''} has no place`;
    if ((result.relatedLocations?.length ?? 0) > 1000) yield `${ruleId ?? ''} has too many places`;
    for (const place of placesOf(result)) yield* faultsOfPlace(place);
    const uri = result.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
    const fingerprint = `${uri} ${partialFingerprints['primaryLocationLineHash'] ?? ''}`;
    if (!/ [0-9a-f]+:\d+$/.test(fingerprint) || known.has(fingerprint)) yield `${fingerprint} is no fingerprint`;
    known.add(fingerprint);
  }
}

/** A log with what GitHub would not take in it, which is to be nothing. */
export function readSarif(text: string): { readonly log: Log; readonly faults: readonly string[] } {
  const log = JSON.parse(text) as Log;
  return { log, faults: [...faultsFor(text, log)] };
}
