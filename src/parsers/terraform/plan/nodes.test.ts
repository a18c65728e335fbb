import { expect, test } from 'vitest';
import { printNode } from '../../../../test/support/print-node.js';
import { type Node, opaque, reference, scalar } from '../../../template/node.js';
import { unknownIn } from './nodes.js';

const at = { file: { path: 'main.tf', text: '' }, start: 0, end: 0 };
const choice = (then: Node, otherwise: Node): Node => ({
  is: 'choice',
  condition: { is: 'unknown', why: 'c' },
  then,
  otherwise,
  at,
});

test('what is unknown is the branch of a conditional that is not known either', () => {
  const queue = reference('aws_sqs_queue.q', 'arn', at);
  const other = opaque('known after apply', at);
  const nothing: Node = { is: 'omitted', at };
  expect(printNode(unknownIn(choice(queue, nothing)))).toBe('@aws_sqs_queue.q.arn');
  expect(printNode(unknownIn({ is: 'alias', of: choice(scalar('x', at), choice(nothing, queue)), at }))).toBe(
    '=@aws_sqs_queue.q.arn',
  );
  expect(printNode(unknownIn(choice(queue, other)))).toBe('if(?(c), @aws_sqs_queue.q.arn, ?(known after apply))');
  expect(printNode(unknownIn(scalar('x', at)))).toBe('"x"');
});
