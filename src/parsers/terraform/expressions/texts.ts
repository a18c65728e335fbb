import { list, type Node, scalar } from '../../../template/node.js';
import type { Apply } from './functions.js';
import { replaced } from './heredocs.js';
import { decoded, isDocumentText, yamlTree } from './json.js';
import { compile } from './regex.js';
import { followed, isOpen, textNode } from './values.js';

/** A function of one text that is known. */
const mapped =
  (change: (text: string) => string): Apply =>
  ([of], at) => {
    const text = textOf(of);
    return text === undefined ? undefined : scalar(change(text), at);
  };

function textOf(node: Node | undefined): string | undefined {
  const value = node && followed(node);
  return value?.is === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

/** A function of several texts that are all known. */
const known =
  (change: (...texts: readonly string[]) => string | boolean | undefined): Apply =>
  (args, at) => {
    const all = args.map(textOf);
    const texts = all.filter((text) => text !== undefined);
    const result = texts.length < all.length ? undefined : change(...texts);
    return result === undefined ? undefined : scalar(result, at);
  };

/** `%s`, `%d`, `%v` take an argument as it is; of another verb nothing is made. */
const format: Apply = ([pattern, ...args], at) => {
  const text = textOf(pattern);
  if (text === undefined) return undefined;
  const parts: (string | Node)[] = [];
  let next = 0;
  let from = 0;
  for (const verb of text.matchAll(/%(?:%|s|d|v|(.?))/g)) {
    parts.push(text.slice(from, verb.index));
    from = verb.index + verb[0].length;
    const argument = args[next];
    if (verb[0] === '%%') parts.push('%');
    else if (verb[1] !== undefined || argument === undefined) return undefined;
    else {
      parts.push(argument);
      next += 1;
    }
  }
  return textNode([...parts, text.slice(from)], at);
};

/** `format` for each item of the lists among its arguments, which are of one length. */
const formatlist: Apply = ([pattern, ...args], at) => {
  const values = args.map(followed);
  const count = values.find((value) => value.is === 'list')?.items.length;
  const isWhole = values.every((value) => value.is !== 'list' || (value.items.length === count && !isOpen(value)));
  if (pattern === undefined || count === undefined || !isWhole) return undefined;
  const made = Array.from({ length: count }, (_, index) =>
    format([pattern, ...values.map((value) => (value.is === 'list' ? (value.items[index] ?? value) : value))], at),
  );
  const items = made.filter((item) => item !== undefined && item !== 'missing');
  return items.length === count ? list(items, at) : undefined;
};

const join: Apply = ([separator, ...lists], at) => {
  const between = textOf(separator);
  const items: Node[] = [];
  for (const each of lists) {
    const value = followed(each);
    if (value.is !== 'list' || isOpen(value)) return undefined;
    items.push(...value.items);
  }
  if (between === undefined) return undefined;
  const [only] = items;
  // What is written so is the one that there is of something with a `count`: it may be a whole document.
  if (only !== undefined && items.length === 1 && followed(only).is !== 'scalar') return only;
  return textNode(
    items.flatMap((item, index) => (index === 0 ? [item] : [between, item])),
    at,
  );
};

const split: Apply = ([separator, of], at) => {
  const [between, text] = [textOf(separator), textOf(of)];
  if (between === undefined || between === '') return undefined;
  if (text !== undefined) {
    return list(
      text.split(between).map((part) => scalar(part, at)),
      at,
    );
  }
  return of === undefined ? undefined : { is: 'computed', name: 'split', args: [scalar(between, at), of], at };
};

/** `replace` takes an expression between slashes; what `$1` stands for in the new text is not followed. */
const replaceKnown = known((text = '', sought = '', by = '') => {
  if (!/^\/.*\/$/s.test(sought)) return text.replaceAll(sought, () => by);
  if (by.includes('$')) return undefined;
  return compile(sought.slice(1, -1))
    ?.matcher(text)
    .replaceAll(() => by);
});

/** What is not known yet takes the place of words, too: `replace(file("policy.json"), "BUCKET", aws_s3_bucket.b.arn)`. */
const replace: Apply = (args, at) => {
  const [of, words, by] = args;
  const sought = textOf(words);
  if (of === undefined || by === undefined || sought === undefined || /^\/.*\/$/s.test(sought))
    return replaceKnown(args, at);
  return replaced(of, sought, by, at);
};

const encode: Apply = ([of], at) => of && { is: 'computed', name: 'json', args: [of], at };

/** Reads back what `jsonencode` made, and text that is known. */
const decode: Apply = ([of], at) => {
  const value = of && followed(of);
  if (value?.is === 'computed' && value.name === 'json') return value.args[0];
  // What was handed on as a document is one already.
  if (value?.is === 'map' || value?.is === 'list') return value;
  // In a file or a heredoc its parts stand where they are written.
  if (value !== undefined && isDocumentText(value)) return decoded(value);
  const text = textOf(value);
  if (text === undefined) return undefined;
  try {
    return nodeOf(JSON.parse(text), at);
  } catch {
    return 'missing';
  }
};

function nodeOf(value: unknown, at: Node['at']): Node {
  if (Array.isArray(value)) {
    return list(
      value.map((item) => nodeOf(item, at)),
      at,
    );
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, { key: at, value: nodeOf(item, at) }] as const);
    return { is: 'map', entries: new Map(entries), at };
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? scalar(value, at)
    : { is: 'omitted', at };
}

/** As Go's `path/filepath` has it. */
function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end > 0 ? path.slice(0, end) : end === 0 ? '/' : '.';
}

const trimOf = (text: string, signs: string, start: boolean, end: boolean): string => {
  let [from, to] = [0, text.length];
  while (start && from < to && signs.includes(text.charAt(from))) from += 1;
  while (end && to > from && signs.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
};

function lastOf(path: string): string {
  const whole = trimOf(path, '/', false, true);
  return whole.slice(whole.lastIndexOf('/') + 1);
}

/** Takes something off the end, or off both: that leaves a document what it is. */
const trimmed =
  (change: (text: string) => string): Apply =>
  (args, at) => {
    const [of] = args;
    const document = of && followed(of);
    if (document !== undefined && isDocumentText(document)) return document;
    return mapped(change)(args, at);
  };

/** The records of a CSV text, by the names in the first of them; what Terraform refuses is not known. */
const csvdecode: Apply = ([of], at) => {
  const text = textOf(of);
  const [names, ...records] = (text === undefined ? undefined : recordsOf(text)) ?? [];
  if (names === undefined || records.some(({ length }) => length !== names.length)) return undefined;
  const maps = records.map((record): Node => {
    const entries = names.map((name, index) => [name, { key: at, value: scalar(record[index] ?? '', at) }] as const);
    return { is: 'map', entries: new Map(entries), at };
  });
  return list(maps, at);
};

/** The fields of each line that is not empty; `undefined` where a quotation mark stands out of place. */
function recordsOf(text: string): readonly (readonly string[])[] | undefined {
  const records: string[][] = [[]];
  const field = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (found === null) return undefined;
    const [, quoted, bare = '', end] = found;
    const record = records.at(-1);
    if (end !== ',' && record?.length === 0 && quoted === undefined && bare === '') continue;
    record?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === ',' && field.lastIndex === text.length) record?.push('');
    if (end !== ',') records.push([]);
  }
  return records.filter(({ length }) => length > 0);
}

/** Functions of text, by name. */
export const texts: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['basename', mapped(lastOf)],
  ['chomp', trimmed((text) => trimOf(text, '\r\n', false, true))],
  ['csvdecode', csvdecode],
  ['dirname', mapped(directoryOf)],
  ['endswith', known((text = '', end = '') => text.endsWith(end))],
  ['format', format],
  ['formatlist', formatlist],
  ['join', join],
  ['jsondecode', decode],
  ['jsonencode', encode],
  ['lower', mapped((text) => text.toLowerCase())],
  ['replace', replace],
  ['split', split],
  ['startswith', known((text = '', start = '') => text.startsWith(start))],
  ['strcontains', known((text = '', sought = '') => text.includes(sought))],
  [
    'substr',
    known((text = '', from = '0', count = '-1') =>
      Number(count) < 0 ? text.slice(Number(from)) : text.slice(Number(from)).slice(0, Number(count)),
    ),
  ],
  ['title', mapped((text) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()))],
  ['trim', known((text = '', signs = '') => trimOf(text, signs, true, true))],
  ['trimprefix', known((text = '', start = '') => (text.startsWith(start) ? text.slice(start.length) : text))],
  ['trimspace', trimmed((text) => text.trim())],
  [
    'trimsuffix',
    known((text = '', end = '') => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  ],
  ['yamldecode', ([of]) => of && yamlTree(of)],
  ['upper', mapped((text) => text.toUpperCase())],
]);
