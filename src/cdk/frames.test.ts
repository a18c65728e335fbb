import { expect, test } from 'vitest';
import { framesIn } from './frames.js';

const read = (...trace: readonly unknown[]): string[] =>
  framesIn(trace).map(({ path, line, column }) => `${path} ${line} ${column ?? '-'}`);

test('frames of the user’s own code, the innermost first', () => {
  expect(
    read(
      '...new Function2 in aws-cdk-lib...',
      'new Worker (/app/lib/worker.ts:8:5)',
      'new Orders (/app/a (copy)/orders.ts:33:5)',
      '<anonymous> (/app/bin/app.ts:4:1)',
      '...node internals, tsx...',
    ),
  ).toEqual(['/app/lib/worker.ts 8 5', '/app/a (copy)/orders.ts 33 5', '/app/bin/app.ts 4 1']);
});

test('as older versions write them: every frame, also without a function', () => {
  expect(
    read(
      'new Function (/app/node_modules/aws-cdk-lib/aws-lambda/lib/function.js:1:11553)',
      'Object.make [as it] (C:\\app\\lib\\orders.ts:9:5)',
      '/app/lib/orders.ts:14:1',
      'Module._compile (node:internal/modules/cjs/loader:1521:14)',
      'node:internal/main/run_main_module:28:49',
    ),
  ).toEqual(['C:\\app\\lib\\orders.ts 9 5', '/app/lib/orders.ts 14 1']);
});

test('ES modules go by URLs, and Python tells no column', () => {
  expect(
    read(
      'new Prod (file:///app/a%20b.mjs:9:61)',
      'file:///app/esm.mjs:10 (:)',
      'new Prod (file:///C:/app/esm.mjs:9:61)',
      '__call__ (/app/.venv/lib/python3.12/site-packages/jsii/_runtime.py:118)',
      '__init__ (/app/orders.py:12)',
      '<module> (app.py:7)',
    ),
  ).toEqual(['/app/a b.mjs 9 61', '/app/esm.mjs 10 -', 'C:/app/esm.mjs 9 61', '/app/orders.py 12 -', 'app.py 7 -']);
});

test('what is no frame is passed over', () => {
  expect(read('(no user code in 10 frames, use --stack-trace-limit to capture more)', '', 7, null, {}, 'a:b')).toEqual(
    [],
  );
  expect(read('new X (file:///%zz:1:2)')).toEqual([]);
});
