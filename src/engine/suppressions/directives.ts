import type { Terms } from '../../graph/suppression.js';
import type { Location, SourceFile } from '../../source/source.js';
import { termsIn } from './terms.js';

/** What a comment asks for; `unknown` is misspelt. */
export type DirectiveKind = 'disable' | 'enable' | 'disable-line' | 'disable-next-line' | 'disable-file' | 'unknown';

/** A rule's id where a comment names it. */
export interface Name {
  readonly rule: string;
  readonly at: Location;
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

/** Terraform's sources. */
export const isHcl = ({ path }: SourceFile): boolean => /\.(?:tf|tofu)$/.test(path);

/** Sources in which a comment begins with two slashes; in Terraform's, with a hash, too. */
const slashed = /\.(?:[cm]?[jt]sx?|java|kt|cs|fs|go)$/;

/** What a comment of a file begins with, as a regular expression. */
export function commentSign(file: SourceFile): string {
  if (isHcl(file)) return '(?:#+|\\/\\/+)';
  return slashed.test(file.path) ? '\\/\\/+' : '#+';
}

/** How other linters spell it, behind the name: taken for a misspelt directive, not for prose. */
const foreign = ':?[ \\t]*(?:disable|enable|ignore|skip)(?:-[\\w-]+)?(?![\\w-])';

/** A comment begins at the start of a line or after a space, as in YAML; what it says to the linter comes first in it. */
const commentIn = (file: SourceFile): RegExp =>
  new RegExp(`(?<=^|[ \\t])${commentSign(file)}[ \\t]*(lambda-lint(?:-([\\w-]+)|${foreign}))([^\\r\\n]*)`, 'gm');

/** The linter's comments of a file, in order. A file without any costs one search. */
export function directivesOf(file: SourceFile): Directive[] {
  const { text } = file;
  if (!text.includes('lambda-lint')) return [];
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
