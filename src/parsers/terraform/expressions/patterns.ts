import type { Location } from '../../../source/source.js';
import { list, type Node, scalar } from '../../../template/node.js';
import type { Apply } from './functions.js';
import { compile } from './regex.js';
import { followed } from './values.js';

type Matcher = ReturnType<NonNullable<ReturnType<typeof compile>>['matcher']>;

/** Every match of an expression in a text, where both are known. */
function matchesOf(args: readonly Node[], at: Location): readonly Node[] | undefined {
  const [expression, text] = args.map((node) => {
    const value = followed(node);
    return value.is === 'scalar' && value.value !== null ? String(value.value) : undefined;
  });
  if (expression === undefined || text === undefined) return undefined;
  const compiled = compile(expression);
  if (compiled === undefined) return undefined;
  const matcher = compiled.matcher(text);
  const names = Object.entries(compiled.namedGroups());
  const found: Node[] = [];
  while (found.length < mostMatches && matcher.find()) found.push(matchOf(matcher, names, at));
  return found;
}

const mostMatches = 1000;

/** What Terraform makes of a match: its groups by name or in a list, or all of it. */
function matchOf(matcher: Matcher, names: readonly (readonly [string, number])[], at: Location): Node {
  const group = (index: number): Node => {
    const text = matcher.group(index);
    return text === null ? { is: 'omitted', at } : scalar(text, at);
  };
  const count = matcher.groupCount();
  if (count === 0) return group(0);
  if (names.length === 0) {
    return list(
      Array.from({ length: count }, (_, index) => group(index + 1)),
      at,
    );
  }
  const entries = names.map(([name, index]) => [name, { key: at, value: group(index) }] as const);
  return { is: 'map', entries: new Map(entries), at };
}

/** Functions of regular expressions, by name. */
export const patterns: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  [
    'regex',
    (args, at) => {
      const found = matchesOf(args, at);
      return found && (found[0] ?? 'missing');
    },
  ],
  [
    'regexall',
    (args, at) => {
      const found = matchesOf(args, at);
      return found && list(found, at);
    },
  ],
]);
