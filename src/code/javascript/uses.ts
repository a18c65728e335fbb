import { isBuiltin } from 'node:module';
import { matcher } from '../../iam/wildcards.js';
import type { Location } from '../../source/source.js';
import { type Service, judged, services, waiters } from '../services.data.js';
import { type CodeUse, Found, isOperation } from '../uses.js';
import type { PackageImport, Program } from './modules.js';
import { clientIn, operationNamed } from './names.js';
import { callers, quiet, unbounded } from './packages.data.js';
import { classes, documentOperations } from './services.data.js';
import { type Words, allOf } from './words.js';

/** What a program may call; `others` are patterns of packages that call nothing, beside those that are known to. */
export function usesOf(program: Program, others: readonly string[] = []): CodeUse {
  return new Reader(program, others.map(matcher)).read();
}

const isQuiet = quiet.map(matcher);
const presigner = '@aws-sdk/s3-request-presigner';

class Reader {
  readonly #found: Found;
  readonly #words: Words;

  constructor(
    readonly program: Program,
    readonly others: readonly ((name: string) => boolean)[],
  ) {
    this.#words = allOf(program.modules.map(({ words }) => words));
    this.#found = new Found([...program.gaps, ...this.#words.gaps], this.#words.keys.has('IfMatch'));
  }

  read(): CodeUse {
    for (const each of this.program.imports) this.#import(each);
    return this.#found;
  }

  #import(found: PackageImport): void {
    const { from, at } = found;
    const client = clientIn(from);
    const ofVersion2 = /^aws-sdk\/clients\/([^/]+)$/.exec(from)?.[1];
    const calls = callers.get(from) ?? callers.get(packageOf(from));
    const builtin = from.replace(/^node:/, '').replace(/\/.*/, '');
    if (client !== undefined) this.#client(client, found);
    else if (from === '@aws-sdk/lib-dynamodb') this.#documents(found);
    else if (ofVersion2 !== undefined) this.#version2(ofVersion2.replace(/\.js$/, ''), at);
    else if (packageOf(from) === 'aws-sdk') this.#allOfVersion2(found);
    else if (calls !== undefined) this.#found.caller(calls, from, at);
    // Whoever makes a presigner of his own is free to sign what is no command.
    else if (from === presigner)
      this.#found.caller(found.names.every((name) => name === 'getSignedUrl') ? [] : [['s3']], from, at);
    else if (isBuiltin(from)) {
      if (unbounded.has(builtin)) this.#found.gaps.push({ why: `what it runs by ${builtin} can't be told`, at });
    } else if (![...isQuiet, ...this.others].some((matches) => matches(from) || matches(packageOf(from)))) {
      this.#found.gaps.push({ why: `what ${packageOf(from)} calls of AWS is not known`, at });
    }
  }

  /** A client of the third version: commands by their names, or one whose methods are the operations. */
  #client(client: string, found: PackageImport): void {
    const service = services.get(client);
    if (service === undefined) {
      this.#found.gaps.push({ why: `what ${found.from} does with other services is not known`, at: found.at });
      return;
    }
    const words = this.#namesTaken(service, found);
    this.#commands(service, words, found);
    const aggregated = client.replaceAll('-', '');
    if (words.some((name) => name.toLowerCase() === aggregated)) this.#methods(service, found.at);
  }

  /** What is taken of a package of the third version: where all of it is handed on, whatever is named anywhere. */
  #namesTaken(service: Service, { names, open, at }: PackageImport): readonly string[] {
    const isAll = names.includes('*');
    const doubt = open ?? (isAll ? this.#words.open : undefined);
    if (doubt !== undefined) {
      this.#found.open(service.prefix, { why: 'what is taken of its client is known only when it runs', at: doubt });
      this.#found.others(service, '', at);
    }
    return isAll ? [...names, ...this.#words.members.keys(), ...this.#words.texts.keys()] : names;
  }

  /** What is asked for by commands; where one is made tells more than where it is imported. */
  #commands(
    service: Service,
    words: readonly string[],
    { names, at }: PackageImport,
    meant: (operation: string) => string = (operation) => operation,
  ): void {
    for (const word of words) {
      const named = operationNamed(word);
      if (named === undefined) continue;
      const operation = meant(named);
      // Where all of a package is handed on, the commands of others are among the words.
      if (!names.includes(word) && judged.has(service.prefix) && !isOperation(service.prefix, operation)) continue;
      this.#found.call(service, operation, this.#words.made.get(word) ?? at);
    }
  }

  #documents(found: PackageImport): void {
    const service = services.get('dynamodb');
    if (service === undefined) return;
    const words = this.#namesTaken(service, found);
    this.#commands(service, words, found, (operation) => documentOperations.get(operation) ?? operation);
    if (words.includes('DynamoDBDocument')) this.#documentMethods(service);
  }

  #documentMethods(service: Service): void {
    for (const [name, at] of this.#words.members) {
      const named = pascal(operationNamed(name) ?? name);
      const operation = documentOperations.get(named) ?? named;
      if (isOperation(service.prefix, operation)) this.#found.call(service, operation, at);
    }
    this.#computed(service);
  }

  /** A client whose methods are the operations. */
  #methods(service: Service, at: Location): void {
    const { members } = this.#words;
    for (const [name, where] of members) {
      for (const operation of [operationNamed(name) ?? '', pascal(name)]) {
        if (isOperation(service.prefix, operation)) this.#found.call(service, operation, where);
      }
    }
    this.#computed(service);
    // Operations of other services are not told by their names: any of them may be among the methods.
    if (!judged.has(service.prefix)) this.#found.others(service, '', at);
  }

  #computed(service: Service): void {
    const { open } = this.#words;
    if (open === undefined) return;
    this.#found.open(service.prefix, { why: 'which method is called is known only when it runs', at: open });
    this.#found.others(service, '', open);
  }

  #version2(name: string, at: Location): void {
    const service = services.get(clientOf(name) ?? '');
    if (service === undefined) {
      this.#found.gaps.push({ why: `what ${name} of aws-sdk does with other services is not known`, at });
      return;
    }
    this.#methods(service, at);
    const { members, texts, asks } = this.#words;
    if (service.prefix === 'dynamodb') this.#documentMethods(service);
    if (service.prefix === 's3') {
      for (const method of ['upload', 'ManagedUpload', 'createPresignedPost']) {
        const where = members.get(method);
        if (where !== undefined) this.#found.call(service, 'Upload', where);
      }
    }
    // Only S3 signs by names.
    const asked = [...asks].filter(([method]) => service.prefix === 's3' || !method.startsWith('getSigned'));
    const open = asked.find(([, ask]) => ask.open);
    if (open !== undefined) {
      this.#found.open(service.prefix, { why: 'what is asked for is known only when it runs', at: open[1].at });
    }
    for (const [text, where] of asked.length > 0 ? texts : []) {
      const operation = waiters.get(pascal(text)) ?? pascal(text);
      if (isOperation(service.prefix, operation)) this.#found.call(service, operation, where);
    }
  }

  #allOfVersion2({ from, names, open, at }: PackageImport): void {
    const within = from.replace(/\.js$/, '').slice('aws-sdk/'.length);
    if (within === 'lib/dynamodb/document_client') this.#version2('DocumentClient', at);
    else if (!/^(?:|global|lib\/(?:core|aws))$/.test(within)) {
      if (!harmless.test(within)) this.#found.gaps.push({ why: `what ${from} does is not known`, at });
    } else if (open !== undefined || names.includes('*')) {
      this.#found.gaps.push({ why: 'what is used of aws-sdk is known only when it runs', at: open ?? at });
    } else {
      for (const name of names) if (!isHelper(name)) this.#version2(name, this.#words.members.get(name) ?? at);
    }
  }
}

/** `getObject` → `GetObject`. */
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The package of a path in it: `@a/b/c` is of `@a/b`. */
const packageOf = (from: string): string => from.split('/', from.startsWith('@') ? 2 : 1).join('/');

/** The client of the third version for a class of the second, by the ends of their packages. */
function clientOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  return classes.get(lower) ?? [...services.keys()].find((client) => client.replaceAll('-', '') === lower);
}

/** What of the second version is no client. */
const isHelper = (name: string): boolean =>
  /Credentials?$|^(?:AWSError|Config|CredentialProviderChain|Endpoint|Http(?:Request|Response|Client)|MetadataService|NodeHttpClient|VERSION)$/.test(
    name,
  ) || !/^[A-Z]/.test(name);

/** Files of the second version that call nothing. */
const harmless =
  /^lib\/(?:config|config-base|credentials(?:\/\w+)?|dynamodb\/converter|error|request|response|http_options|services\/\w+)$/;
