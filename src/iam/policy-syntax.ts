import { nearest } from '../source/nearest.js';
import type { Location } from '../source/source.js';
import type { Resolved } from '../values/resolved.js';
import { wholeText } from '../values/text.js';
import type { PolicyDocument, Resolver } from './document.js';
import {
  type PolicyFault,
  type PolicyReader,
  type PolicyUse,
  eachOf,
  isOpenKey,
  sizeOf,
  tellActions,
  tellConditions,
  tellPrincipals,
  tellResources,
} from './policy-elements.js';

type MapOf = Extract<Resolved, { is: 'map' }>;

const version = '2012-10-17';
const elements = ['Version', 'Id', 'Statement'];
const statementElements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/**
 * Elements of a statement that a policy of each use may not have.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html#scp-syntax-unsupported
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html#rcp-syntax-unsupported
 */
const refusals: Readonly<
  Record<PolicyUse, { readonly names: readonly string[]; readonly says: string; readonly help: string }>
> = {
  identity: {
    names: ['Principal', 'NotPrincipal'],
    says: 'only policies of resources may have',
    help: 'take NAME out: who has the policy is who has the role or user',
  },
  trust: {
    names: ['Resource', 'NotResource'],
    says: 'a trust policy may not have',
    help: 'take NAME out: the role itself is what is assumed',
  },
  resource: { names: [], says: '', help: '' },
  'service-control': {
    names: ['Principal', 'NotPrincipal'],
    says: 'a service control policy may not have',
    help: 'take NAME out, and say in Condition for whom the statement is, by aws:PrincipalArn',
  },
  'resource-control': {
    names: ['NotPrincipal', 'NotAction'],
    says: 'a resource control policy may not have',
    help: 'take NAME out: Condition says what is excepted',
  },
};

/**
 * What is wrong with how a policy document is written. What can't be told is not wrong.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function faultsIn(document: PolicyDocument, use: PolicyUse, reader: PolicyReader): readonly PolicyFault[] {
  return document.tree === undefined ? [] : new Checker(use, reader).document(document.tree);
}

/** The length of a document as IAM counts it, at least. */
export function lengthOf({ tree }: PolicyDocument, resolver: Resolver): number {
  return tree === undefined ? 0 : sizeOf(tree, resolver);
}

class Checker {
  readonly #faults: PolicyFault[] = [];

  constructor(
    readonly use: PolicyUse,
    readonly reader: PolicyReader,
  ) {}

  document(tree: Resolved): readonly PolicyFault[] {
    if (tree.is === 'text') {
      const literal = wholeText(tree.text);
      if (literal !== undefined && literal.trim() !== '')
        this.#tell(
          tree.at,
          'is text that is no JSON',
          'no JSON',
          'correct the JSON, or write the document as an object',
        );
    } else if (tree.is === 'list') {
      this.#tell(tree.at, 'is a list', 'no document', 'write a map with Version and Statement');
    } else if (tree.is === 'map') {
      this.#names(tree, elements, 'has');
      this.#version(tree);
      this.#statements(tree);
    }
    return this.#faults;
  }

  readonly #tell = (at: Location, says: string, label: string, help: string): void => {
    this.#faults.push({ at, says, so: 'so AWS refuses it', help, label, gravity: 'error' });
  };

  /** Elements that there are not, and those that the writer meant. */
  #names(map: MapOf, known: readonly string[], has: string): void {
    for (const [name, { key }] of map.entries) {
      if (known.includes(name) || isOpenKey(name)) continue;
      const meant = nearest(name, known);
      const help = meant === undefined ? `take it out: there are ${known.join(', ')}` : `write ${meant}`;
      this.#tell(key, `${has} ${name}, which is no element of a policy`, 'no such element', help);
    }
  }

  #version(map: MapOf): void {
    const found = this.#child(map, 'Version');
    const literal = found?.is === 'text' ? wholeText(found.text) : undefined;
    if (found !== undefined && literal === undefined) return;
    if (literal === version) return;
    const help = `set Version to ${version}`;
    if (literal !== undefined && literal !== '2008-10-17') {
      this.#tell(found?.at ?? map.at, `has the Version ${literal}, which there is not`, 'no such version', help);
      return;
    }
    const variable = variableIn(map, this.reader);
    const says = literal === undefined ? 'has no Version' : `has the Version ${literal}`;
    if (variable !== undefined) {
      const so = `so ${variable.text} is taken as it stands, and not as a variable`;
      const label = 'the version of 2008';
      this.#faults.push({ at: found?.at ?? variable.at, says, so, help, label, gravity: 'warning' });
    } else if (literal !== undefined) {
      const so = 'in which variables such as ${aws:username} are none';
      this.#faults.push({ at: found?.at ?? map.at, says, so, help, label: 'out of date', gravity: 'info' });
    }
  }

  #statements(map: MapOf): void {
    const found = this.#child(map, 'Statement');
    if (found === undefined) {
      if (!mayHold(map, ['Statement'], elements))
        this.#tell(map.at, 'has no Statement', 'no Statement', 'write at least one Statement');
      return;
    }
    const sids = new Map<string, Location>();
    for (const statement of eachOf(found)) {
      if (statement.is === 'text') {
        this.#tell(
          statement.at,
          'has a Statement that is no map',
          'no map',
          'write a map with Effect, Action and Resource',
        );
      } else if (statement.is === 'map') this.#statement(statement, sids);
    }
  }

  #statement(map: MapOf, sids: Map<string, Location>): void {
    this.#names(map, statementElements, 'has a statement with');
    this.#sid(map, sids);
    this.#effect(map);
    this.#one(map, 'Action', true);
    this.#one(map, 'Resource', ['identity', 'resource-control'].includes(this.use));
    this.#one(map, 'Principal', ['trust', 'resource', 'resource-control'].includes(this.use));

    const { names: refused, says, help } = refusals[this.use];
    for (const name of statementElements) {
      const found = this.#child(map, name);
      if (found === undefined) continue;
      if (refused.includes(name)) {
        this.#tell(found.at, `has a statement with ${name}, which ${says}`, 'not here', help.replace('NAME', name));
      } else if (name.endsWith('Principal')) this.#principals(name, found);
      else if (name.endsWith('Action')) tellActions(name, found, this.use, this.reader, this.#tell);
      else if (name.endsWith('Resource')) tellResources(name, found, this.use, this.reader, this.#tell);
    }
    const condition = this.#child(map, 'Condition');
    if (condition !== undefined) tellConditions(condition, this.use, this.reader, this.#tell);
  }

  #principals(name: string, value: Resolved): void {
    if (this.use !== 'resource-control') {
      tellPrincipals(name, value, this.reader, this.#tell);
      return;
    }
    const named =
      value.is === 'map' ? [...value.entries.values()].map((entry) => this.reader.resolve(entry.value)) : [value];
    const other = named.flatMap(eachOf).find((each) => each.is === 'text' && (wholeText(each.text) ?? '*') !== '*');
    if (other === undefined) return;
    const says = `names somebody as ${name}, where a resource control policy takes * only`;
    this.#tell(other.at, says, 'not *', 'write *, and say in Condition for whom the statement is');
  }

  #effect(map: MapOf): void {
    const effect = this.#child(map, 'Effect');
    if (effect === undefined) {
      if (!mayHold(map, ['Effect'], statementElements))
        this.#tell(map.at, 'has a statement without Effect', 'no Effect', 'set Effect to Allow or Deny');
      return;
    }
    const literal = effect.is === 'text' ? wholeText(effect.text) : undefined;
    const isOther =
      literal === undefined ? effect.is === 'map' || effect.is === 'list' : !/^(?:Allow|Deny)$/.test(literal);
    if (literal === 'Allow' && this.use === 'resource-control')
      this.#tell(
        effect.at,
        'has the Effect Allow, which a resource control policy may not have',
        'not here',
        'write Deny',
      );
    if (!isOther) return;
    const said = literal === undefined ? 'has an Effect that is no word' : `has the Effect ${literal}`;
    this.#tell(effect.at, said, 'neither Allow nor Deny', 'write Allow or Deny, with their capitals');
  }

  /** An element and its opposite exclude each other. */
  #one(map: MapOf, name: string, needed: boolean): void {
    const names = [name, `Not${name}`];
    const [one, other] = names.map((each) => this.#child(map, each));
    if (one !== undefined && other !== undefined) {
      const help = `take ${name} or Not${name} out`;
      this.#tell(other.at, `has a statement with both ${name} and Not${name}`, `beside ${name}`, help);
    } else if (needed && one === undefined && other === undefined && !mayHold(map, names, statementElements)) {
      this.#tell(map.at, `has a statement without ${name}`, `no ${name}`, `add ${name}`);
    }
  }

  /** Of roles and users, IAM takes letters and digits only, and each once in a document. */
  #sid(map: MapOf, sids: Map<string, Location>): void {
    const found = this.#child(map, 'Sid');
    const sid = found?.is === 'text' ? wholeText(found.text) : undefined;
    if (!['identity', 'trust'].includes(this.use) || found === undefined || sid === undefined || sid === '') return;
    if (!/^[A-Za-z\d]*$/.test(sid)) {
      const help = 'write letters and digits only';
      this.#tell(found.at, `has the Sid "${sid}", which holds more than letters and digits`, 'no Sid', help);
    } else if (sids.has(sid)) {
      const help = 'give each statement a Sid of its own, or none';
      this.#tell(found.at, `has two statements with the Sid ${sid}`, 'the same Sid again', help);
    }
    if (!sids.has(sid)) sids.set(sid, found.at);
  }

  #child(map: MapOf, name: string): Resolved | undefined {
    const entry = map.entries.get(name);
    const value = entry && this.reader.resolve(entry.value);
    return value?.is === 'absent' ? undefined : value;
  }
}

/** Whether what is missing may be in something that only the deployment puts in, or is there, but misspelt: that has been told. */
function mayHold(map: MapOf, names: readonly string[], known: readonly string[]): boolean {
  const isMisspelt = (key: string): boolean => !known.includes(key) && names.includes(nearest(key, known) ?? '');
  return [...map.entries.keys()].some((key) => isOpenKey(key) || isMisspelt(key));
}

/** A policy variable, such as `${aws:username}`, within a document. */
function variableIn(value: Resolved, resolver: Resolver): { readonly text: string; readonly at: Location } | undefined {
  if (value.is === 'text') {
    const literals = value.text.parts.filter((part) => typeof part === 'string');
    const [text] = literals.flatMap((part) => /\$\{[a-z][\w-]*:[^${}]+\}/i.exec(part)?.[0] ?? []);
    return text === undefined ? undefined : { text, at: value.at };
  }
  const inner =
    value.is === 'list'
      ? value.items
      : value.is === 'map'
        ? [...value.entries.values()].map((entry) => resolver.resolve(entry.value))
        : [];
  for (const each of inner) {
    const found = variableIn(each, resolver);
    if (found !== undefined) return found;
  }
  return undefined;
}
