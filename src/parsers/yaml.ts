import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import type { SourceFile } from '../source/source.js';
import type { Reading } from '../template/syntax.js';
import { deepest, inOrder, Problems, severalDocuments, tooDeep } from './reading.js';
import { Cuts } from './yaml/cuts.js';
import { headerStart, lineStart, trimmedEnd } from './yaml/text.js';
import { readTolerantly } from './yaml/tolerant.js';
import { TooDeep, YamlTree } from './yaml/tree.js';

/** Why and where js-yaml does not read a text. */
export interface Refusal {
  readonly reason: string;
  readonly offset: number;
}

/**
 * Reads YAML as CloudFormation does. js-yaml is about ten times as fast as `yaml` and quicker to start, but stops at the first
 * error and refuses a little of what is valid: it reads whatever is well formed, `yaml` what it refuses.
 */
export function readYaml(file: SourceFile, text = file.text): Reading {
  const read = readStrictly(file, text);
  if (!('reason' in read)) return read;
  if (/^nesting exceeded/.test(read.reason)) {
    const problems = new Problems(file);
    problems.add(read.offset, read.offset, tooDeep.message, tooDeep.help);
    return { problems: problems.list() };
  }
  return readDamaged(file, text, read);
}

/** A text is read again for each of its errors, as long as that does not take too long. */
const mostRounds = 20;
const mostCharacters = 2_000_000;

/**
 * Reads a text that is not well formed: where an error lies, the lines that belong together are cut out and the rest is read
 * again, so that nothing is told of what merely follows from the error.
 */
function readDamaged(file: SourceFile, text: string, refusal: Refusal): Reading {
  const whole = readTolerantly(file, refusal, text);
  // Where brackets make the structure, lines say nothing of it.
  if (/^[\s\uFEFF]*[[{]/.test(text)) return whole;
  const cuts = new Cuts(file, text);
  let reading = whole;
  for (let round = 1; round < mostRounds && round * text.length < mostCharacters; round++) {
    const problem = reading.problems.find(({ lost }) => lost !== undefined);
    if (problem === undefined) break;
    if (!cuts.cut(problem)) return whole;
    const read = readStrictly(file, cuts.text);
    if (!('reason' in read)) return { ...read, problems: inOrder([...cuts.problems, ...read.problems]) };
    reading = readTolerantly(file, read, cuts.text);
  }
  return { ...reading, problems: inOrder([...cuts.problems, ...reading.problems]) };
}

/** How often a text is changed and read again; each time takes longer than the one before. */
const mostJoins = 64;

/** Reads a text in which js-yaml finds no error but one that only it finds. */
export function readStrictly(file: SourceFile, whole = file.text): Reading | Refusal {
  const first = parse(whole);
  let read = first;
  let text = whole;
  for (let i = 0; i < mostJoins && 'reason' in read && read.reason === 'deficient indentation'; i++) {
    text = joinLines(text, read.offset);
    read = parse(text);
  }
  if ('reason' in read) return first as Refusal;
  // What a scalar says is always read from the text itself; the quick way would leave line breaks in it.
  if (text !== whole) for (const event of read) if (event.type === EVENT_ID.SCALAR) event.fast = false;
  return treeOf(file, whole, read);
}

function parse(text: string): Event[] | Refusal {
  try {
    return parseEvents(text, { maxDepth: deepest });
  } catch (error) {
    if (error instanceof YAMLException) return { reason: error.reason, offset: error.mark?.position ?? 0 };
    throw error;
  }
}

/**
 * Makes a line a part of the line before, without moving anything: the line break and a comment before it become spaces.
 * Inside of brackets and quotes, YAML 1.2 wants lines indented more than their surroundings. YAML 1.1 and most parsers, that of
 * CloudFormation among them, do not, and people do put a closing bracket below the key it belongs to.
 */
function joinLines(text: string, offset: number): string {
  let end = offset;
  for (;;) {
    end = trimmedEnd(text, 0, end);
    const line = lineStart(text, end);
    const comment = /^\s*#|[ \t]#[^'"]*$/.exec(text.slice(line, end));
    if (comment === null) break;
    end = line + comment.index;
  }
  return text.slice(0, end) + ' '.repeat(offset - end) + text.slice(offset);
}

function treeOf(file: SourceFile, text: string, events: readonly Event[]): Reading {
  const tree = new YamlTree(file, text);
  const name = (start: number, end: number): string | undefined => (start < 0 ? undefined : text.slice(start, end));
  /** The collections that are open, of which the documents are not among the tree's. */
  const open: boolean[] = [];
  let documents = 0;
  try {
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          if (++documents > 1) {
            severalDocuments(tree.problems, tree.cursor);
            return tree.reading();
          }
          open.push(false);
          break;
        case EVENT_ID.POP:
          if (open.pop() === true) tree.close();
          break;
        case EVENT_ID.ALIAS:
          tree.alias(text.slice(event.anchorStart, event.anchorEnd), event.anchorStart - 1, event.anchorEnd);
          break;
        case EVENT_ID.SCALAR:
          scalar(tree, event, name(event.tagStart, event.tagEnd), name(event.anchorStart, event.anchorEnd));
          break;
        default: {
          open.push(true);
          const tag = name(event.tagStart, event.tagEnd);
          const anchor = name(event.anchorStart, event.anchorEnd);
          tree.open(event.type === EVENT_ID.MAPPING ? 'map' : 'list', event.start, event.style === 2, tag, anchor);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return tree.reading();
}

function scalar(tree: YamlTree, event: ScalarEvent, tag: string | undefined, anchor: string | undefined): void {
  const { text } = tree;
  const { valueStart: start, valueEnd: end } = event;
  if (start < 0) {
    tree.empty(tag, anchor);
    return;
  }
  const value = getScalarValue(text, event);
  switch (event.style) {
    case SCALAR_STYLE.PLAIN:
      tree.scalar('plain', start, end, value, tag, anchor);
      break;
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      tree.scalar('quoted', start - 1, end + 1, value, tag, anchor);
      break;
    default:
      tree.scalar(
        'block',
        headerStart(text, Math.max(tree.cursor, event.tagEnd, event.anchorEnd), start),
        end,
        value,
        tag,
        anchor,
      );
  }
}
