import type { Location } from '../../source/source.js';
import { type Node, literal, opaque, scalar, text } from '../../template/node.js';
import type { LoopValue, Scope } from './scope.js';
import { cutPlaceholders, holdsPlaceholder, isPlaceholder } from '../placeholders.js';

/** A piece of text: literal, or something that stands in it. */
export type Part = string | Node;

const stores: Readonly<Record<string, string>> = {
  ssm: 'SSM',
  'ssm-secure': 'SSM',
  secretsmanager: 'Secrets Manager',
};

/**
 * Parts → the simplest node that says the same: literal text is a scalar, a dynamic reference alone is what it stands for.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function textNode(parts: readonly Part[], at: Location): Node {
  const all = parts.flatMap(flat);
  if (isHuge(all)) return opaque('the text is longer than any template', at);
  const cut = foldDynamic(joinLiterals(all), at).flatMap((part) =>
    typeof part === 'string' ? cutPlaceholders(part, at) : [part],
  );
  const joined = joinLiterals(cut);
  const [first] = joined;
  if (first === undefined) return scalar('', at);
  if (joined.length > 1) return text(joined, at);
  if (typeof first === 'string') return scalar(first, at);
  const { key } = first.is === 'opaque' ? first : {};
  return key?.startsWith('{{resolve:') === true || isPlaceholder(key) ? first : text(joined, at);
}

/** Literal text of the template, with loop variables and dynamic references in it. */
export function literalNode(value: string, at: Location, scope: Scope): Node {
  if (scope.loops.size === 0 && !value.includes('{{resolve:') && !holdsPlaceholder(value)) return scalar(value, at);
  return textNode(withHoles(replaceLoops(value, scope), at, scope), at);
}

/** Puts the known variables of the loops around into text or a key: `${Id}`, and `&{Id}` for its letters and digits only. */
export function replaceLoops(value: string, { loops }: Pick<Scope, 'loops'>): string {
  if (loops.size === 0 || !/[$&]\{/.test(value)) return value;
  return value.replace(/([$&])\{([^{}]*)\}/g, (whole, sign: string, name: string) => {
    const known = loops.get(name)?.text;
    if (known === undefined) return whole;
    return sign === '&' ? known.replace(/[^A-Za-z0-9]/g, '') : known;
  });
}

/** What stands for a loop's variable. */
export function loopNode(name: string, value: LoopValue, at: Location): Node {
  if (value.text !== undefined) return scalar(value.text, at);
  return opaque(`${name} of Fn::ForEach is not known before deployment`, at, value.key);
}

/** Where a piece of a scalar stands, when the piece is found in its source as it is; else where the scalar stands. */
export function placeOf(piece: string, at: Location, from = at.start): Location {
  const start = at.file.text.indexOf(piece, from);
  return start < 0 || start + piece.length > at.end ? at : { file: at.file, start, end: start + piece.length };
}

function withHoles(value: string, at: Location, { loops }: Scope): readonly Part[] {
  return value.split(/([$&]\{[^{}]*\})/).map((piece, index) => {
    const name = index % 2 === 1 ? piece.slice(2, -1) : undefined;
    const loop = name === undefined ? undefined : loops.get(name);
    return name === undefined || loop === undefined ? piece : loopNode(name, loop, placeOf(piece, at));
  });
}

/** Text that repeats text that repeats text: stopped long before it fills the memory. A template has at most 1 MB. */
function isHuge(parts: readonly Part[]): boolean {
  if (parts.length > 20_000) return true;
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0) > 1_000_000;
}

function flat(part: Part): readonly Part[] {
  if (typeof part === 'string') return [part];
  if (part.is === 'text') return part.parts;
  if (part.is === 'omitted') return [];
  return part.is === 'scalar' && part.value !== null ? [String(part.value)] : [part];
}

function joinLiterals(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}

/** `{{resolve:…}}`, also with things inside it, is one value that only the deployment reads. */
function foldDynamic(parts: readonly Part[], at: Location): readonly Part[] {
  if (!parts.some((part) => typeof part === 'string' && part.includes('{{resolve:'))) return parts;
  const done: Part[] = [];
  let open: Part[] | undefined;
  for (const piece of parts.flatMap(cutAtBraces)) {
    if (typeof piece === 'string' && piece.startsWith('{{resolve:')) {
      if (open !== undefined) done.push(...open);
      open = [];
    }
    if (open === undefined) done.push(piece);
    else open.push(piece);
    if (open !== undefined && typeof piece === 'string' && piece.endsWith('}}')) {
      done.push(dynamicNode(open, at));
      open = undefined;
    }
  }
  return open === undefined ? done : [...done, ...open];
}

function cutAtBraces(part: Part): readonly Part[] {
  return typeof part === 'string' ? part.split(/(?=\{\{resolve:)|(?<=\}\})/) : [part];
}

function dynamicNode(parts: readonly Part[], at: Location): Node {
  const key = parts.map(print).join('');
  const service = /^\{\{resolve:([^:}]*)/.exec(key)?.[1] ?? '';
  const store = Object.hasOwn(stores, service) ? stores[service] : undefined;
  return opaque(store === undefined ? 'read at deployment' : `read from ${store} at deployment`, placeOf(key, at), key);
}

/** Parts that may differ are printed differently: what is printed is the key of the whole, and is shown to users. */
function print(part: Part): string {
  return typeof part === 'string' ? part : `\${${wordsOf(part)}}`;
}

function wordsOf(node: Node): string {
  const inner = (each: Node): string => literal(each) ?? print(each);
  switch (node.is) {
    case 'parameter':
      return node.name;
    case 'reference':
      return node.attribute === undefined ? node.to : `${node.to}.${node.attribute}`;
    case 'alias':
      return wordsOf(node.of);
    case 'computed':
      // The mapping that is looked up stands in the arguments as a whole.
      if (node.name === 'find') return node.args.slice(1, 3).map(inner).join('.');
      break;
    case 'opaque':
      if (node.key !== undefined) return node.key.replace(/^\w+:/, '');
      break;
    default:
  }
  return `what stands at ${String(node.at.start)}`;
}
