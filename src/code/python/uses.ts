import { actionsMatching } from '../../iam/actions.js';
import { matcher } from '../../iam/wildcards.js';
import { together } from '../../source/groups.js';
import type { Location } from '../../source/source.js';
import { type Service, actionsOf, judged, services, waiters } from '../services.data.js';
import { type CodeUse, Found } from '../uses.js';
import { Factories } from './factory-calls.js';
import type { Import, Taken } from './imports.js';
import type { Program } from './modules.js';
import { callers, handed, quiet, sdk, unbounded } from './packages.data.js';
import { clients, resources, settings, transfers, unlisted } from './services.data.js';
import type { Maker, Words } from './words.js';

/** What a program may call; `others` are patterns of packages that call nothing, beside those that are known to. */
export function usesOf(program: Program, others: readonly string[] = []): CodeUse {
  return new Reader(program, new Names(others)).read();
}

/** Names, and patterns of names, by which one is found that a name fits. */
class Names {
  readonly #names: ReadonlySet<string>;
  readonly #patterns: readonly { readonly name: string; readonly matches: (name: string) => boolean }[];

  constructor(all: readonly string[]) {
    this.#names = new Set(all);
    this.#patterns = all.filter((name) => name.includes('*')).map((name) => ({ name, matches: matcher(name) }));
  }

  find(name: string): string | undefined {
    return this.#names.has(name) ? name : this.#patterns.find(({ matches }) => matches(name))?.name;
  }
}

const isQuiet = new Names(quiet);
const unboundedBy = new Names(unbounded);

class Reader {
  readonly #found: Found;
  /** The clients that were made already: what is called by names is the same for each of one service. */
  readonly #made = new Set<string>();

  constructor(
    readonly program: Program,
    readonly others: Names,
  ) {
    const { words, gaps } = program;
    const isConditional = words.some(({ keys, texts }) => keys.has('IfMatch') || texts.has('IfMatch'));
    this.#found = new Found([...gaps, ...words.flatMap((each) => each.gaps)], isConditional);
  }

  read(): CodeUse {
    for (const each of this.program.imports) this.#import(each);
    // Without the SDK there is none that a client could be made of.
    if (this.program.imports.some(({ from }) => sdk.has(topOf(from)))) this.#clients();
    return this.#found;
  }

  #import({ from, names, taken, at }: Import): void {
    if (!this.#isKnown(from, at)) return;
    this.#take({ name: from, isWhole: false, at });
    for (const { name, at } of names) {
      this.#take(name === '*' ? { name: from, isWhole: true, at } : { name: `${from}.${name}`, isWhole: false, at });
    }
    for (const each of taken) this.#take(each);
  }

  #isKnown(from: string, at: Location): boolean {
    const top = topOf(from);
    const isCalling = aroundOf(from).some((part) => callers.has(part) || callers.has(`${part}.*`));
    if (isCalling || [isQuiet, this.others].some((names) => (names.find(top) ?? names.find(from)) !== undefined)) {
      return true;
    }
    this.#found.gaps.push({ why: `what ${top} calls of AWS is not known`, at });
    return false;
  }

  /** A name of a package is used, and with it all that is in it where it is handed on. */
  #take({ name, isWhole, isPut = false, at }: Taken): void {
    const around = aroundOf(name);
    const bound =
      around.map((part) => unboundedBy.find(part)).find((part) => part !== undefined) ??
      (isWhole ? unbounded.find((each) => isWithin(each, name)) : undefined);
    if (bound !== undefined)
      this.#found.gaps.push({ why: `what it does by ${bound.replace('*', '')} can't be told`, at });
    // What makes clients is followed to the names that it is put to.
    if (isWhole && handed.has(name) && !(isPut && /\.(?:client|resource)$/.test(name)))
      this.#found.gaps.push({ why: `what is done with ${name} is not known`, at });
    const row = around
      .map((part) => (callers.has(part) ? part : part === name ? '' : `${part}.*`))
      .findLast((part) => callers.has(part));
    const within = isWhole ? [...callers.keys()].filter((each) => each !== row && isWithin(each, name)) : [];
    for (const each of row === undefined ? within : [row, ...within]) {
      this.#found.caller(callers.get(each) ?? [], each.replace('.*', ''), at);
    }
  }

  #clients(): void {
    const words = allOf(this.program.words);
    const makers = new Map(this.program.words.flatMap((each) => [...each.makers]));
    const renamed = new Map(this.program.words.flatMap((each) => [...each.renamed]));
    const factories = new Factories(this.program.words, renamed);
    for (const call of this.program.words.flatMap(({ calls }) => calls)) {
      const { name, at } = call;
      const maker = makers.get(name) ?? makers.get(renamed.get(name) ?? '');
      if (maker === undefined) continue;
      const named = call.services ?? (call.givenTo === undefined ? undefined : factories.servicesFor(call.givenTo));
      if (named === undefined) this.#found.gaps.push({ why: 'which client is made is known only when it runs', at });
      for (const each of named ?? []) this.#client(each, maker, words, at);
    }
  }

  #client(name: string, maker: Maker, words: AllWords, at: Location): void {
    if (this.#made.has(`${maker} ${name}`)) return;
    this.#made.add(`${maker} ${name}`);
    const service = services.get(clients.get(name) ?? name);
    if (service === undefined) {
      this.#found.gaps.push({ why: `what ${name} does with other services is not known`, at });
      return;
    }
    const { prefix } = service;
    const [open] = words.asks;
    if (open?.open === true) {
      this.#found.open(prefix, { why: 'what is asked of its client is known only when it runs', at: open.at });
      this.#found.others(service, '', open.at);
    }
    this.#operations(service, words);
    for (const [method, operations] of Object.entries(transfers[prefix] ?? {})) {
      this.#calls(service, operations, words.members.get(method) ?? words.given.get(method));
    }
    if (maker === 'resource') this.#resource(service, words, at);
  }

  /** Methods that are called as operations are, and what is asked for by its name. */
  #operations(service: Service, { members, texts, asks }: AllWords): void {
    const known = operationsOf(service.prefix);
    for (const [word, at] of members) {
      const operation = known.get(flat(word));
      if (operation !== undefined) this.#found.call(service, spelled(service.prefix, operation, word), at);
    }
    for (const [text, at] of asks.length > 0 ? texts : []) {
      const operation = known.get(flat(awaited.get(flat(text)) ?? text));
      if (operation !== undefined) this.#found.call(service, spelled(service.prefix, operation, text), at);
    }
  }

  #resource(service: Service, { members, given }: AllWords, at: Location): void {
    const { prefix } = service;
    const rows = resources[prefix];
    if (rows === undefined) {
      this.#found.open(prefix, { why: `what its resources call is not known`, at });
      this.#found.others(service, '', at);
      return;
    }
    for (const [word, operations] of Object.entries(rows)) this.#calls(service, operations, members.get(word));
    const setting = prefix === 's3' ? [...members, ...given].find(([word]) => settings.test(word)) : undefined;
    if (setting !== undefined) {
      this.#found.open(prefix, { why: `what ${setting[0]} is asked for is not known`, at: setting[1] });
    }
  }

  #calls(service: Service, operations: string, at: Location | undefined): void {
    if (at !== undefined) for (const each of operations.split(' ')) this.#found.call(service, each, at);
  }
}

type AllWords = Pick<Words, 'members' | 'given' | 'texts' | 'asks'>;

/** What several modules say, as if they were one. */
function allOf(words: readonly Words[]): AllWords {
  return {
    members: together(words.map(({ members }) => members)),
    given: together(words.map(({ given }) => given)),
    texts: together(words.map(({ texts }) => texts)),
    asks: words.flatMap(({ asks }) => asks).sort((one, other) => Number(other.open) - Number(one.open)),
  };
}

/** A whole name, and before it those around it: `a`, `a.b` and `a.b.c`. */
function aroundOf(name: string): string[] {
  // No row has more parts.
  const parts = name.split('.', 6);
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

const topOf = (name: string): string => name.replace(/\..*/, '');

/** Whether a whole name is another, or one in it. */
const isWithin = (name: string, other: string): boolean => name === other || name.startsWith(`${other}.`);

/** `list_objects_v2` and `ListObjectsV2` are one: boto3 puts underscores where an operation has capitals, and its abbreviations tell. */
const flat = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** `put_item` → `PutItem`. */
const pascal = (name: string): string => name.replace(/(?:^|_)([a-z\d])/g, (_, letter: string) => letter.toUpperCase());

const awaited: ReadonlyMap<string, string> = new Map([...waiters].map(([name, operation]) => [flat(name), operation]));

const known = new Map<string, ReadonlyMap<string, string>>();

/** The operations of a service, by their names in small letters. */
function operationsOf(prefix: string): ReadonlyMap<string, string> {
  const found = known.get(prefix);
  if (found !== undefined) return found;
  const actions = (actionsMatching(`${prefix}:*`) ?? []).map(({ name }) => name);
  const rows = [...actions, ...(unlisted[prefix] ?? []), ...Object.keys(actionsOf[prefix] ?? {})];
  const operations = new Map(rows.map((name) => [flat(name), name]));
  known.set(prefix, operations);
  return operations;
}

/** An operation as tables have it: actions are not always spelled as operations are. */
const spelled = (prefix: string, operation: string, word: string): string => {
  const own = judged.get(prefix);
  return own === undefined || own.test(operation) || !own.test(pascal(word)) ? operation : pascal(word);
};
