import { describe, expect, test } from 'vitest';
import { programOf } from './modules.js';
import { parseModule } from './parse.js';
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

function programIn(files: Files): ReturnType<typeof programOf> {
  const [[path, text] = ['', '']] = Object.entries(files);
  const read = (name: string) => (Object.hasOwn(files, name) ? { path: name, text: files[name] ?? '' } : undefined);
  return programOf({ path, text }, { read, parse: parseModule });
}

/** The operations that `handler` of the first file leads to; a text alone is that file, with the commands above. */
function reached(files: string | Files, environment: Readonly<Record<string, boolean | undefined>> = {}): string {
  const all = typeof files === 'string' ? { 'app.ts': `${sdk}${files}` } : files;
  const calls = callsFrom(programIn(all), 'handler', (name) => environment[name] ?? name in environment);
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
