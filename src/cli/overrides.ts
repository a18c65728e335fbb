import type { LintReport } from '../engine/report.js';
import { didYouMean } from '../source/nearest.js';

const unquoted = (text: string): string =>
  /^".*"$/s.test(text) || /^'.*'$/s.test(text) ? text.slice(1, -1).replace(/\\(["'\\])/g, '$1') : text;

/** One parameter: its name in either way of writing, then a quoted value, or all up to the next name. */
const parameter =
  /\s*(?:ParameterKey=(["']?)([A-Za-z0-9]+)\1,ParameterValue=|([A-Za-z0-9]+)=)("(?:\\.|[^"\\])*"(?=\s|$)|'(?:\\.|[^'\\])*'(?=\s|$)|.*?(?=\s+[A-Za-z0-9]+=|$))/sy;

/**
 * Parameters as `sam deploy --parameter-overrides` takes them: `Key=Value` or `ParameterKey=Key,ParameterValue=Value`,
 * each an argument of its own or several in one. A text that is no such thing is given back as a complaint.
 */
export function parseOverrides(given: readonly string[]): Record<string, string> | string {
  const found: [string, string][] = [];
  for (const argument of given) {
    const text = argument.trim();
    for (let at = 0; at < text.length; at = parameter.lastIndex) {
      parameter.lastIndex = at;
      const [, , long, short, value = ''] = parameter.exec(text) ?? [];
      const key = long ?? short;
      if (key === undefined) return `${text.slice(at).trim()} is not written as Key=Value`;
      found.push([key, unquoted(value)]);
    }
  }
  return Object.fromEntries(found);
}

/** What to say of names that none of the templates has a parameter for: a deployment would refuse them. */
export function strayOverrides({ files }: LintReport, given: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(given);
  const read = files.filter(({ parameters }) => parameters !== undefined);
  if (names.length === 0 || read.length === 0 || read.some(({ partly }) => partly === true)) return [];
  const known = new Set(read.flatMap(({ parameters = [] }) => parameters));
  return names
    .filter((name) => !known.has(name))
    .map((name) => `--parameter-overrides: no template here has a parameter ${name}${didYouMean(name, known)}`);
}
