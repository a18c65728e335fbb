import type { SourceFile } from '../source/source.js';

/** A value of a JSON file with the offset it begins at, and its keys with theirs. */
export type Json = { readonly start: number } & (
  | { readonly is: 'scalar'; readonly value: string | number | boolean | null }
  | { readonly is: 'list'; readonly items: readonly Json[] }
  | { readonly is: 'object'; readonly entries: ReadonlyMap<string, { readonly key: number; readonly value: Json }> }
);

/** JSON that cannot be read, and where. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const deepest = 200;
const literals = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads JSON and keeps where everything stands, so that an error can be shown at its place.
 *
 * The parsers have a reader of their own, which goes on behind an error, tells authors of templates what CloudFormation makes of it,
 * and keeps as text what a number would round. A configuration that is wrong anywhere is not used at all: one sentence is enough.
 *
 * @throws JsonError at the first thing that is no JSON, and where a name is given twice
 */
export function parseJson({ text }: SourceFile): Json {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const fail = (message: string, offset = at): never => {
    throw new JsonError(message, offset);
  };

  function skip(): void {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at += 1;
    if (text.startsWith('//', at) || text.startsWith('/*', at)) fail('JSON has no comments: remove this one');
  }

  /** Whether this character comes next; it is passed over. */
  function take(character: string): boolean {
    skip();
    if (text[at] !== character) return false;
    at += 1;
    return true;
  }

  function string(): string {
    const start = at;
    const end = /"(?:[^"\\\r\n]|\\.)*"/y;
    end.lastIndex = start;
    const [raw] = end.exec(text) ?? fail('this text has no closing quote');
    at = start + raw.length;
    try {
      return JSON.parse(raw) as string;
    } catch {
      return fail('this text has a character or an escape that JSON does not allow', start);
    }
  }

  function object(start: number, depth: number): Json {
    const entries = new Map<string, { key: number; value: Json }>();
    while (!take('}')) {
      if (entries.size > 0 && !take(',')) fail('expected a comma or }');
      skip();
      const key = at;
      if (text[at] === '}') fail('JSON allows no comma before }');
      if (text[at] !== '"') fail('expected a name in double quotes');
      const name = string();
      if (entries.has(name)) fail(`${name} is given twice`, key);
      if (!take(':')) fail(`expected a colon after "${name}"`);
      entries.set(name, { key, value: value(depth + 1) });
    }
    return { is: 'object', start, entries };
  }

  function list(start: number, depth: number): Json {
    const items: Json[] = [];
    while (!take(']')) {
      if (items.length > 0 && !take(',')) fail('expected a comma or ]');
      skip();
      if (text[at] === ']') fail('JSON allows no comma before ]');
      items.push(value(depth + 1));
    }
    return { is: 'list', start, items };
  }

  function value(depth: number): Json {
    if (depth > deepest) fail('this is nested too deeply');
    skip();
    const start = at;
    if (take('{')) return object(start, depth);
    if (take('[')) return list(start, depth);
    if (text[at] === '"') return { is: 'scalar', start, value: string() };
    const word = /[-+.\w]*/y;
    word.lastIndex = at;
    const raw = word.exec(text)?.[0] ?? '';
    const literal = literals.get(raw);
    if (literal === undefined && !/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(raw)) {
      if (at >= text.length) fail('the file ends here, but something is missing');
      fail(
        raw === ''
          ? `${JSON.stringify(text[at])} is not expected here`
          : `${raw} is no JSON value: put text in double quotes`,
      );
    }
    at += raw.length;
    return { is: 'scalar', start, value: literal === undefined ? Number(raw) : literal };
  }

  const whole = value(0);
  skip();
  if (at < text.length) fail('the file should end here');
  return whole;
}

/** The plain value. Names become own properties whatever they are, `__proto__` too. */
export function plain(json: Json): unknown {
  if (json.is === 'scalar') return json.value;
  if (json.is === 'list') return json.items.map(plain);
  return Object.fromEntries([...json.entries].map(([name, { value }]) => [name, plain(value)]));
}

/** The offset at which the value under a path stands, or the nearest one above it. */
export function offsetOf(json: Json, path: readonly string[]): number {
  const [first, ...rest] = path;
  if (first === undefined || json.is === 'scalar') return json.start;
  if (json.is === 'list') {
    const item = json.items[Number(first)];
    return item === undefined ? json.start : offsetOf(item, rest);
  }
  const entry = json.entries.get(first);
  if (entry === undefined) return json.start;
  return rest.length === 0 ? entry.key : offsetOf(entry.value, rest);
}
