import { onceFor } from '../source/once.js';
import { isWithin, type Location, type SourceFile } from '../source/source.js';
import type { Finding, Undecided } from './finding.js';

/** A text that is shorter stands in many places that are none of the secret's; a short word certainly does. */
const telling = 12;
const isWord = (text: string): boolean => text.length < telling && /^(?:[A-Za-z]*|\d*)$/.test(text);

/** What is shown in the place of each character of a secret. */
export const mask = '●';

/** Where texts stand in files: a secret that is written often is found as often, at always the same places. */
const known = onceFor<SourceFile, Map<string, readonly Location[]>>(() => new Map());

/** All places at which a text stands in a file; a short one as a word of its own. */
function occurrencesIn(file: SourceFile, text: string): readonly Location[] {
  const inFile = known(file);
  const before = inFile.get(text);
  if (before !== undefined) return before;
  const joins = (sign: string): boolean => text.length < telling && /[A-Za-z\d]/.test(sign);
  const found: Location[] = [];
  for (let start = file.text.indexOf(text); start >= 0; start = file.text.indexOf(text, start + text.length)) {
    const end = start + text.length;
    if (!joins(file.text.charAt(start - 1)) && !joins(file.text.charAt(end))) found.push({ file, start, end });
  }
  inFile.set(text, found);
  return found;
}

function occurrences(text: string, places: readonly Location[]): readonly Location[] {
  const [only, ...more] = [...new Set(places.map(({ file }) => file))];
  if (only === undefined) return [];
  const first = occurrencesIn(only, text);
  return more.length === 0 ? first : [...first, ...more.flatMap((file) => occurrencesIn(file, text))];
}

/**
 * Where the text of a secret must not be shown: everywhere in the files that a finding points at; a short word only where the
 * finding points. A place that spells it in another way (escaped, on several lines) is hidden as a whole.
 */
export function hiddenPlaces(secret: string, places: readonly Location[]): readonly Location[] {
  if (secret === '') return [];
  const all = occurrences(secret, places);
  const [at] = places;
  const pointed = all.filter((each) => places.some((place) => isWithin(each, place)));
  const shown = isWord(secret) ? pointed : all;
  return at === undefined || pointed.length > 0 ? shown : [...shown, at];
}

/** A finding in whose words the secret does not occur; a short one is looked for only where a value is told. */
function withoutSecret(finding: Finding, secret: string): Finding {
  const hide = (text: string): string => text.replaceAll(secret, mask.repeat(secret.length));
  const { message, help, label, when, related } = finding;
  const concerned = !isWord(secret) || finding.secrets !== undefined;
  const told = when === undefined || !concerned ? {} : { when: hide(when) };
  if (secret.length < telling) return { ...finding, ...told };
  return {
    ...finding,
    ...told,
    message: hide(message),
    ...(help === undefined ? {} : { help: hide(help) }),
    ...(label === undefined ? {} : { label: hide(label) }),
    related: related.map((place) => ({ ...place, message: hide(place.message) })),
  };
}

/** Takes the secrets that some rule has found out of the words of all rules. */
export function hideSecrets<T extends { findings: readonly Finding[]; undecided: readonly Undecided[] }>(
  outcome: T,
  secrets: Iterable<string>,
): Pick<T, 'findings' | 'undecided'> {
  let { findings, undecided } = outcome;
  for (const secret of secrets) {
    if (secret === '') continue;
    findings = findings.map((finding) => withoutSecret(finding, secret));
    if (secret.length >= telling)
      undecided = undecided.map((each) => ({
        ...each,
        why: each.why.replaceAll(secret, mask.repeat(secret.length)),
      }));
  }
  return { findings, undecided };
}
