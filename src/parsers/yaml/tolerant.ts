import type * as Yaml from 'yaml';
import { lineIndex, type SourceFile } from '../../source/source.js';
import type { Reading } from '../../template/syntax.js';
import { Problems, severalDocuments, tooDeep } from '../reading.js';
import { reportFault, reportRefusal, reportTabs } from './faults.js';
import { loadYaml } from './lazy.js';
import { TooDeep, YamlTree } from './tree.js';

type Node = Yaml.Node | null | undefined;

/**
 * Reads YAML with all its errors: reports each at its place and makes the most of the rest. `refusal` is what the faster reader
 * said of the text; it is heard where `yaml` has nothing to say, as that is lenient at times. `text` is what is left of the file's.
 */
export function readTolerantly(
  file: SourceFile,
  refusal?: { readonly reason: string; readonly offset: number },
  text = file.text,
): Reading {
  const tree = new YamlTree(file, text);
  try {
    const yaml = loadYaml();
    const document = yaml.parseDocument(plainBreaks(text), {
      schema: 'failsafe',
      version: '1.2',
      uniqueKeys: false,
      merge: false,
      resolveKnownTags: false,
      prettyErrors: false,
      keepSourceTokens: false,
      stringKeys: false,
      logLevel: 'error',
    });
    if (document.contents !== null) new Walk(yaml, tree).visit(document.contents);
    let line = -1;
    const tabs = document.errors.filter(isTab).map(({ pos }) => pos);
    const tabbed = new Set(tabs.map(([start]) => lineIndex(file, start)));
    const [firstTabbed] = tabbed;
    for (const error of document.errors) {
      // What follows on the same line follows from the first.
      const next = lineIndex(file, error.pos[0]);
      if (next === line) continue;
      line = next;
      // Who indents with tabs does so in every line.
      if (isTab(error) && next !== firstTabbed) continue;
      if (isTab(error)) reportTabs(tree.problems, tabs, tabbed.size - 1);
      else if (error.code === 'MULTIPLE_DOCS') severalDocuments(tree.problems, error.pos[0]);
      else reportFault(tree.problems, error.code, error.message, error.pos);
    }
    if (refusal !== undefined && !tree.problems.any) reportRefusal(tree.problems, refusal.reason, refusal.offset);
  } catch (error) {
    if (error instanceof TooDeep) return tree.reading();
    // Both parsing and walking recurse.
    if (!(error instanceof RangeError)) throw error;
    const problems = new Problems(file);
    problems.add(0, 0, tooDeep.message, tooDeep.help);
    return { problems: problems.list() };
  }
  return tree.reading();
}

const isTab = ({ code }: { readonly code: string }): boolean => code === 'TAB_AS_INDENT';

/** The text with each lone carriage return as a line feed: YAML counts it as a line break, `yaml` does not. */
function plainBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** Tells a tree what `yaml` has read, in the order of the text. */
class Walk {
  constructor(
    private readonly yaml: typeof Yaml,
    private readonly tree: YamlTree,
  ) {}

  visit(node: Node): void {
    const { yaml, tree } = this;
    if (node === null || node === undefined) tree.empty();
    else if (yaml.isAlias(node)) {
      const [start, end] = node.range ?? [tree.cursor, tree.cursor];
      tree.alias(node.source, start, end);
    } else if (yaml.isScalar(node)) this.#scalar(node);
    else if (yaml.isSeq(node)) {
      tree.open('list', node.range?.[0] ?? tree.cursor, node.flow === true, node.tag, node.anchor);
      for (const item of node.items) this.#item(item);
      tree.close();
    } else if (yaml.isMap(node)) {
      tree.open('map', node.range?.[0] ?? tree.cursor, node.flow === true, node.tag, node.anchor);
      for (const pair of node.items) this.#pair(pair);
      tree.close();
    }
  }

  #item(item: unknown): void {
    if (this.yaml.isPair(item)) {
      // `[a: b]`, where the map has no node of its own.
      this.tree.open('map', this.tree.cursor, false);
      this.#pair(item);
      this.tree.close();
    } else this.visit(item as Node);
  }

  #pair(pair: Yaml.Pair): void {
    this.visit(pair.key as Node);
    this.visit(pair.value as Node);
  }

  #scalar(node: Yaml.Scalar): void {
    const { tree } = this;
    const { text } = tree;
    const [start, end] = node.range ?? [tree.cursor, tree.cursor];
    const value = typeof node.value === 'string' ? node.value : '';
    switch (node.type) {
      case 'BLOCK_LITERAL':
      case 'BLOCK_FOLDED':
        tree.scalar('block', start, end, value, node.tag, node.anchor);
        break;
      case 'QUOTE_DOUBLE':
      case 'QUOTE_SINGLE': {
        tree.scalar('quoted', start, end, value, node.tag, node.anchor);
        const quote = text.charAt(start);
        if (end - start < 2 || text[end - 1] !== quote) tree.problems.addUnclosed(start, start);
        break;
      }
      default:
        if (start >= end) tree.empty(node.tag, node.anchor);
        else tree.scalar('plain', start, end, value, node.tag, node.anchor);
    }
  }
}
