import type { Location, SourceFile } from '../source/source.js';

export type DirectiveKind = 'disable' | 'enable' | 'disable-line' | 'disable-next-line' | 'disable-file' | 'unknown';

/** A rule's id where a comment names it. */
export interface Name {
  readonly rule: string;
  readonly at: Location;
}

/** What is said of a suppression beside its rules: `-- agreed with security (owner: payments, until: 2027-03-31)`. */
export interface Terms {
  readonly reason?: string;
  readonly owner?: string;
  readonly until?: string;
}

/** The terms in the text behind the hyphens. */
function termsIn(text: string): Terms {
  const owner = /\bowner:\s*([^\s,;)]+)/i.exec(text)?.[1];
  const until = /\buntil:\s*(\d{4}-\d\d-\d\d)\b/i.exec(text)?.[1];
  const reason = text.replaceAll(/\b(?:owner|until):\s*[^\s,;)]+/gi, '').trim();
  return {
    ...(/\w/.test(reason) && { reason: text }),
    ...(owner !== undefined && { owner }),
    ...(until !== undefined && { until }),
  };
}

/** A comment that speaks to the linter. */
export interface Directive extends Terms {
  readonly kind: DirectiveKind;
  /** The word as it is written: `lambda-lint-disable`. */
  readonly word: string;
  /** No names: all rules. */
  readonly names: readonly Name[];
  readonly at: Location;
}

const kinds: readonly DirectiveKind[] = ['disable', 'enable', 'disable-line', 'disable-next-line', 'disable-file'];

/** Sources in which a comment begins with two slashes; in Terraform's, with a hash, too. */
const slashed = /\.(?:[cm]?[jt]sx?|java|kt|cs|fs|go)$/;

/** What a comment of a file begins with, as a regular expression. */
export function commentSign({ path }: SourceFile): string {
  if (path.endsWith('.tf')) return '(?:#+|\\/\\/+)';
  return slashed.test(path) ? '\\/\\/+' : '#+';
}

/** A comment begins at the start of a line or after a space, as in YAML; what it says to the linter comes first in it. */
const commentIn = (file: SourceFile): RegExp =>
  new RegExp(`(?<=^|[ \\t])${commentSign(file)}[ \\t]*(lambda-lint-([\\w-]+))([^\\r\\n]*)`, 'gm');

/** The linter's comments of a file, in order. A file without any costs one search. */
export function directivesOf(file: SourceFile): Directive[] {
  const { text } = file;
  if (!text.includes('lambda-lint-')) return [];
  // JSON has no comments, only texts that may look like one.
  if (/^\ufeff?\s*[{[]/.test(text)) return [];
  return [...text.matchAll(commentIn(file))].map((match) => {
    const [whole, word = '', kind = '', rest = ''] = match;
    const start = match.index + whole.indexOf(word);
    const [, list = '', reason] = /^(.*?)(?:(?:^|\s)--(?:\s+(.*))?)?$/.exec(rest) ?? [];
    const from = start + word.length;
    const names = [...list.matchAll(/[^\s,]+/g)].map((name) => ({
      rule: name[0],
      at: { file, start: from + name.index, end: from + name.index + name[0].length },
    }));
    const said = reason?.trim();
    return {
      kind: kinds.find((known) => known === kind) ?? 'unknown',
      word,
      names,
      ...(said !== undefined && termsIn(said)),
      at: { file, start, end: from },
    };
  });
}
