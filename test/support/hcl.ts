import { loadHcl } from '../../src/parsers/terraform/hcl/load.js';
import type { Block, Body, Expression, ReadHcl, Step } from '../../src/parsers/terraform/hcl/syntax.js';
import { readWasm } from '../../src/cli/wasm.js';

/** The reader of `.tf` text, as the command line loads it. */
export const hcl = (): Promise<ReadHcl> => loadHcl(readWasm);

/** Attributes and blocks, one a line. */
export function printBody({ attributes, blocks }: Body, indent = ''): string {
  return [
    ...[...attributes.values()].map(({ name, value }) => `${indent}${name} = ${printExpression(value)}`),
    ...blocks.map((block) => printBlock(block, indent)),
  ].join('\n');
}

function printBlock({ type, labels, body }: Block, indent: string): string {
  const head = [type, ...labels.map((label) => JSON.stringify(label))].join(' ');
  const inner = printBody(body, `${indent}  `);
  return inner === '' ? `${indent}${head} {}` : `${indent}${head} {\n${inner}\n${indent}}`;
}

/** An expression on one line, in a spelling of its own in which nothing is ambiguous. */
export function printExpression(expression: Expression): string {
  switch (expression.is) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'template': {
      const parts = expression.parts.map((part) =>
        typeof part === 'string' ? JSON.stringify(part) : printExpression(part),
      );
      return `${expression.heredoc ? 'heredoc' : 'text'}(${parts.join(' ')})`;
    }
    case 'tuple':
      return `[${expression.items.map(printExpression).join(', ')}]`;
    case 'object':
      return `{${expression.entries.map(({ key, value }) => `${printExpression(key)}: ${printExpression(value)}`).join(', ')}}`;
    case 'traversal':
      return printSteps(expression.steps).slice(1);
    case 'access':
      return `(${printExpression(expression.of)})${printSteps(expression.steps)}`;
    case 'call':
      return `${expression.name}(${expression.args.map(printExpression).join(', ')}${expression.expands ? '...' : ''})`;
    case 'conditional':
      return `if(${[expression.condition, expression.then, expression.otherwise].map(printExpression).join(', ')})`;
    case 'operation':
      return `(${[...expression.operands.slice(0, -1).map(printExpression), expression.operator, ...expression.operands.slice(-1).map(printExpression)].join(' ')})`;
    case 'for': {
      const { names, of, key, each, condition, groups } = expression;
      const result = `${key === undefined ? '' : `${printExpression(key)} => `}${printExpression(each)}${groups ? '...' : ''}`;
      const test = condition === undefined ? '' : ` if ${printExpression(condition)}`;
      return `for(${names.join(', ')} in ${printExpression(of)}: ${result}${test})`;
    }
    case 'other':
      return `<${expression.what}>`;
  }
}

function printSteps(steps: readonly Step[]): string {
  return steps
    .map((step) => {
      if (step.is === 'name') return `.${step.name}`;
      if (step.is === 'splat') return '[*]';
      return step.is === 'index' ? `[${JSON.stringify(step.key)}]` : `[${printExpression(step.of)}]`;
    })
    .join('');
}
