/** A stretch of a file that a change has replaced. */
export interface Hunk {
  /** The first line (one-based) of what is there now; where nothing is, the line before. */
  readonly line: number;
  readonly count: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** What changed in a file: the places, or all of it, as in a new file and in one that git takes for binary. */
export type FileChange = readonly Hunk[] | 'all';

/** The name of a file as a patch has it: quoted as in C where it has unusual characters, and `/dev/null` for no file. */
function nameIn(header: string): string | undefined {
  // A tab ends a name that has spaces.
  const written = header.replace(/\t$/, '');
  if (written === '/dev/null') return undefined;
  const name = written.startsWith('"') ? unquoted(written.slice(1, -1)) : written;
  return name.slice('b/'.length);
}

const letters: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Only ASCII is escaped, since git is asked for `core.quotePath=false`. */
const unquoted = (text: string): string =>
  text.replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter: string) =>
    octal === undefined ? (letters[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8)),
  );

/**
 * Reads a patch without context, by the counts in its headers: what a line of a file says is never taken for a header.
 *
 * @returns for each file that is still there, by its path from the repository's root, what changed in it
 */
export function readPatch(patch: string): Map<string, FileChange> {
  const changes = new Map<string, FileChange>();
  const lines = patch.split('\n');
  let current: Hunk[] | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('diff --git ')) current = undefined;
    const [, binary] = /^Binary files .* and (.*) differ$/.exec(line) ?? [];
    const name = line.startsWith('+++ ') ? nameIn(line.slice(4)) : binary === undefined ? undefined : nameIn(binary);
    if (name !== undefined) {
      current = [];
      changes.set(name, binary === undefined ? current : 'all');
    }
    const [, before = '1', first, after = '1'] = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (first === undefined) continue;
    const taken = { '-': [] as string[], '+': [] as string[] };
    while (taken['-'].length < Number(before) || taken['+'].length < Number(after)) {
      const next = lines[++at];
      if (next === undefined) break;
      if (next.startsWith('-')) taken['-'].push(next.slice(1));
      else if (next.startsWith('+')) taken['+'].push(next.slice(1));
    }
    current?.push({ line: Number(first), count: Number(after), removed: taken['-'], added: taken['+'] });
  }
  return changes;
}

const indentOf = (line: string): number => line.search(/\S|$/);

/** What a line names: the key of a property, or else all of it. */
const keyOf = (line: string): string => /^\s*(?:- )?["']?[\w$:./-]+?["']?\s*(?=[:={])/.exec(line)?.[0] ?? line;

/** Text that could be missed: no closing bracket, blank line or comment. */
const says = (line: string): boolean => /^\s*[^\s#/]/.test(line) && /\w/.test(line);

/**
 * Lines that were taken out and not written anew, by their key. Those that lay within one of them are left out: where that
 * stood is what matters.
 */
function missing({ removed, added }: Hunk): string[] {
  const kept = new Set(added.map(keyOf));
  let outermost = Infinity;
  return removed.filter((line) => {
    if (!says(line)) return false;
    const indent = indentOf(line);
    if (indent > outermost) return false;
    outermost = indent;
    return !kept.has(keyOf(line));
  });
}

/** The lines (one-based) that a text which once stood below a line was nested in, from the inside out. */
function around(lines: readonly string[], line: number, indent: number): number[] {
  const found: number[] = [];
  let inside = indent;
  for (let at = line; at >= 1 && inside > 0; at--) {
    const text = lines[at - 1] ?? '';
    if (!says(text) || indentOf(text) >= inside) continue;
    found.push(at);
    inside = indentOf(text);
  }
  return found;
}

/** The lines (one-based) of a file that a change has touched. */
export interface Touched {
  readonly any: boolean;
  /** Written anew. */
  readonly written: ReadonlySet<number>;
  /** What a property that is gone belonged to: the resource that has lost a guardrail is touched by that. */
  readonly bereft: ReadonlySet<number>;
}

/** @param text the file as it is now */
export function touchedLines(text: string, hunks: readonly Hunk[]): Touched {
  const written = new Set<number>();
  const bereft = new Set<number>();
  const lines = text.split('\n');
  for (const hunk of hunks) {
    for (let line = hunk.line; line < hunk.line + hunk.count; line++) written.add(line);
    const before = hunk.count === 0 ? hunk.line : hunk.line - 1;
    for (const gone of missing(hunk)) {
      for (const line of around(lines, before, indentOf(gone))) bereft.add(line);
    }
  }
  return { any: hunks.length > 0, written, bereft };
}
