import { counted } from '../../source/counted.js';
import { type Problems, tooDeep } from '../reading.js';
import { alignIt, slipAt } from './slips.js';
import { lineStart } from './text.js';

const quoteIt = 'Put quotes around a text that holds characters with a meaning in YAML';

/** What to do about an error of `yaml`, by the code it gives. */
const helps: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'Remove the tag or anchor before the alias',
  BAD_ALIAS: quoteIt,
  BAD_DIRECTIVE: 'Remove the line that begins with %',
  BAD_DQ_ESCAPE: 'Write the backslash twice, or put the text in single quotes',
  BAD_INDENT: alignIt,
  BAD_PROP_ORDER: 'Put the tag or anchor directly before the value',
  BAD_SCALAR_START: quoteIt,
  BLOCK_AS_IMPLICIT_KEY:
    'Begin the inner map or list on a line of its own, or put quotes around a text that holds ": "',
  BLOCK_IN_FLOW: 'Put commas between entries; inside of brackets, write inner maps and lists with brackets too',
  KEY_OVER_1024_CHARS: 'Shorten the key, or check that its line ends where it should',
  MISSING_CHAR: 'Complete the line, or put quotes around its text',
  MULTILINE_IMPLICIT_KEY: 'Put a colon and a value behind the key, on the line it is on',
  MULTIPLE_ANCHORS: 'Keep one of the anchors',
  MULTIPLE_TAGS: 'Write one of the functions in its long form, on lines of its own (Fn::Base64: !Sub ...)',
  TAG_RESOLVE_FAILED: 'Use the tag of a CloudFormation function',
  UNEXPECTED_TOKEN: quoteIt,
};

/** Errors within a scalar, around which everything is read as it is meant. */
const within = new Set(['BAD_DQ_ESCAPE', 'BAD_SCALAR_START', 'MULTIPLE_ANCHORS', 'MULTIPLE_TAGS']);

/** Messages that say more to who has not read the YAML specification than those of `yaml`, by its code. */
const messages: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias carries a tag or an anchor',
  BLOCK_AS_IMPLICIT_KEY: 'A map or list begins on the line of a key',
  BLOCK_IN_FLOW: 'A comma or a bracket is missing here',
  MULTILINE_IMPLICIT_KEY: 'A key has no colon',
  MULTIPLE_ANCHORS: 'A value has two anchors',
  MULTIPLE_TAGS: 'A value has two tags',
};

/** The same for single messages, where the code alone says too little. */
const byMessage: readonly (readonly [pattern: RegExp, message: string, help: string])[] = [
  [/^Implicit map keys need/, 'A key has no colon', 'Put a colon and a value behind the key'],
  [/^Sequence item without/, 'An item has no dash', 'Begin each item of the list with a dash, all at one column'],
  [/^Unexpected block-seq-ind/, 'A list begins on the line of its key', 'Begin the list on a line of its own'],
  [/^Plain value cannot .* (\S)$/, 'A value begins with $1, which has a meaning in YAML', quoteIt],
  [/ at node end$/, 'text follows the end of the value', 'Put quotes around the whole text'],
  [/ keys of flow sequence/, 'A key goes over several lines', 'Write a comma behind each entry, and a key on one line'],
];

/** A sentence of `yaml` as the rest of a message. */
const small = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** An error at the beginning of a line is one of the first word. */
function wordFrom(text: string, offset: number): number {
  const isFirst = text.slice(lineStart(text, offset), offset).trim() === '';
  return isFirst ? offset + (/^ */.exec(text.slice(offset, offset + 1000))?.[0].length ?? 0) : offset;
}

/** Reports an error of `yaml`, unless it is the unclosed bracket or quote that is reported with the place where it was opened. */
export function reportFault(problems: Problems, code: string, message: string, range: readonly [number, number]): void {
  const { text } = problems.file;
  const slip = slipAt(text, range[0], code, message);
  if (slip !== undefined) {
    problems.add(slip.start, slip.end, slip.message, slip.help);
    return;
  }
  const start = wordFrom(text, range[0]);
  // A whole node may be blamed: its first line is enough to find it.
  const line = text.slice(...range).search(/[\r\n]/);
  const end = line > 0 ? start + line : range[1];
  if (code === 'RESOURCE_EXHAUSTION') {
    problems.add(start, end, tooDeep.message, tooDeep.help);
  } else if (/end with a [\]}]$|^Missing closing ["']quote$/.test(message)) {
    if (!problems.anyUnclosed) problems.add(start, end, message, 'Close it');
  } else if (/ in YAML stream(?:$|: )/.test(message)) {
    // Once the end of a document is misjudged, every word behind it is an error.
    if (!problems.any)
      problems.add(start, end, 'The document ends before this', 'Check brackets and indentation of the lines before');
  } else if (message.endsWith('must start at the same column')) {
    // Behind another error the lines of one map seem to be shifted, one after another.
    if (!problems.any) problems.add(start, end, 'This line begins at another column than those it belongs to', alignIt);
  } else if (message.endsWith(' at node end') && text.slice(lineStart(text, start), start).trim() === '') {
    problems.add(start, end, 'This line belongs to nothing before it', alignIt);
  } else {
    const own = byMessage.find(([pattern]) => pattern.test(message));
    const said = [
      start,
      end,
      own?.[1].replace('$1', own[0].exec(message)?.[1] ?? '') ?? messages[code] ?? small(message),
      own?.[2] ?? helps[code] ?? quoteIt,
    ] as const;
    if (within.has(code)) problems.addHarmless(...said);
    else problems.add(...said);
  }
}

/** Reports that lines are indented with tabs: the first of them, and how many others there are. */
export function reportTabs(problems: Problems, tabs: readonly (readonly [number, number])[], others: number): void {
  const [start, end] = tabs[0] ?? [0, 0];
  const last = tabs.at(-1)?.[1] ?? end;
  const more = others === 0 ? '' : `, as in ${counted(others, 'other line')}`;
  problems.add(start, end, `A tab stands in the indentation${more}`, 'Indent with spaces', { start, end: last });
}

/** What only js-yaml refuses: a line inside of brackets that is not indented, most often the closing bracket. */
const lenient = /^deficient indentation/;

/** Reports what only the stricter reader finds. */
export function reportRefusal(problems: Problems, reason: string, offset: number): void {
  if (lenient.test(reason)) return;
  const help = /printable|null byte/.test(reason)
    ? 'Remove the character or write it as an escape in double quotes'
    : quoteIt;
  problems.addHarmless(offset, offset + 1, reason, help);
}
