import type { Scalar } from '../../template/syntax.js';

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * The value of a plain (unquoted) scalar. Types are given only where every reader of templates agrees and nothing is lost:
 * what YAML 1.1 would make of `010`, `1_000`, `1:30`, `2010-09-09`, `yes` or `1e3` differs from YAML 1.2, and an account id
 * or the version `3.10` must not change its digits; all those stay text.
 */
export function plainValue(text: string): Scalar {
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null;
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
  }
  const first = text.charCodeAt(0);
  if ((first >= 0x30 && first <= 0x39) || first === 0x2d) {
    if (text.length <= 24 && number.test(text)) {
      const value = Number(text);
      if (String(value) === text && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
    }
  }
  return text;
}

const core = /^(?:!!|tag:yaml\.org,2002:|!<tag:yaml\.org,2002:)(\w+)>?$/;

/** A tag in the user's spelling without the long form, or one of YAML's own (`!!str`). */
export function tagName(written: string): string {
  const own = core.exec(written);
  if (own?.[1] !== undefined) return `!!${own[1]}`;
  return written.startsWith('!<') && written.endsWith('>') ? written.slice(2, -1) : written;
}

/** Tags of YAML itself that only repeat what a node's syntax says already. */
export const structural: ReadonlySet<string> = new Set([
  '!',
  '!!str',
  '!!int',
  '!!float',
  '!!bool',
  '!!null',
  '!!map',
  '!!seq',
]);

/** Tags under which a plain scalar keeps the type that its text has. */
export const typed: ReadonlySet<string> = new Set(['!!int', '!!float', '!!bool', '!!null']);
