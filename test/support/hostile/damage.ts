import type { Base } from './bases.js';
import type { Random } from './random.js';
import { at, childrenOf, printTree, raw, replaced, treeOf, type Path, type Tree } from './tree.js';
import { calls, names, values } from './values.js';

/** Names that a document itself gives to things: the keys two levels deep. */
function idsIn(tree: Tree): string[] {
  if (tree.is !== 'map') return [];
  return tree.entries.flatMap(([, value]) => (value.is === 'map' ? value.entries.map(([key]) => key) : []));
}

/** Every way in which one node can be damaged. */
export function damages(tree: Tree, path: Path, random: Random): readonly ((node: Tree) => Tree)[] {
  const ids = idsIn(tree);
  const id = ids.length === 0 || random.oneIn(10) ? random.pick(names) : random.pick(ids);
  const other = (): Tree => {
    let node = tree;
    while (childrenOf(node).length > 0 && !random.oneIn(4)) node = random.pick(childrenOf(node));
    return node;
  };
  const inMap = (change: (entries: [string, Tree][], index: number) => void) => (node: Tree) => {
    if (node.is === 'raw' || childrenOf(node).length === 0) return random.pick(values);
    const entries = node.is === 'map' ? node.entries.map(([k, v]): [string, Tree] => [k, v]) : [];
    const items = node.is === 'list' ? [...node.items] : [];
    const index = random.below(childrenOf(node).length);
    if (node.is === 'list') {
      if (random.oneIn(2)) items.splice(index, 1);
      else items.splice(index, 0, random.pick(items), random.pick(values));
      return { is: 'list', items } as const;
    }
    change(entries, index);
    return { is: 'map', entries } as const;
  };
  return [
    () => random.pick(values),
    () => random.pick(values),
    (node) => random.pick(calls(node, id)),
    (node) => random.pick(calls(node, id)),
    () => random.pick(calls(random.pick(values), id)),
    other,
    () => treeOf(id),
    inMap((entries, index) => entries.splice(index, 1)),
    inMap((entries, index) => entries.splice(index, 0, entries[index] ?? ['a', raw('null')])),
    inMap((entries, index) => ((entries[index] ?? ['', 0])[0] = random.oneIn(2) ? random.pick(names) : id)),
    inMap((entries, index) => entries.splice(index, 0, [random.pick(names), random.pick(values)])),
    inMap((entries, index) => entries.splice(index, 0, [random.pick(names), other()])),
  ];
}

/** The document of a base with some nodes damaged, as JSON. */
export function damagedTree({ tree, paths }: Base, random: Random): string {
  let changed = tree;
  for (let left = random.oneIn(3) ? 1 + random.below(6) : 1; left > 0; left--) {
    const path = random.pick(paths);
    // An earlier change may have taken away what is here.
    if (at(changed, path).is === 'raw' && at(changed, path) !== at(tree, path)) continue;
    changed = replaced(changed, path, random.pick(damages(tree, path, random)));
  }
  return printTree(changed);
}

const fragments: readonly string[] = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    "'",
    '|',
    '>',
    '- ',
    '? ',
    '# ',
    '!',
    '&a ',
    '*a ',
    '<<: *a',
    '%',
    '@',
    '`',
    '\\',
  ],
  ...[
    '\t',
    '\r',
    '\n',
    '\n\n',
    '\u0000',
    '\ufeff',
    '\ufffd',
    '\ud800',
    '\u2028',
    '\u0085',
    '\u001b[2J',
    '---\n',
    '...\n',
  ],
  ...[
    '!Ref ',
    '!GetAtt ',
    '!Sub ',
    '!If ',
    '!Foo ',
    '!!binary ',
    '!!set ',
    '!<tag:x> ',
    '!Fn::Sub ',
    '!Sub [',
    '!If [A, ',
  ],
  ...['${', '%{', '<<EOT\n', '<<-EOT\n', '/*', '*/', '//', 'for_each = ', 'count = ', 'dynamic "a" {', 'module "a" {'],
  ...[
    '# lambda-lint-disable',
    '# lambda-lint-disable-next-line ',
    '# lambda-lint-enable',
    '# lambda-lint-disable-file -- ',
  ],
  ...[
    '-- (until: 2027-99-99, owner: __proto__)',
    'lambda-lint-disable-line __proto__, role-shared',
    '__proto__: ',
    '{{resolve:',
  ],
];

/** A text with some of its characters and lines damaged. */
export function damagedText(text: string, random: Random): string {
  let changed = text;
  for (let left = random.oneIn(3) ? 1 + random.below(8) : 1; left > 0; left--) changed = damagedOnce(changed, random);
  return changed;
}

function damagedOnce(text: string, random: Random): string {
  const from = random.below(text.length + 1);
  const to = Math.min(text.length, from + 1 + random.below(random.oneIn(4) ? 200 : 8));
  const cut = (middle: string): string => text.slice(0, from) + middle + text.slice(to);
  const lines = text.split('\n');
  const line = random.below(lines.length);
  switch (random.below(10)) {
    case 0:
      return text.slice(0, from);
    case 1:
      return cut('');
    case 2:
      return text.slice(0, from) + random.pick(fragments) + text.slice(from);
    case 3:
      return cut(random.pick(fragments));
    case 4:
      return text.slice(0, to) + text.slice(from);
    case 5:
      return lines.toSpliced(line, 1).join('\n');
    case 6:
      return lines.toSpliced(line, 0, lines[random.below(lines.length)] ?? '').join('\n');
    case 7:
      return lines.with(line, ' '.repeat(random.below(12)) + (lines[line] ?? '').trimStart()).join('\n');
    case 8:
      return cut(String.fromCharCode(random.oneIn(4) ? random.below(0x10000) : random.below(0x80)));
    default:
      return lines.toSpliced(line, 0, (lines[line] ?? '').replace(/\S.*/, '') + random.pick(fragments)).join('\n');
  }
}
