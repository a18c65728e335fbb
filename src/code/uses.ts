import { isBuiltin } from 'node:module';
import { actionsMatching } from '../iam/actions.js';
import { matcher } from '../iam/wildcards.js';
import type { Location } from '../source/source.js';
import { type Gap, type PackageImport, type Program, keysOf } from './modules.js';
import { clientIn, operationNamed } from './names.js';
import { callers, quiet, unbounded } from './packages.data.js';
import {
  type Service,
  actionsOf,
  classes,
  documentOperations,
  judged,
  neededBy,
  services,
  standIns,
  waiters,
} from './services.data.js';
import { type Node, child, children, nameIn, nodesIn, textIn } from './syntax.js';

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
  return new Reader(program, [...quiet, ...others].map(matcher)).read();
}

/** What a program says, wherever it says it. */
interface Words {
  /** Names of members: `getObject` in `s3.getObject()`, in `const { getObject } = s3` and in `import { getObject }`. */
  readonly members: Map<string, Location>;
  /** Names of what is made: `GetCommand` in `new GetCommand()`, and `S3` in `new AWS.S3()`. */
  readonly made: Map<string, Location>;
  /** The latter alone. */
  readonly madeOfMembers: Map<string, Location>;
  readonly texts: Map<string, Location>;
  /** A call whose name only a run tells. */
  open: Location | undefined;
}

class Reader {
  readonly #actions = new Map<string, Call>();
  readonly #services = new Map<string, Gap>();
  readonly #gaps: Gap[];
  #imported: readonly string[] | undefined;
  readonly #words: Words = {
    members: new Map(),
    made: new Map(),
    madeOfMembers: new Map(),
    texts: new Map(),
    open: undefined,
  };

  constructor(
    readonly program: Program,
    readonly quiet: readonly ((name: string) => boolean)[],
  ) {
    this.#gaps = [...program.gaps];
  }

  read(): CodeUse {
    for (const { file, program } of this.program.modules) {
      for (const node of nodesIn(program)) this.#word(node, { file, start: node.start, end: node.end });
    }
    for (const each of this.program.imports) this.#import(each);
    return { actions: this.#actions, services: this.#services, gaps: this.#gaps };
  }

  #word(node: Node, at: Location): void {
    const { members, made, madeOfMembers, texts } = this.#words;
    const note = (words: Map<string, Location>, word: string | undefined, where = at): void => {
      if (word !== undefined && !words.has(word)) words.set(word, where);
    };
    const placed = (of: Node | undefined): Location =>
      of === undefined ? at : { ...at, start: of.start, end: of.end };
    if (node.type === 'MemberExpression') {
      const property = child(node, 'property');
      note(members, node['computed'] === true ? textIn(property) : nameIn(property), placed(property));
    } else if (node.type === 'ObjectPattern') {
      for (const key of keysOf(node)) note(members, key);
    } else if (node.type === 'ImportSpecifier') {
      note(members, nameIn(child(node, 'imported')));
    } else if (node.type === 'Literal' || node.type === 'TemplateLiteral') {
      const text = textIn(node);
      // Whoever signs requests by hand says so.
      if (text?.includes('AWS4-HMAC-SHA256') === true) this.#gaps.push({ why: 'it signs requests by itself', at });
      if (text !== undefined && /^\w{1,60}$/.test(text)) note(texts, text);
    } else if (node.type === 'NewExpression' || node.type === 'CallExpression') {
      const callee = child(node, 'callee');
      const isMember = callee?.type === 'MemberExpression';
      if (isMember && callee['computed'] === true && textIn(child(callee, 'property')) === undefined) {
        this.#words.open ??= at;
      }
      const name = callee?.type === 'Identifier' ? nameIn(callee) : undefined;
      if (node.type === 'NewExpression') {
        const ofMember = isMember ? nameIn(child(callee, 'property')) : undefined;
        note(madeOfMembers, ofMember);
        note(made, ofMember ?? name);
      }
      if (name === 'eval' || (name === 'Function' && children(node, 'arguments').length > 0)) {
        this.#gaps.push({ why: 'it runs text as code', at });
      }
    }
  }

  #import(found: PackageImport): void {
    const { from, at } = found;
    const client = clientIn(from);
    const ofVersion2 = /^aws-sdk\/clients\/([^/]+)$/.exec(from)?.[1];
    const caller = [...callers].find(([name]) => from === name || from.startsWith(`${name}/`));
    const builtin = from.replace(/^node:/, '').replace(/\/.*/, '');
    if (client !== undefined) this.#client(client, found);
    else if (from === '@aws-sdk/lib-dynamodb') this.#documents(found);
    else if (ofVersion2 !== undefined) this.#version2(ofVersion2, at);
    else if (/^aws-sdk(?:$|\/lib|\/global)/.test(from)) this.#allOfVersion2(found);
    else if (caller !== undefined) this.#caller(caller[1], found);
    else if (isBuiltin(from)) {
      if (unbounded.has(builtin)) this.#gaps.push({ why: `what it runs by ${builtin} can't be told`, at });
    } else if (!this.quiet.some((matches) => matches(from) || matches(packageOf(from)))) {
      this.#gaps.push({ why: `what ${packageOf(from)} calls of AWS is not known`, at });
    }
  }

  /** A client of the third version: commands by their names, or one whose methods are the operations. */
  #client(client: string, { from, names, at }: PackageImport): void {
    const service = services.get(client);
    if (service === undefined) {
      this.#gaps.push({ why: `what ${from} does with other services is not known`, at });
      return;
    }
    const all = names.includes('*') || names.includes('default');
    const words = all ? [...names, ...this.#words.members.keys()] : names;
    this.#commands(service, words, at);
    const aggregated = client.replaceAll('-', '');
    const hasMethods = words.some((name) => name.toLowerCase() === aggregated);
    if (hasMethods) this.#methods(service, at);
  }

  /** What is asked for by commands; where one is made tells more than where it is imported. */
  #commands(
    service: Service,
    words: readonly string[],
    at: Location,
    meant: (operation: string) => string | undefined = (operation) => operation,
  ): void {
    for (const word of words) {
      const named = operationNamed(word);
      const operation = named === undefined ? undefined : meant(named);
      if (operation === undefined || this.#isOfOther(service, operation)) continue;
      this.#call(service, operation, this.#words.made.get(word) ?? at);
    }
  }

  /** Whether an operation that its service has not is one of another that the program calls: all clients are asked for all names. */
  #isOfOther({ prefix }: Service, operation: string): boolean {
    if (isOperation(prefix, operation)) return false;
    this.#imported ??= this.program.imports.flatMap(({ from }) => services.get(clientIn(from) ?? '')?.prefix ?? []);
    return this.#imported.some((other) => other !== prefix && isOperation(other, operation));
  }

  #documents({ names, at }: PackageImport): void {
    const service = services.get('dynamodb');
    if (service === undefined) return;
    const all = names.includes('*') || names.includes('default');
    const words = all ? [...names, ...this.#words.members.keys()] : names;
    this.#commands(service, words, at, (operation) => documentOperations.get(operation));
    if (all || names.includes('DynamoDBDocument')) this.#documentMethods(service);
  }

  #documentMethods(service: Service): void {
    for (const [name, at] of this.#words.members) {
      const operation = documentOperations.get(pascal(name));
      if (operation !== undefined) this.#call(service, operation, at);
    }
    this.#computed(service);
  }

  /** A client whose methods are the operations. */
  #methods(service: Service, at: Location): void {
    const { members } = this.#words;
    for (const [name, where] of members) {
      const operation = operationNamed(name) ?? pascal(name);
      if (isOperation(service.prefix, operation)) this.#call(service, operation, where);
    }
    this.#computed(service);
    // Operations of other services are not told by their names: any of them may be among the methods.
    if (!judged.has(service.prefix)) this.#others(service, '', at);
  }

  #computed({ prefix }: Service): void {
    const { open } = this.#words;
    if (open === undefined) return;
    this.#open(prefix, { why: 'which method is called is known only when it runs', at: open });
  }

  #version2(name: string, at: Location): void {
    const service = services.get(clientOf(name) ?? '');
    if (service === undefined) {
      this.#gaps.push({ why: `what ${name} of aws-sdk does with other services is not known`, at });
      return;
    }
    this.#methods(service, at);
    const { members, texts } = this.#words;
    if (service.prefix === 'dynamodb') this.#documentMethods(service);
    if (
      service.prefix === 's3' &&
      ['upload', 'ManagedUpload', 'createPresignedPost'].some((each) => members.has(each))
    ) {
      this.#call(service, 'CreateMultipartUpload', at);
    }
    if (!['getSignedUrl', 'getSignedUrlPromise', 'makeRequest', 'waitFor'].some((each) => members.has(each))) return;
    for (const [text, where] of texts) {
      const operation = waiters.get(pascal(text)) ?? pascal(text);
      if (isOperation(service.prefix, operation)) this.#call(service, operation, where);
    }
  }

  #allOfVersion2({ names, at }: PackageImport): void {
    const { members, madeOfMembers } = this.#words;
    const some = names.filter((name) => name !== 'default' && name !== '*');
    for (const name of some) if (!isHelper(name)) this.#version2(name, at);
    if (some.length === names.length) return;
    for (const [name, where] of members) {
      if (/^[A-Z]/.test(name) && services.has(clientOf(name) ?? '')) this.#version2(name, where);
    }
    // Whatever else is made of members is counted as one of its classes.
    for (const [name, where] of madeOfMembers) {
      if (!isHelper(name) && !services.has(clientOf(name) ?? '')) this.#version2(name, where);
    }
  }

  #caller(calls: readonly (readonly [string, ...string[]])[], { at, from }: PackageImport): void {
    for (const [client, ...operations] of calls) {
      const service = services.get(client);
      if (service === undefined) continue;
      if (operations.length === 0) this.#open(service.prefix, { why: `which of it ${from} calls is not known`, at });
      for (const operation of operations) this.#call(service, operation, at);
    }
  }

  #call(service: Service, operation: string, at: Location): void {
    const { prefix } = service;
    this.#others(service, operation, at);
    if (!judged.has(prefix)) return;
    const actions = actionsOf[prefix]?.[operation]?.split(' ') ?? [operation];
    if (!isOperation(prefix, operation)) {
      this.#open(prefix, { why: `what ${operation} needs is not known`, at });
      return;
    }
    for (const action of actions) {
      const key = `${prefix}:${action}`.toLowerCase();
      if (!this.#actions.has(key)) this.#actions.set(key, { operation, at });
    }
  }

  /** What a service does elsewhere for an operation. */
  #others({ prefix, calls, alone }: Service, operation: string, at: Location): void {
    if (alone?.test(operation) === true) return;
    for (const other of calls) this.#open(other, { why: `${prefix} may call it for this`, at });
  }

  #open(prefix: string, gap: Gap): void {
    if (!this.#services.has(prefix)) this.#services.set(prefix, gap);
  }
}

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
  const groups = neededBy[service]?.[operation];
  if (groups !== undefined) return groups.map(named);
  const isItsOwn =
    judged.has(service) && actionsOf[service]?.[operation] === undefined && isOperation(service, operation);
  return isItsOwn ? [named([operation])] : [];
}

/** `getObject` → `GetObject`. */
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Whether what an operation needs is known. */
const isOperation = (prefix: string, operation: string): boolean =>
  actionsOf[prefix]?.[operation] !== undefined ||
  (/^[A-Z]\w+$/.test(operation) && (actionsMatching(`${prefix}:${operation}`)?.length ?? 0) > 0);

/** The package of a path in it: `@a/b/c` is of `@a/b`. */
const packageOf = (from: string): string => from.split('/', from.startsWith('@') ? 2 : 1).join('/');

/** The client of the third version for a class of the second, by the ends of their packages. */
function clientOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  return classes.get(lower) ?? [...services.keys()].find((client) => client.replaceAll('-', '') === lower);
}

/** Classes of the second version that are no clients. */
const isHelper = (name: string): boolean =>
  /Credentials?$|^(?:Config|Converter|CredentialProviderChain|Endpoint|Http\w+|Signers|ManagedUpload|Service)$/.test(
    name,
  ) || !/^[A-Z]/.test(name);
