import { positionOf } from '../../src/source/source.js';
import type { Reading, Syntax } from '../../src/template/syntax.js';

/** What was read on one line, then each problem as `line:column-endColumn message (help)`. */
export function printReading({ root, problems }: Reading): string {
  const told = problems.map((problem) => {
    const { line, column, endLine, endColumn } = positionOf(problem.at);
    const end = endLine === line ? String(endColumn) : `${String(endLine)}:${String(endColumn)}`;
    return `  ${String(line)}:${String(column)}-${end} ${problem.message} (${problem.help})`;
  });
  return [root === undefined ? 'nothing' : printSyntax(root), ...told].join('\n');
}

/** A document on one line; scalars as JSON has them, with their tags. */
export function printSyntax(node: Syntax): string {
  const tag = node.tag === undefined ? '' : `${node.tag} `;
  switch (node.is) {
    case 'scalar':
      return tag + (Object.is(node.value, -0) ? '-0' : JSON.stringify(node.value));
    case 'list':
      return `${tag}[${node.items.map(printSyntax).join(', ')}]`;
    case 'map':
      return `${tag}{${node.entries.map(({ key, value }) => `${key}: ${printSyntax(value)}`).join(', ')}}`;
  }
}
