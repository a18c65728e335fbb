import type { Location, SourceFile } from '../../../source/source.js';
import { type Node, scalar } from '../../../template/node.js';
import type { Expression, ReadHcl } from '../hcl/syntax.js';
import type { Evaluation } from './expression.js';
import { rememberHeredoc } from './heredocs.js';
import { followed, textNode } from './values.js';

type Call = Extract<Expression, { is: 'call' }>;
type Template = Extract<Expression, { is: 'template' }>;

/** Files that expressions name. */
export interface NamedFiles {
  readonly readHcl: ReadHcl;
  /** What `path.module` or another of them is. */
  directory(which: string): string;
  /** A file by its path from a directory. */
  read(path: string, directory: string): SourceFile | undefined;
}

const directory = 'directory ';

/** Tells a directory that is known to us from others, wherever its path is handed on to. */
export const keyOfDirectory = (path: string): string => `${directory}${path}`;

/** `file(path)` and `templatefile(path, names)`: what they give, where the file is at hand. */
export function fileFunction({ name, args, at }: Call, evaluation: Evaluation): Node | undefined {
  const { files } = evaluation.setting;
  const [path, given] = args;
  const found = path && files && fileOf(path, files, evaluation);
  if (files === undefined || found === undefined) return undefined;
  const template = name === 'templatefile' ? templateOf(found, files) : undefined;
  const content = { file: found, start: 0, end: found.text.length };
  if (name === 'file') {
    const node = scalar(found.text, at);
    rememberHeredoc(node, { is: 'template', parts: [found.text], heredoc: true, content, holes: [], at }, [found.text]);
    return node;
  }
  const names = given && followed(evaluation.value(given));
  if (template === undefined || names?.is !== 'map') return undefined;
  const inner = evaluation.binding([...names.entries].map(([key, { value }]) => [key, value]));
  const values = template.parts.map((part) => (typeof part === 'string' ? part : inner.value(part)));
  const node = textNode(values, at);
  rememberHeredoc(node, template, values);
  return node;
}

function partsOf(part: string | Node): readonly (string | Node)[] {
  const node = typeof part === 'string' ? part : followed(part);
  return typeof node === 'object' && node.is === 'text' ? node.parts.flatMap(partsOf) : [node];
}

/** The file that a path such as `"${path.module}/policy.json"` names, written out or by way of locals and variables. */
function fileOf(path: Expression, files: NamedFiles, evaluation: Evaluation): SourceFile | undefined {
  const [first, ...rest] = partsOf(evaluation.value(path));
  const from = typeof first === 'object' && first.is === 'opaque' ? first.key : undefined;
  const isKnown = from?.startsWith(directory) === true;
  const texts = (isKnown ? rest : [first, ...rest]).map((part) =>
    typeof part === 'object' ? (part.is === 'scalar' ? String(part.value) : undefined) : part,
  );
  if (texts.includes(undefined)) return undefined;
  const relative = texts.join('').replace(/^\/+/, isKnown ? './' : '/');
  return files.read(relative, isKnown ? from.slice(directory.length) : files.directory('root'));
}

/** A word that a file does not hold, so that no line of it ends the heredoc that it is put into. */
function wordOutside({ text }: SourceFile): string {
  let word = 'END_OF_FILE';
  while (text.includes(word)) word += word;
  return word;
}

/** A file of its own as the template that it is: it has the syntax of a heredoc's lines. */
function templateOf(file: SourceFile, { readHcl }: NamedFiles): Template | undefined {
  const word = wordOutside(file);
  const opening = `text = <<${word}\n`;
  const body = readHcl({ path: file.path, text: `${opening}${file.text}\n${word}\n` });
  const value = body.attributes.get('text')?.value;
  return value?.is === 'template' ? withoutLastEnd(movedTo(file, value, opening.length) as Template) : undefined;
}

/** Without the end of line that a heredoc has before its last word: the file has none there. */
function withoutLastEnd(template: Template): Template {
  const last = template.parts.at(-1);
  return typeof last === 'string' ? { ...template, parts: template.parts.with(-1, last.replace(/\n$/, '')) } : template;
}

/** The same tree with its places in the file that was wrapped, which began at an offset. */
function movedTo(file: SourceFile, value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((item) => movedTo(file, item, by));
  if (typeof value !== 'object' || value === null) return value;
  if ('file' in value && 'start' in value) {
    const { start, end } = value as Location;
    const limit = (offset: number): number => Math.min(Math.max(offset - by, 0), file.text.length);
    return { file, start: limit(start), end: limit(end) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, movedTo(file, item, by)]));
}
