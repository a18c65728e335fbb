import type { Condition, Node } from '../../src/template/node.js';
import type { RawResource, Template } from '../../src/template/template.js';

/** Values that the translator knew when it wrote the golden files. */
const known: Readonly<Record<string, string>> = {
  'AWS::Region': 'ap-southeast-1',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  param1: 'value1',
  param2: 'value2',
};

/** Ids end in a hash where they depend on content; here they are named without it. */
const unhashed = (id: string): string => id.replace(/[0-9a-f]{10}$/, '');

/** Prints the nodes of one template so that two spellings of the same value read the same. */
export class Normaliser {
  constructor(
    private readonly template: Template,
    /** Names of conditions that the user wrote; others are spelled out. */
    private readonly named: ReadonlySet<string>,
  ) {
    for (const resource of template.resources) this.ids.set(resource.address, this.identity(resource));
  }

  private readonly ids = new Map<string, string>();

  /** Resources by an id that both sides share. */
  resources(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    const found = new Map<string, Map<string, string>>();
    for (const resource of this.template.resources) {
      const id = this.ids.get(resource.address) ?? '';
      const lines = found.get(id) ?? new Map<string, string>();
      // Record sets of one zone are one group to the translator, and one group for each API here.
      for (const [name, value] of this.resource(resource)) {
        const before = lines.get(name);
        lines.set(name, before === undefined || before === value ? value : [before, value].sort().join(' and '));
      }
      found.set(id, lines);
    }
    return found;
  }

  private identity({ address, type }: RawResource): string {
    return type === 'AWS::Route53::RecordSetGroup' ? 'RecordSetGroup' : unhashed(address);
  }

  /** Everything about a resource that matters, one property on a line, sorted. */
  resource({ type, properties, attributes, condition }: RawResource): ReadonlyMap<string, string> {
    const lines = new Map([['Type', type]]);
    for (const [name, { value }] of properties.entries) {
      const printed = this.node(value);
      if (printed !== '') lines.set(name, printed);
    }
    for (const name of ['DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy']) {
      const value = attributes.get(name);
      if (value !== undefined) lines.set(`(${name})`, this.node(value.value));
    }
    if (condition !== undefined) lines.set('(Condition)', this.condition(condition));
    return lines;
  }

  private node(node: Node): string {
    switch (node.is) {
      case 'scalar':
        // A number may be written as text, and the translator prints 75.0 as 75.
        return node.value === null ? '' : String(node.value).replace(/^(-?\d+)\.0$/, '$1');
      case 'list':
        return this.items(node.items);
      case 'map': {
        const entries = [...node.entries]
          .map(([key, { value }]) => [key, this.node(value)] as const)
          .filter(([, printed]) => printed !== '')
          .map(([key, printed]) => `${key}: ${printed}`)
          .sort();
        if (entries.includes('Key: lambda:createdBy') || entries.includes('Key: httpapi:createdBy')) return '';
        if (entries.includes('Key: stateMachine:createdBy') || entries.includes('Key: graphqlapi:createdBy')) return '';
        return entries.length === 0 ? '' : `{${entries.join(', ')}}`;
      }
      case 'text':
        return node.parts.map((part) => (typeof part === 'string' ? part : this.node(part))).join('');
      case 'reference':
        return this.reference(node.to, node.attribute);
      case 'parameter': {
        const parameter = this.template.parameters.get(node.name);
        if (known[node.name] !== undefined) return known[node.name] ?? '';
        return parameter?.default === undefined ? `<${node.name}>` : this.node(parameter.default);
      }
      case 'choice':
        if (node.condition.is === 'not') {
          const { is, condition, then, otherwise, at } = node;
          return this.node({ is, at, condition: condition.of, then: otherwise, otherwise: then });
        }
        return `if(${this.condition(node.condition)}, ${this.node(node.then)}, ${this.node(node.otherwise)})`;
      case 'computed': {
        const [delimiter, list] = node.args;
        if (node.name === 'join' && delimiter?.is === 'scalar' && list?.is === 'list') {
          return list.items.map((item) => this.node(item)).join(String(delimiter.value));
        }
        return `${node.name}(${node.args.map((arg) => this.node(arg)).join('; ')})`;
      }
      case 'alias':
        return this.node(node.of);
      case 'omitted':
        return '';
      case 'opaque':
        return `?${node.why}`;
    }
  }

  /** The order of a list is not significant in the golden files, and a list of one is its item. */
  private items(items: readonly Node[]): string {
    const printed = items.map((item) => this.node(item)).filter((item) => item !== '');
    return printed.length === 1 ? (printed[0] ?? '') : printed.length === 0 ? '' : `[${printed.sort().join(', ')}]`;
  }

  private reference(to: string, attribute: string | undefined): string {
    const [first = '', ...more] = (attribute ?? '').split('.');
    const alias = this.template.aliases.get(`${to}.${first}`) ?? this.template.aliases.get(to);
    const id = this.template.aliases.has(`${to}.${first}`) ? more.join('.') : (attribute ?? '');
    return `<${this.ids.get(alias ?? to) ?? unhashed(alias ?? to)}${id === '' ? '' : `.${id}`}>`;
  }

  /** CloudFormation takes ten conditions at a time, so that the translator nests longer rows. */
  private parts(condition: Condition, is: 'and' | 'or'): string[] {
    const hidden = condition.is === 'named' && !this.named.has(condition.name);
    const meant = hidden ? this.template.conditions.get(condition.name) : condition;
    if (meant?.is === is) return meant.all.flatMap((one) => this.parts(one, is));
    return [this.condition(condition)];
  }

  private condition(condition: Condition): string {
    switch (condition.is) {
      case 'named': {
        const meant = this.named.has(condition.name) ? undefined : this.template.conditions.get(condition.name);
        return meant === undefined ? condition.name : this.condition(meant);
      }
      case 'and':
      case 'or':
        return `${condition.is}(${[...new Set(condition.all.flatMap((one) => this.parts(one, condition.is)))].sort().join(', ')})`;
      case 'not':
        return `not(${this.condition(condition.of)})`;
      case 'equals':
        return `${this.node(condition.left)} = ${this.node(condition.right)}`;
      case 'unknown':
        return '?';
    }
  }
}

/** Properties that say nothing here: hashes of content, and text that the parser keeps as a tree. */
const passedOver: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^AWS::Lambda::Function$/, ['Code']],
  [/^AWS::StepFunctions::StateMachine$/, ['DefinitionString', 'Definition', 'DefinitionSubstitutions']],
  [/Deployment$/, ['Description']],
  [/^AWS::Lambda::LayerVersion$/, ['Content', 'LayerName']],
  [/^AWS::AppSync::Resolver$/, ['Code']],
];

/** Types whose ids the translator hashes, and the properties that tell two of them apart. */
const hashed: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::ApiGateway::DomainName', ['DomainName']],
  ['AWS::ApiGateway::DomainNameV2', ['DomainName']],
  ['AWS::ApiGatewayV2::DomainName', ['DomainName']],
  ['AWS::ApiGateway::DomainNameAccessAssociation', ['AccessAssociationSource']],
  ['AWS::Route53::RecordSetGroup', ['HostedZoneId', 'HostedZoneName']],
  ['AWS::ApiGateway::Stage', ['RestApiId', 'StageName']],
  ['AWS::ApiGatewayV2::Stage', ['ApiId', 'StageName']],
]);

/** The permission of an API on a stage whose name is no word ends in a hash of it too. */
const stagePermission = /Permission(?:[0-9a-f]{10}|hogefuga)$/;

/** The template with ids that say what a resource is, in place of hashes. */
export function withoutHashes(template: Template): Template {
  const named = new Set(template.conditions.keys());
  const renamed = new Map<string, string>();
  for (const resource of template.resources) {
    const { address, type } = resource;
    const keys = hashed.get(type);
    if (keys !== undefined) {
      const lines = new Normaliser(template, named).resource(resource);
      renamed.set(address, [type, ...keys.map((key) => lines.get(key) ?? '')].join(' '));
    } else if (type === 'AWS::Lambda::Permission' && stagePermission.test(address)) {
      renamed.set(address, address.replace(stagePermission, 'Permission'));
    }
  }
  const id = (address: string): string => renamed.get(address) ?? address;
  const aliases = new Map([...template.aliases].map(([name, address]) => [name, id(address)]));
  for (const [address, name] of renamed) aliases.set(address, name);
  return { ...template, aliases, resources: template.resources.map((one) => ({ ...one, address: id(one.address) })) };
}

/** What the lowered template and the golden one differ in, one line each. */
export function differences(hashedLowered: Template, hashedGolden: Template): string[] {
  const lowered = withoutHashes(hashedLowered);
  const golden = withoutHashes(hashedGolden);
  const named = new Set(lowered.conditions.keys());
  const found: string[] = [];
  const left = new Normaliser(lowered, named).resources();
  const right = new Normaliser(golden, named).resources();
  for (const id of [...new Set([...left.keys(), ...right.keys()])].sort()) {
    const mine = left.get(id);
    const wanted = right.get(id);
    if (mine === undefined || wanted === undefined) {
      found.push(mine === undefined ? `- ${id} ${wanted?.get('Type') ?? ''}` : `+ ${id} ${mine.get('Type') ?? ''}`);
      continue;
    }
    const type = wanted.get('Type') ?? '';
    const skipped = [...(passedOver.find(([pattern]) => pattern.test(type))?.[1] ?? [])];
    // The parser reads a document that can be read, and says of any other that it does not.
    if (wanted.has('BodyS3Location')) skipped.push('Body', 'BodyS3Location');
    for (const name of [...new Set([...mine.keys(), ...wanted.keys()])].sort()) {
      if (skipped.includes(name) || mine.get(name) === wanted.get(name)) continue;
      found.push(`~ ${id}.${name}\n    ours   ${mine.get(name) ?? ''}\n    theirs ${wanted.get(name) ?? ''}`);
    }
  }
  return found;
}
