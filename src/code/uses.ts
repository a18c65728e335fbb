import { isBuiltin } from 'node:module';
import { actionsMatching } from '../iam/actions.js';
import { matcher } from '../iam/wildcards.js';
import type { Location } from '../source/source.js';
import type { PackageImport, Program } from './modules.js';
import { clientIn, operationNamed } from './names.js';
import { callers, quiet, unbounded } from './packages.data.js';
import {
  type Service,
  actionsOf,
  any,
  classes,
  documentOperations,
  judged,
  neededBy,
  services,
  standIns,
  waiters,
} from './services.data.js';
import { type Gap, type Words, together } from './words.js';

/** Where code calls an operation, as far as it can be told: there it is imported or named. */
export interface Call {
  /** As AWS spells it: `GetItem`. */
  readonly operation: string;
  readonly at: Location;
}

/**
 * What code may call of AWS. More than it does: whatever is imported counts as called, so that an action which is not among these is one
 * that it never needs.
 */
export interface CodeUse {
  /** The actions that it may need, in lower case: `dynamodb:getitem`; with the first call of each. */
  readonly actions: ReadonlyMap<string, Call>;
  /** Services of which it may need any action, by prefix. */
  readonly services: ReadonlyMap<string, Gap>;
  /** Why it may need any action of any service. */
  readonly gaps: readonly Gap[];
}

/** Whether everything that an action of a service may be needed for is known here. */
export const isJudged = (prefix: string): boolean => judged.has(prefix);

/** What a program may call; `others` are patterns of packages that call nothing, beside those that are known to. */
export function usesOf(program: Program, others: readonly string[] = []): CodeUse {
  return new Reader(program, others.map(matcher)).read();
}

const isQuiet = quiet.map(matcher);
const presigner = '@aws-sdk/s3-request-presigner';

class Reader {
  readonly #actions = new Map<string, Call>();
  readonly #services = new Map<string, Gap>();
  readonly #gaps: Gap[];
  readonly #words: Words;

  constructor(
    readonly program: Program,
    readonly others: readonly ((name: string) => boolean)[],
  ) {
    this.#words = together(program.modules.map(({ words }) => words));
    this.#gaps = [...program.gaps, ...this.#words.gaps];
  }

  read(): CodeUse {
    for (const each of this.program.imports) this.#import(each);
    return { actions: this.#actions, services: this.#services, gaps: this.#gaps };
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
    else if (calls !== undefined) this.#caller(calls, found);
    // Whoever makes a presigner of his own is free to sign what is no command.
    else if (from === presigner)
      this.#caller(found.names.every((name) => name === 'getSignedUrl') ? [] : [['s3']], found);
    else if (isBuiltin(from)) {
      if (unbounded.has(builtin)) this.#gaps.push({ why: `what it runs by ${builtin} can't be told`, at });
    } else if (![...isQuiet, ...this.others].some((matches) => matches(from) || matches(packageOf(from)))) {
      this.#gaps.push({ why: `what ${packageOf(from)} calls of AWS is not known`, at });
    }
  }

  /** A client of the third version: commands by their names, or one whose methods are the operations. */
  #client(client: string, found: PackageImport): void {
    const service = services.get(client);
    if (service === undefined) {
      this.#gaps.push({ why: `what ${found.from} does with other services is not known`, at: found.at });
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
      this.#open(service.prefix, { why: 'what is taken of its client is known only when it runs', at: doubt });
      this.#others(service, '', at);
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
      this.#call(service, operation, this.#words.made.get(word) ?? at);
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
      if (isOperation(service.prefix, operation)) this.#call(service, operation, at);
    }
    this.#computed(service);
  }

  /** A client whose methods are the operations. */
  #methods(service: Service, at: Location): void {
    const { members } = this.#words;
    for (const [name, where] of members) {
      for (const operation of [operationNamed(name) ?? '', pascal(name)]) {
        if (isOperation(service.prefix, operation)) this.#call(service, operation, where);
      }
    }
    this.#computed(service);
    // Operations of other services are not told by their names: any of them may be among the methods.
    if (!judged.has(service.prefix)) this.#others(service, '', at);
  }

  #computed(service: Service): void {
    const { open } = this.#words;
    if (open === undefined) return;
    this.#open(service.prefix, { why: 'which method is called is known only when it runs', at: open });
    this.#others(service, '', open);
  }

  #version2(name: string, at: Location): void {
    const service = services.get(clientOf(name) ?? '');
    if (service === undefined) {
      this.#gaps.push({ why: `what ${name} of aws-sdk does with other services is not known`, at });
      return;
    }
    this.#methods(service, at);
    const { members, texts, asks } = this.#words;
    if (service.prefix === 'dynamodb') this.#documentMethods(service);
    if (service.prefix === 's3') {
      for (const method of ['upload', 'ManagedUpload', 'createPresignedPost']) {
        const where = members.get(method);
        if (where !== undefined) this.#call(service, 'Upload', where);
      }
    }
    // Only S3 signs by names.
    const asked = [...asks].filter(([method]) => service.prefix === 's3' || !method.startsWith('getSigned'));
    const open = asked.find(([, ask]) => ask.open);
    if (open !== undefined) {
      this.#open(service.prefix, { why: 'what is asked for is known only when it runs', at: open[1].at });
    }
    for (const [text, where] of asked.length > 0 ? texts : []) {
      const operation = waiters.get(pascal(text)) ?? pascal(text);
      if (isOperation(service.prefix, operation)) this.#call(service, operation, where);
    }
  }

  #allOfVersion2({ from, names, open, at }: PackageImport): void {
    const within = from.replace(/\.js$/, '').slice('aws-sdk/'.length);
    if (within === 'lib/dynamodb/document_client') this.#version2('DocumentClient', at);
    else if (!/^(?:|global|lib\/(?:core|aws))$/.test(within)) {
      if (!harmless.test(within)) this.#gaps.push({ why: `what ${from} does is not known`, at });
    } else if (open !== undefined || names.includes('*')) {
      this.#gaps.push({ why: 'what is used of aws-sdk is known only when it runs', at: open ?? at });
    } else {
      for (const name of names) if (!isHelper(name)) this.#version2(name, this.#words.members.get(name) ?? at);
    }
  }

  #caller(calls: readonly (readonly [string, ...string[]])[], { at, from }: PackageImport): void {
    for (const [client, ...operations] of calls) {
      const service = services.get(client);
      if (service === undefined) continue;
      if (operations.length === 0) {
        this.#open(service.prefix, { why: `which of it ${from} calls is not known`, at });
        this.#others(service, '', at);
      }
      for (const operation of operations) this.#call(service, operation, at);
    }
  }

  #call(service: Service, operation: string, at: Location): void {
    const { prefix } = service;
    this.#others(service, operation, at);
    if (!judged.has(prefix)) return;
    const needs = needsOf(prefix, operation);
    if (needs === undefined) {
      this.#open(prefix, { why: `what ${operation} needs is not known`, at });
      return;
    }
    // A condition on what is there reads it.
    const read = prefix === 's3' && this.#words.keys.has('IfMatch') ? ['GetObject'] : [];
    for (const action of [...needs, ...read]) {
      const key = `${prefix}:${action}`.toLowerCase();
      if (!this.#actions.has(key)) this.#actions.set(key, { operation, at });
    }
  }

  /** What a service does elsewhere for an operation. */
  #others({ prefix, calls, alone, acts }: Service, operation: string, at: Location): void {
    // Where there is no name, it may be any.
    if (acts !== undefined && (operation === '' || acts.test(operation))) {
      this.#gaps.push({ why: `what ${prefix} does for this is not known`, at });
    }
    if (alone?.test(operation) === true) return;
    for (const other of calls) {
      if (other === any) this.#gaps.push({ why: `what ${prefix} calls for this is not known`, at });
      else this.#open(other, { why: `${prefix} may call it for this`, at });
    }
  }

  #open(prefix: string, gap: Gap): void {
    if (!this.#services.has(prefix)) this.#services.set(prefix, gap);
  }
}

/** `getObject` → `GetObject`. */
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** What a table says of an operation; the names of operations are those that code has, `constructor` among them. */
function rowIn<T>(
  table: Readonly<Record<string, Readonly<Record<string, T>>>>,
  prefix: string,
  operation: string,
): T | undefined {
  const rows = table[prefix];
  return rows !== undefined && Object.hasOwn(rows, operation) ? rows[operation] : undefined;
}

const rowOf = (prefix: string, operation: string): string | undefined => rowIn(actionsOf, prefix, operation);

const isAction = (prefix: string, name: string): boolean =>
  /^[A-Z]\w+$/.test(name) && (actionsMatching(`${prefix}:${name}`)?.length ?? 0) > 0;

/** Whether a service has an operation of a name. */
const isOperation = (prefix: string, operation: string): boolean =>
  rowOf(prefix, operation) !== undefined || isAction(prefix, operation);

/** The actions that an operation may need; `undefined` where that is not known. */
function needsOf(prefix: string, operation: string): readonly string[] | undefined {
  const row = rowOf(prefix, operation);
  if (row !== undefined) return row === any ? undefined : row.split(' ');
  return isItsOwn(prefix, operation) ? [operation] : undefined;
}

/** Whether an operation needs the action of its own name, and no other. */
const isItsOwn = (prefix: string, operation: string): boolean =>
  rowOf(prefix, operation) === undefined && judged.get(prefix)?.test(operation) === true && isAction(prefix, operation);

/** Of each group one action that an operation is refused without: `s3:GetObject`; none where that is not known. */
export function neededFor({
  service,
  operation,
}: {
  readonly service: string;
  readonly operation: string;
}): readonly (readonly string[])[] {
  const named = (actions: readonly string[]): string[] => [
    ...actions.map((action) => `${service}:${action}`),
    ...(standIns[service] ?? []).flatMap((other) =>
      other.endsWith(':') ? actions.map((action) => `${other}${action}`) : [other],
    ),
  ];
  const groups = rowIn(neededBy, service, operation);
  if (groups !== undefined) return groups.map(named);
  return isItsOwn(service, operation) ? [named([operation])] : [];
}

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
