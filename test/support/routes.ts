import { positionOf } from '../../src/source/source.js';
import { get, type Node } from '../../src/template/node.js';
import type { Template } from '../../src/template/template.js';
import { printCondition, printNode } from './print-node.js';
import { resourceOf } from './parse.js';

const lineOf = ({ at }: Pick<Node, 'at'>): number => positionOf(at).line;

/** Every method of an API's document on a line: `GET /path → security @line`, with what it rests on. */
export function printRoutes(template: Template, address: string): string {
  const found: string[] = [];
  const visit = (node: Node, then: (node: Node, when: string) => void, when = ''): void => {
    if (node.is !== 'choice') {
      then(node, when);
      return;
    }
    const condition = printCondition(node.condition);
    visit(node.then, then, `${when} if ${condition}`);
    visit(node.otherwise, then, `${when} unless ${condition}`);
  };
  const body = get(resourceOf(template, address).properties, 'Body');
  if (body?.is === 'opaque') return printNode(body);
  visit(get(body, 'paths') ?? { is: 'omitted', at: resourceOf(template, address).at }, (paths) => {
    for (const [path, { value }] of paths.is === 'map' ? paths.entries : []) {
      visit(value, (item, ofPath) => {
        for (const [method, entry] of item.is === 'map' ? item.entries : []) {
          visit(
            entry.value,
            (operation, when) => {
              if (operation.is !== 'map') return;
              const security = get(operation, 'security');
              const spoken = security === undefined ? 'open' : `${printNode(security)} @${lineOf(security)}`;
              const word = security?.word === undefined ? '' : ` ${security.word}`;
              found.push(`${method} ${path} @${lineOf(operation)} → ${spoken}${word}${when}`);
            },
            ofPath,
          );
        }
      });
    }
  });
  return found.join('\n');
}
