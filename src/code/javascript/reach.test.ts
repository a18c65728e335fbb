import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { programIn } from '../../../test/support/code.js';
import { bringsCredentials, callsFrom } from './reach.js';

type Files = Readonly<Record<string, string>>;

const sdk = `
import { DynamoDBClient, DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand } from '@aws-sdk/client-sns';
const client = new DynamoDBClient({});
const get = () => client.send(new GetItemCommand({}));
const put = () => client.send(new PutItemCommand({}));
const remove = () => client.send(new DeleteItemCommand({}));
`;

/** The operations that `handler` of the first file leads to; a text alone is that file, with the commands above. */
function reached(files: string | Files, environment: Readonly<Record<string, boolean | undefined>> = {}): string {
  const all = typeof files === 'string' ? { 'app.ts': `${sdk}${files}` } : files;
  const calls = callsFrom(programIn(all), 'handler', (name) => (name in environment ? environment[name] : false));
  return calls.map(({ operation }) => operation).join(' ');
}

describe('handlers', () => {
  test.each([
    ['a constant', 'export const handler = async () => put();'],
    ['a function', 'export async function handler() { return put(); }'],
    ['exported afterwards', 'const run = () => put(); export { run as handler };'],
    ['a list of exports', 'async function handler() { await put(); } export { handler, get as other };'],
    ['behind a wrapper of a package', 'export const handler = middy(put).use(json());'],
    [
      'given to a wrapper by and by',
      'const run = () => put(); export const handler = middy().use(json()).handler(run);',
    ],
    [
      'behind a wrapper of its own',
      'const wrap = (run) => async (event) => run(event); export const handler = wrap(() => put());',
    ],
    [
      'made by a function',
      'const make = ({ save }) => async () => save(); export const handler = make({ save: put });',
    ],
    [
      'a method',
      'class App { run() { return this.save(); } save() { return put(); } other() { return get(); } } const app = new App(); export const handler = app.run.bind(app);',
    ],
    [
      'that calls a method',
      'class App { async run() { await put(); } other() { return get(); } } export const handler = async (event) => new App().run(event);',
    ],
    [
      'a method that is bound in the constructor',
      'class App { constructor() { this.run = this.run.bind(this); } async run() { await put(); } other() { return get(); } } export const handler = new App().run;',
    ],
    ['of an object', 'const { handler } = { handler: () => put(), other: () => get() }; export { handler };'],
    ['called by its name', 'export const handler = async () => put.call(null);'],
    ['that hands on', 'export const handler = async (event) => Promise.all(event.Records.map(put));'],
    ['with a type', 'export const handler = (async () => { await put(); }) as Handler;'],
    ['for which others wait', 'const saved = put(); export const handler = async () => saved;'],
  ])('%s', (_, text) => {
    expect(reached(text)).toBe('PutItem');
  });

  test('of CommonJS, and what a compiler makes of it', () => {
    const required = `const { PutItemCommand } = require('@aws-sdk/client-dynamodb'); const put = () => new PutItemCommand({});`;
    for (const text of [
      'exports.handler = async () => put();',
      'module.exports.handler = put;',
      'module.exports = { handler: async () => put(), other: 1 };',
      'const handler = () => put(); module.exports = { handler };',
      'exports.other = exports.handler = put;',
      'exports.handler = void 0; const handler = async () => put(); exports.handler = handler;',
    ]) {
      expect(reached({ 'app.js': `${required}\n${text}` }), text).toBe('PutItem');
    }
    expect(
      reached({
        'app.js': `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.handler = void 0;
const store_1 = require("./store"); const sdk_1 = __importStar(require("@aws-sdk/client-s3"));
const handler = async () => { await (0, store_1.save)(); new sdk_1.GetObjectCommand({}); }; exports.handler = handler;`,
        'store.js': `"use strict"; exports.load = exports.save = void 0; const client_s3_1 = require("@aws-sdk/client-s3");
async function save() { return new client_s3_1.PutObjectCommand({}); } exports.save = save;
const load = () => new client_s3_1.ListObjectsV2Command({}); exports.load = load;`,
      }),
    ).toBe('GetObject PutObject');
  });

  test('of bundles', () => {
    const bundle = `"use strict"; var a_exports = {}; var __export = (target, all) => {}; var __toCommonJS = (mod) => mod;
__export(a_exports, { handler: () => handler, other: () => other }); module.exports = __toCommonJS(a_exports);
var import_client_sqs = require("@aws-sdk/client-sqs"); var sqs = new import_client_sqs.SQSClient({});
async function handler() { await sqs.send(new import_client_sqs.SendMessageCommand({})); }
async function other() { await sqs.send(new import_client_sqs.DeleteMessageCommand({})); }
0 && (module.exports = { handler, other });`;
    expect(reached({ 'app.js': bundle })).toBe('SendMessage');
    const small = `var s={};c(s,{handler:()=>h}),module.exports=p(s);var q=require("@aws-sdk/client-sqs"),h=async()=>{new q.SendMessageCommand({})};0&&(module.exports={handler});`;
    expect(reached({ 'app.js': small })).toBe('SendMessage');
  });

  test('one that is not there', () => {
    expect(reached('export const other = async () => put();')).toBe('');
    expect(reached('')).toBe('');
  });
});

describe('what is not certain to be called', () => {
  test.each([
    ['other handlers', 'export const other = middy(put); export const handler = () => 1;'],
    ['what is only named', 'export const handler = () => { const later = put; return later ? 1 : 2; };'],
    ['what is only exported with it', 'const store = { get, put, remove }; export const handler = () => store;'],
    ['what a parameter hides', 'export const handler = async (put) => put();'],
    ['what a variable hides', 'export const handler = async () => { const put = other(); return put(); };'],
    [
      'members of the same name',
      'class Store { delete() { return remove(); } } export const handler = (event) => { new Store(); event.delete(); new Map().delete(1); };',
    ],
    [
      'what a type names',
      'class Store { save() { return put(); } } export const handler = (store: object, other: Store["save"]) => other();',
    ],
    [
      'methods that a class of its own has anew',
      'class Base { run() { return this.save(); } save() { return put(); } } class Store extends Base { save() { return 1; } } export const handler = () => new Store().run();',
    ],
    [
      'one of two',
      'const a = { run: put }; const b = { run: () => 1 }; export const handler = (event) => (event.a ? a : b).run();',
    ],
    ['what is chosen by name', 'const routes = { get, put }; export const handler = (event) => routes[event.route]();'],
    ['what is put anew', 'let run = put; run = () => 1; export const handler = () => run();'],
    [
      'functions that are never called',
      'export const handler = () => { const save = () => put(); function load() { return get(); } return 1; };',
    ],
    [
      'what is called by nobody',
      'const store = () => { const save = () => put(); return { save }; }; export const handler = () => store();',
    ],
  ])('%s', (_, text) => {
    expect(reached(text)).toBe('');
  });
});

describe('over files', () => {
  const store = `${sdk}
export class Store {
  find() { return get(); }
  save() { return put(); }
  delete() { return remove(); }
}
export const all = { get, put, remove };
export { get, put };
export default { save: put, load: get };`;

  test.each([
    ['by name', `import { put as save } from './store'; export const handler = () => save();`],
    ['as a whole', `import * as store from './store'; export const handler = () => store.put();`],
    ['the default', `import store from './store'; export const handler = () => store.save();`],
    ['an object', `import { all } from './store'; export const handler = () => all['put']();`],
    ['taken apart', `import { all } from './store'; const { put: save } = all; export const handler = () => save();`],
    ['loaded late', `export const handler = async () => { const { put } = await import('./store'); return put(); };`],
    ['through others', `import { put } from './again'; export const handler = () => put();`],
    [
      'a class',
      `import { Store } from './store'; const store = new Store(); export const handler = () => store.save();`,
    ],
    [
      'a class in a property',
      `import { Store } from './store'; class App { private readonly store = new Store(); run = async () => this.store.save(); } export const handler = new App().run;`,
    ],
    [
      'a class that is given',
      `import { Store } from './store'; class App { constructor(private readonly store: Store) {} run() { return this.store.save(); } } const app = new App(new Store()); export const handler = () => app.run();`,
    ],
    [
      'a class of which only the type is known',
      `import { Store } from './store'; class App { constructor(private readonly store: Store) {} run() { return this.store.save(); } } const app = container.get<App>(App) as App; export const handler = () => app.run();`,
    ],
    [
      'a class that is put to a property',
      `import { Store } from './store'; class App { store; constructor(store) { this.store = store; } run() { return this.store.save(); } } const app = new App(new Store()); export const handler = () => app.run();`,
    ],
    [
      'the only one of its kind',
      `import { Store } from './store'; class App { private static instance: App; #store: Store; constructor() { this.#store = new Store(); } static get() { if (!App.instance) App.instance = new App(); return App.instance; } run() { return this.#store.save(); } } export const handler = () => App.get().run();`,
    ],
    [
      'one that is made when it is needed',
      `import { Store } from './store'; let known: Store | undefined; const store = () => { known ??= new Store(); return known; }; export const handler = () => store().save();`,
    ],
    [
      'a class that extends it',
      `import { Store } from './store'; class Orders extends Store { constructor() { super(); } add() { return super.save === undefined ? 1 : this.save(); } } export const handler = () => new Orders().add();`,
    ],
    [
      'bound ahead',
      `import { all } from './store'; const run = (deps, event) => deps.put(event); export const handler = run.bind(null, all);`,
    ],
    [
      'handed on',
      `import { all } from './store'; const make = (deps) => async (event) => deps.put(event); export const handler = make({ ...all });`,
    ],
  ])('%s', (_, text) => {
    const again = `export * from './once'; export { load } from './gone';`;
    expect(
      reached({ 'app.ts': text, 'store.ts': store, 'again.ts': again, 'once.ts': `export * from './store';` }),
    ).toBe('PutItem');
  });

  test('commands that are passed on', () => {
    expect(
      reached({
        'app.ts': `import { client, PutCommand, sdk } from './client'; export const handler = () => client.send(new PutCommand(new sdk.ScanCommand()));`,
        'client.ts': `export { PutCommand } from '@aws-sdk/lib-dynamodb'; import * as sdk from '@aws-sdk/client-dynamodb'; export const client = 1; export { sdk };`,
      }),
    ).toBe('PutItem Scan');
  });

  test('paginators and waiters', () => {
    expect(
      reached(
        `import { paginateScan } from '@aws-sdk/lib-dynamodb'; import { waitUntilTableExists as wait } from '@aws-sdk/client-dynamodb'; export const handler = async () => { for await (const page of paginateScan({}, {})) await wait({}, {}); };`,
      ),
    ).toBe('Scan DescribeTable');
  });

  test('in circles', () => {
    expect(
      reached({
        'app.ts': `${sdk} import { b } from './b'; export const a = () => b(); export const handler = () => { put(); return a(); }; export const self = self; const x = y; const y = x; x(); class A extends A {}`,
        'b.ts': `import { a } from './app'; export * from './b'; export const b = () => a(); export { c } from './b';`,
      }),
    ).toBe('PutItem');
  });
});

describe('what the environment switches off', () => {
  test.each([
    ['if (process.env.TOPIC) await put();', 'GetItem PutItem'],
    ['if (!process.env.TOPIC) return; await put();', 'GetItem PutItem'],
    ['const { name } = { name: process.env.TOPIC }; if (topic) await put();', 'GetItem PutItem'],
    ["if (!topic) throw new Error('no topic'); await put();", 'GetItem PutItem'],
    ['topic && (await put());', 'GetItem PutItem'],
    ['if (process.env.OTHER) await put();', 'GetItem'],
    ['if (!process.env.OTHER) return; await put();', 'GetItem'],
    ['if (!process.env.OTHER) throw new Error(); await put();', 'GetItem PutItem'],
    ['config.other ? await put() : await remove();', 'GetItem DeleteItem'],
    ["if (process.env.TOPIC === 'a') await put(); else await remove();", 'GetItem'],
    ['switch (topic) { case 1: await put(); }', 'GetItem'],
    ['const kind = event.ResourceProperties.Kind; switch (kind) { case 1: await put(); }', 'GetItem'],
    ['const { Kind } = event.ResourceProperties; if (Kind === 1) await put(); else await remove();', 'GetItem'],
    ["if (event.RequestType === 'Create') await put();", 'GetItem PutItem'],
    [
      'const found = await client.send({ name: process.env.OPEN }); if (!found) return; await put();',
      'GetItem PutItem',
    ],
    ['if (process.env.OPEN) await put();', 'GetItem'],
    ['const { OTHER: other } = process.env; if (other) await put();', 'GetItem'],
    ["if (isOn('OTHER')) await put();", 'GetItem'],
    ['if (isLocal) await put(); else await remove();', 'GetItem DeleteItem'],
    ['const item = await find(); if (item) await put();', 'GetItem PutItem'],
    ['const name = otherName(); if (!name) { warn(); return; } await put();', 'GetItem'],
    ["if (process.env.OTHER === 'a') return; await put();", 'GetItem PutItem'],
    ["if (process.env.OTHER !== 'a') return; await put();", 'GetItem'],
    ['if (process.env.OPEN || topic) await put();', 'GetItem PutItem'],
  ])('%s', (statements, expected) => {
    const text = `const topic = process.env.TOPIC ?? ''; const config = { other: process.env.OTHER }; const otherName = () => process.env.OTHER; const isLocal = process.env.STAGE === 'local'; const isOn = (name) => process.env[name] === 'on'; const find = async () => client.send(process.env.TOPIC); export const handler = async (event) => { await get(); ${statements} };`;
    expect(reached(text, { TOPIC: true, OPEN: undefined })).toBe(expected);
  });
});

test('code that brings credentials of its own', () => {
  const brings = (text: string): boolean => bringsCredentials(programIn({ 'app.ts': text }));
  expect(brings(`new S3Client({ credentials: fromRole })`)).toBe(true);
  expect(brings(`const credentials = 1; new S3Client({ region, credentials });`)).toBe(true);
  expect(brings(`config.credentials = role;`)).toBe(true);
  expect(brings(`import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';`)).toBe(true);
  expect(brings(`new S3Client({ region });`)).toBe(false);
});

/** A way from one function to the next, which lies in another file. */
const ways: readonly ((name: string, from: string) => string)[] = [
  (name, from) => `import { ${name} } from './${from}'; const next = () => ${name}();`,
  (name, from) => `import * as all from './${from}'; const next = async () => all.${name}();`,
  (name, from) => `const { ${name}: other } = require('./${from}'); function next() { return other(); }`,
  (name, from) =>
    `const other = require('./${from}'); class Next { run() { return other.${name}(); } } const next = () => new Next().run();`,
  (name, from) =>
    `import { ${name} } from './${from}'; const make = (deps) => ({ run: () => deps.go(), ${name} }); const next = () => make({ go: ${name} }).run();`,
  (name, from) =>
    `const next = async () => { const all = await import('./${from}'); await Promise.all([1].map(all.${name})); };`,
];

test('exactly the calls that a handler leads to are told, however they are spread', () => {
  const step = fc.record({ way: fc.nat(ways.length - 1), goes: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const files: Record<string, string> = {};
      const expected: string[] = [];
      let isReached = true;
      for (const [index, { way, goes }] of steps.entries()) {
        const name = index === 0 ? 'handler' : `step${String(index)}`;
        const next = `step${String(index + 1)}`;
        const toNext =
          index + 1 < steps.length ? (ways[way]?.(next, `file${String(index + 1)}`) ?? '') : 'const next = () => 1;';
        files[`file${String(index)}.ts`] =
          `import { SendMessageCommand as Send, DeleteMessageCommand as Drop } from '@aws-sdk/client-sqs';
${toNext}
export const ${name} = async () => { new Send({ at: ${String(index)} }); ${goes ? 'await next();' : ''} };
export const never${String(index)} = () => { new Drop({}); return next(); };`;
        if (isReached) expected.push(`file${String(index)}.ts`);
        isReached &&= goes;
      }
      const calls = callsFrom(programIn(files), 'handler');
      expect(calls.map(({ operation }) => operation)).toEqual(expected.map(() => 'SendMessage'));
      expect(calls.map(({ at }) => at.file.path).sort()).toEqual(expected);
    }),
  );
});

describe('hostile code', () => {
  const times = (count: number, text: string): string => text.repeat(count);
  test.each([
    ['a long condition', `${times(3000, 'process.env.TOPIC && ')}put();`],
    ['many conditions', times(3000, 'if (event.a) return; ')],
    ['conditions within each other', `${times(300, 'if (event.a) { ')}put();${times(300, ' }')}`],
    ['one choice after another', `${times(1000, 'event.a ? 1 : ')}put();`],
    ['a long chain', `put()${times(2000, '.then(() => 1)')};`],
    ['a long way', `event${times(3000, '.a')}();`],
    ['patterns within each other', `const ${times(300, '{ a: ')}b${times(300, ' }')} = event; b();`],
    ['calls of calls', `make${times(2000, '()')};`],
    [
      'names of prototypes',
      `const constructor = put; const __proto__ = get; event.constructor(); ({ __proto__ }).toString(); constructor();`,
    ],
  ])('%s', (_, statements) => {
    const text = `const make = () => make; export const handler = async (event) => { ${statements} };`;
    expect(reached(text, { TOPIC: true })).toMatch(/^(?:PutItem)?$/);
  });

  test('what is broken, and files that lead in circles', () => {
    expect(reached('export const handler = () => { put(')).toBe('');
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `${String(index)}.ts`,
        `export * from './${String((index + 1) % 300)}'; export * from './${String((index + 7) % 300)}'; import { handler } from './${String((index + 1) % 300)}'; export const other = () => handler();`,
      ]),
    );
    expect(reached(files)).toBe('');
  });
});
