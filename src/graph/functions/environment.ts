import { isLookedUp, secretAttributes, secretReference } from '../../resources/secret-attributes.js';
import type { Location } from '../../source/source.js';
import { type Node, isSensitive } from '../../template/node.js';
import { localName } from '../../template/template.js';
import type { Text } from '../../values/text.js';
import type { Value } from '../../values/value.js';
import type { Graph } from '../graph.js';
import type { Resource, Spot } from '../resource.js';
import { saysPlace, saysSecret, secretNames } from './secret-words.js';

/** A text under a name: an environment variable, a tag. */
export interface NamedText extends Spot {
  readonly name: string;
  readonly value: Value<Text>;
  /** Its value as it is written. */
  readonly node: Node;
}

/** An environment variable, and where its name stands. */
export interface Variable extends NamedText {
  readonly key: Location;
}

/** The environment variables of a function in the graph's world. */
export function variablesOf(fn: Resource<'function'>, graph: Graph): readonly Variable[] {
  return graph.quietly(() => {
    const { environment, environmentTree } = fn;
    const tree = environmentTree && graph.resolve(environmentTree);
    if (environment.state !== 'known' || tree?.is !== 'map') return [];
    return [...environment.value].flatMap(([name, value]) => {
      const entry = tree.entries.get(name);
      return entry === undefined ? [] : [{ name, value, node: entry.value, key: entry.key, at: value.at }];
    });
  });
}

/** Where a value comes from that is a secret. */
export interface SecretOrigin {
  /** `the NoEcho parameter DbPassword`, `{{resolve:secretsmanager:…}}`. */
  readonly what: string;
  readonly at: Location;
  readonly parameter?: string;
}

/** The secrets that a node lets in, in the graph's world. */
export function secretOrigins(node: Node, graph: Graph): readonly SecretOrigin[] {
  const { at } = node;
  const all = (nodes: readonly (Node | string)[]): SecretOrigin[] =>
    nodes.flatMap((each) => (typeof each === 'string' ? [] : secretOrigins(each, graph)));
  switch (node.is) {
    case 'parameter': {
      const parameter = graph.template.parameters.get(node.name);
      const name = localName(node.name);
      if (parameter?.noEcho === true) return [{ what: `the NoEcho parameter ${name}`, parameter: name, at }];
      // The same as {{resolve:ssm:…}}; what is named is the place in Parameter Store, what is put in is the value.
      return parameter !== undefined && isLookedUp(parameter.type) && saysSecret(name, secretNames)
        ? [{ what: `the value from Parameter Store that ${name} names`, parameter: name, at }]
        : [];
    }
    case 'opaque':
      if (isSensitive(node)) {
        // Where it is kept says whether it is a secret, and not the mark, which Terraform sets on all that is kept there.
        const isOne = node.key === undefined || isSecret(node.key);
        return isOne ? [{ what: 'a value that is marked as sensitive', at }] : [];
      }
      return node.key !== undefined && isSecret(node.key) ? [{ what: node.key, at }] : [];
    case 'reference': {
      const { to, attribute = '' } = node;
      const isOne = secretAttributes.get(typeOf(to, graph))?.includes(attribute) === true;
      return isOne ? [{ what: `${attribute} of ${localName(to)}`, at }] : [];
    }
    case 'text':
      return all(node.parts);
    case 'list':
      return all(node.items);
    case 'computed':
      return all(node.name === 'find' ? [...rowsOf(node.args), ...node.args.slice(3)] : node.args);
    case 'choice':
      return secretOrigins(graph.holds(node.condition) ? node.then : node.otherwise, graph);
    case 'alias':
      return secretOrigins(node.of, graph).map((origin) => ({ ...origin, at }));
    default:
      return [];
  }
}

/** What a look-up in a mapping may give: of a key that is not written out, whatever there is. */
const rowsOf = ([mapping, first, second]: readonly Node[]): readonly Node[] =>
  [first, second].reduce<readonly Node[]>(
    (found, key) => {
      const rows = found.flatMap((each) => (each.is === 'map' ? [each.entries] : []));
      const name = key?.is === 'scalar' ? String(key.value) : undefined;
      return rows.flatMap((row) =>
        (name === undefined ? [...row.values()] : [row.get(name)]).flatMap((entry) => entry?.value ?? []),
      );
    },
    mapping === undefined ? [] : [mapping],
  );

/** What a secret of a database holds beside its password. */
const harmless =
  /:SecretString:(?:username|user|engine|host|port|dbname|database|db(?:Instance|Cluster)Identifier|region|endpoint)(?=:|\}\}$)/i;

/** The field of a secret that a reference takes: `SecretString:API_URL`. */
const fieldOf = (key: string): string => /:SecretString:([^:${}]+)(?=:|\}\}$)/.exec(key)?.[1] ?? '';

/** A plain value of Parameter Store is a secret where its name says so: it lies in clear there, too. */
const isSecret = (key: string): boolean => {
  const plain = /^\{\{resolve:ssm:(.*?)(?::\d+)?\}\}$/.exec(key)?.[1];
  if (plain === undefined) return secretReference.test(key) && !harmless.test(key) && !saysPlace(fieldOf(key));
  return saysSecret(plain.slice(plain.lastIndexOf('/') + 1), secretNames);
};

/** The type of a resource, also of a data source, which no plan lists. */
function typeOf(address: string, graph: Graph): string {
  return graph.raw(address)?.type ?? /(?:^|\.)data\.(\w+)\./.exec(address)?.[1] ?? '';
}

/** The parameters that a node reads, by their names in the template. */
export function parametersIn(node: Node): readonly string[] {
  const all = (nodes: readonly (Node | string)[]): string[] =>
    nodes.flatMap((each) => (typeof each === 'string' ? [] : parametersIn(each)));
  switch (node.is) {
    case 'parameter':
      return [node.name];
    case 'text':
      return all(node.parts);
    case 'list':
      return all(node.items);
    case 'computed':
      return all(node.args);
    case 'choice':
      return all([node.then, node.otherwise]);
    case 'alias':
      return parametersIn(node.of);
    default:
      return [];
  }
}
