import fc from 'fast-check';

/** Calls by the client's package, the command, and the action that it needs. */
const known = [
  ['sqs', 'SendMessage', 'sqs:sendmessage'],
  ['sqs', 'DeleteMessageBatch', 'sqs:deletemessage'],
  ['sns', 'Publish', 'sns:publish'],
  ['eventbridge', 'PutEvents', 'events:putevents'],
  ['sfn', 'StartExecution', 'states:startexecution'],
  ['dynamodb', 'GetItem', 'dynamodb:getitem'],
  ['dynamodb', 'TransactGetItems', 'dynamodb:getitem'],
  ['lambda', 'Invoke', 'lambda:invokefunction'],
  ['s3', 'ListBuckets', 's3:listallmybuckets'],
  ['secrets-manager', 'GetSecretValue', 'secretsmanager:getsecretvalue'],
] as const;

/** A program, the actions that it needs, and whether nothing hides what it calls. */
export interface GeneratedProgram {
  readonly files: Readonly<Record<string, string>>;
  readonly actions: readonly string[];
  readonly told: boolean;
}

/** Ways to take a command of a package and make it. */
const styles: readonly ((from: string, name: string, n: number) => string)[] = [
  (from, name, n) => `import { ${name} as C${n} } from '${from}'; export const run${n} = () => send(new C${n}({}));`,
  (from, name, n) =>
    `import * as all${n} from '${from}'; export function run${n}() { return new all${n}.${name}({}); }`,
  (from, name, n) =>
    `import d${n} from '${from}'; export const run${n} = async () => { const { ${name}: C } = d${n}; return new C({}); };`,
  (from, name, n) => `const { ${name}: C${n} } = require('${from}'); exports.run${n} = () => new C${n}({});`,
  (from, name, n) => `const all${n} = require('${from}'); exports.run${n} = () => new all${n}['${name}']({});`,
  (from, name, n) => `exports.run${n} = async () => new (await import('${from}')).${name}({});`,
  (from, name, n) => `const c${n} = __importStar(require("${from}")); exports.run${n} = () => new c${n}.${name}({});`,
  (from, name, n) =>
    `import all${n} = require('${from}'); class A${n} { static run = (x = new all${n}.${name}({})) => x }`,
];

/** Ways that hand a whole package on to where only names tell what is taken. */
const hiding: typeof styles = [
  (from, name, n) => `export * from '${from}'; import { ${name} as C${n} } from './m${n}.js'; new C${n}({});`,
  (from, name, n) => `const h${n} = { all: require('${from}') }; exports.run${n} = () => new h${n}.all.${name}({});`,
  (from, name) => `import('${from}').then((all) => new all.${name}({}));`,
];

/** Ways to lead to a module. */
const ways: readonly ((path: string) => string)[] = [
  (path) => `import '${path}.js';`,
  (path) => `import * as m from '${path}';`,
  (path) => `require('${path}');`,
  (path) => `export * from '${path}.js';`,
  (path) => `const later = () => import('${path}');`,
];

/** Programs put together of known calls, each in a file of its own that another leads to. */
export const programs: fc.Arbitrary<GeneratedProgram> = fc
  .array(
    fc.record({
      call: fc.constantFrom(...known),
      style: fc.nat(styles.length + hiding.length - 1),
      way: fc.constantFrom(...ways),
      parent: fc.nat(),
      ending: fc.constantFrom('.ts', '.js'),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => {
    const files = new Map([['app.ts', `import { z } from 'zod';`]]);
    parts.forEach(({ call: [client, command], style, way, parent, ending }, n) => {
      const write = [...styles, ...hiding][style] ?? (() => '');
      const isTyped = /import \w+ = /.test(write('', '', n));
      const path = `m${String(n)}${isTyped ? '.ts' : ending}`;
      const from = [...files.keys()][parent % files.size] ?? '';
      files.set(from, `${files.get(from) ?? ''}\n${way(`./m${String(n)}`)}`);
      files.set(path, write(`@aws-sdk/client-${client}`, `${command}Command`, n));
    });
    return {
      files: Object.fromEntries(files),
      actions: parts.map(({ call }) => call[2]),
      told: parts.every(({ style }) => style < styles.length),
    };
  });
