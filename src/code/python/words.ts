import type { Location, SourceFile } from '../../source/source.js';
import { handsOn, secretKey } from '../credentials.js';
import type { Gap } from '../gap.js';
import { any } from '../services.data.js';
import type { Ask } from '../uses.js';
import { Bindings } from './bindings.js';
import { factoryOf } from './factories.js';
import { type Import, importsIn } from './imports.js';
import {
  type Given,
  type Node,
  type Tree,
  callOf,
  givenTo,
  isUse,
  lastNameIn,
  memberIn,
  nodesIn,
  sliceOf,
  textIn,
} from './syntax.js';

/** What code says, wherever it says it. */
export interface Words {
  /** Names of members that may be operations, which are given nothing by its place: `put_item` in `table.put_item(Item=item)`. */
  readonly members: ReadonlyMap<string, Location>;
  /** Names of members that are given something by its place: `upload_file` in `s3.upload_file(path, bucket, key)`. */
  readonly given: ReadonlyMap<string, Location>;
  /** Texts that may be names. */
  readonly texts: ReadonlyMap<string, Location>;
  /** Names of what is given by name: parameters of requests are among them. */
  readonly keys: ReadonlySet<string>;
  /** Where a member is asked for by its name; those first whose name only a run tells. */
  readonly asks: readonly Ask[];
  /** Calls of what may make a client: of `client`, `resource` and `create_client`, and of what is put to one of them. */
  readonly calls: readonly MakerCall[];
  /** What stands for a maker, by names that may be used in any module: `client` → `client`. */
  readonly makers: ReadonlyMap<string, Maker>;
  /** Names that are used otherwise than by calling them; {@link any}. */
  readonly handed: ReadonlySet<string>;
  /** What is imported by another name, by that one. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Ways to call what is not named. */
  readonly gaps: readonly Gap[];
}

/** Whether it makes a client or an object of resources. */
export type Maker = 'client' | 'resource';

/** A call of something by a name. */
export interface MakerCall {
  readonly name: string;
  /** The services that a client may be of; missing where only a run tells, empty where it is given none. */
  readonly services: readonly string[] | undefined;
  /** The function that is given the service by whoever calls it. */
  readonly givenTo?: string | undefined;
  readonly at: Location;
}

/** What a file says, and what it imports. */
export interface Said {
  readonly imports: readonly Import[];
  readonly words: Words;
}

const makers: ReadonlyMap<string, Maker> = new Map([
  ['client', 'client'],
  ['create_client', 'client'],
  ['resource', 'resource'],
]);

/** Methods and functions that are given a name, with its place. */
const asking: ReadonlyMap<string, number> = new Map([
  ['__getattribute__', 0],
  ['_make_api_call', 0],
  ['attrgetter', 0],
  ['generate_presigned_url', 0],
  ['get_paginator', 0],
  ['get_waiter', 0],
  ['getattr', 1],
  // It is given no name, but gives all of them.
  ['getmembers', Infinity],
  ['methodcaller', 0],
]);
/** What loads a module by its name. */
const loading = /^(?:import_module|__import__|import_string|from_object)$/;
const askedBy: readonly string[] = ['ClientMethod', 'operation_name', 'waiter_name'];

const unmade = 'which client is made is known only when it runs';

/** Whoever signs requests by hand says so. */
const signature = /^AWS4$|AWS4-(?:HMAC|ECDSA)|aws4_request/;
const signer = /SigV\d|AWS4Auth|V4Signer|RequestSigner/;

/** What a module says, by its tree. */
export function saidIn(file: SourceFile, tree: Tree): Said {
  const collected = new Collector(file, tree);
  for (const node of nodesIn(tree.root)) collected.see(node);
  return collected.said();
}

class Collector {
  readonly #members = new Map<string, Location>();
  readonly #given = new Map<string, Location>();
  readonly #texts = new Map<string, Location>();
  readonly #keys = new Set<string>();
  readonly #asks: Ask[] = [];
  readonly #calls: MakerCall[] = [];
  readonly #makers = new Map<string, Maker>(makers);
  readonly #handed = new Set<string>();
  readonly #renamed = new Map<string, string>();
  /** Names that sessions are put to. */
  readonly #sessions = new Set<string>();
  readonly #gaps: Gap[] = [];
  readonly #imports: Import[];
  readonly #bindings: Bindings;
  readonly #text: string;

  constructor(
    readonly file: SourceFile,
    tree: Tree,
  ) {
    this.#text = tree.text;
    this.#imports = importsIn(file, tree);
    this.#bindings = new Bindings(tree);
    for (const { names } of this.#imports) {
      for (const { name, local, at } of names) {
        const maker = makers.get(name);
        if (maker !== undefined && local !== undefined) this.#makers.set(local, maker);
        if (local !== undefined && local !== name) {
          this.#renamed.set(local, name);
          // By another name it is not looked for.
          this.#asksFor(name, undefined, at);
        }
        this.#signs(name, signer, at);
      }
    }
  }

  said(): Said {
    return {
      imports: this.#imports,
      words: {
        members: this.#members,
        given: this.#given,
        texts: this.#texts,
        keys: this.#keys,
        asks: this.#asks.sort((one, other) => Number(other.open) - Number(one.open)),
        calls: this.#calls,
        makers: this.#makers,
        handed: this.#handed,
        renamed: this.#renamed,
        gaps: this.#gaps,
      },
    };
  }

  see(node: Node): void {
    // Python takes letters that look otherwise for those that they stand for.
    if (/^(?:Property|Variable)Name$/.test(node.type)) {
      const name = sliceOf(this.#text, node);
      if (name !== name.normalize('NFKC'))
        this.#gaps.push({ why: 'its names are spelled otherwise than they read', at: this.#at(node) });
    }
    switch (node.type) {
      case 'MemberExpression':
        this.#member(node);
        break;
      case 'VariableName':
        this.#variable(node);
        break;
      case 'CallExpression':
        this.#call(node);
        break;
      case 'AssignStatement':
        this.#assigns(node);
        break;
      case 'String':
      case 'FormatString':
      case 'ContinuedString':
        this.#string(node);
        break;
    }
  }

  #member(node: Node): void {
    const name = memberIn(this.#text, node);
    const at = this.#at(node.parts.at(-1) ?? node);
    if (name === undefined) return;
    this.#uses(name, node, at);
    if (name === 'get_frozen_credentials' || (name === 'get_credentials' && this.#isSession(node.parts[0]))) {
      this.#gaps.push({ why: handsOn, at });
    }
    if (makers.has(name) && callOf(node) === undefined && this.#isSession(node.parts[0]) && !isPut(node)) {
      this.#gaps.push({ why: unmade, at });
    }
  }

  #variable(node: Node): void {
    const name = sliceOf(this.#text, node);
    // What a decorator names is no member to the grammar.
    if (node.around?.type === 'Decorator') this.#note(this.#members, name, this.#at(node));
    if (!isUse(node)) return;
    this.#uses(name, node, this.#at(node));
    if (/^(?:eval|exec|execfile)$/.test(name) && !this.#bindings.has(name)) {
      this.#gaps.push({ why: 'it runs text as code', at: this.#at(node) });
    }
  }

  /** What is named, of its own or as a member. */
  #uses(name: string, node: Node, at: Location): void {
    this.#signs(name, signer, at);
    const call = callOf(node);
    const given = call && givenTo(this.#text, call);
    if (call === undefined) this.#handed.add(name);
    if (node.type === 'MemberExpression') {
      // An operation takes nothing by its place, so `event.get('id')` is none; nor is `{}.copy()` a copy of an object of S3's.
      if (given === undefined || given.places.length === 0) {
        if (name !== 'copy' || given?.isOpen !== false || given.named.size > 0) this.#note(this.#members, name, at);
      } else this.#note(this.#given, name, at);
    }
    if (/^subprocess_(?:exec|shell)$/.test(name)) this.#gaps.push({ why: 'which programs it runs is not known', at });
    this.#asksFor(name, given, at);
  }

  /** What is asked for by its name, or loaded by it. */
  #asksFor(name: string, given: Given | undefined, at: Location): void {
    if (loading.test(name) && textIn(this.#text, given?.places[0]) === undefined) {
      this.#gaps.push({ why: 'which module is loaded is known only when it runs', at });
    }
    const place = asking.get(name);
    if (place === undefined) return;
    const asked = given?.places[place] ?? askedBy.flatMap((key) => given?.named.get(key) ?? [])[0];
    const names = asked && this.#bindings.textsOf(asked);
    if (name === 'getattr' && this.#isSession(given?.places[0]) && names?.some((each) => makers.has(each)) !== false) {
      this.#gaps.push({ why: unmade, at });
    }
    // What an object or a module has of its own is no operation, but may be any of its functions.
    if (name === 'getattr' && names === undefined && this.#isOwn(given?.places[0])) this.#handed.add(any);
    else this.#asks.push({ at, open: names === undefined });
    for (const each of names ?? []) {
      this.#note(name === 'getattr' ? this.#members : this.#texts, each, at);
      this.#handed.add(each);
    }
  }

  #call(node: Node): void {
    const name = lastNameIn(this.#text, node.parts[0]);
    const { places, named, isOpen } = givenTo(this.#text, node);
    for (const key of named.keys()) this.#keys.add(key);
    if (name === undefined) return;
    const service = places[0] ?? named.get('service_name');
    const services = service === undefined ? (isOpen ? undefined : []) : this.#bindings.textsOf(service);
    const factory = services === undefined && service ? factoryOf(this.#text, service, this.#bindings) : undefined;
    this.#calls.push({ name, services, givenTo: factory, at: this.#at(node) });
  }

  /** What is put to a name may be a maker: `make = session.client`. */
  #assigns(node: Node): void {
    const value = node.parts.at(-1);
    const maker = this.#makers.get(lastNameIn(this.#text, value) ?? '');
    const called = value?.type === 'CallExpression' ? lastNameIn(this.#text, value.parts[0]) : undefined;
    const isSession = /^(?:Session|get_session)$/.test(called ?? '');
    if (maker === undefined && !isSession) return;
    for (const target of node.parts.slice(0, -1)) {
      const name = lastNameIn(this.#text, target);
      if (name === undefined) continue;
      if (isSession) this.#sessions.add(name);
      else if (maker !== undefined && !this.#makers.has(name)) this.#makers.set(name, maker);
    }
  }

  #isSession(node: Node | undefined): boolean {
    // What it makes is none.
    if (
      node === undefined ||
      (node.type === 'CallExpression' && makers.has(lastNameIn(this.#text, node.parts[0]) ?? ''))
    )
      return false;
    return this.#sessions.has(lastNameIn(this.#text, node) ?? '') || /boto|session/i.test(sliceOf(this.#text, node));
  }

  #isOwn(node: Node | undefined): boolean {
    return node !== undefined && /^(?:self|cls|sys\s*\.\s*modules\s*\[[^[\]]*\])$/.test(sliceOf(this.#text, node));
  }

  #string(node: Node): void {
    const text = textIn(this.#text, node);
    this.#signs(text ?? sliceOf(this.#text, node), signature, this.#at(node));
    if (sliceOf(this.#text, node).includes(secretKey)) this.#gaps.push({ why: handsOn, at: this.#at(node) });
    if (text !== undefined && /^\w{1,60}$/.test(text)) this.#note(this.#texts, text, this.#at(node));
  }

  #signs(text: string, by: RegExp, at: Location | undefined): void {
    if (by.test(text)) this.#gaps.push({ why: 'it signs requests by itself', ...(at && { at }) });
  }

  #note(words: Map<string, Location>, word: string, at: Location): void {
    if (!words.has(word)) words.set(word, at);
  }

  #at({ start, end }: Node): Location {
    return { file: this.file, start, end };
  }
}

/** Whether a node is what a name is put to, or is put to itself. */
const isPut = ({ around }: Node): boolean => around?.type === 'AssignStatement';
