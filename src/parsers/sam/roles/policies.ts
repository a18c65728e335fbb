import type { Location } from '../../../source/source.js';
import { get, list, type Node } from '../../../template/node.js';
import { build, mapOf, shape, sub } from '../build.js';
import type { SamContext } from '../context.js';
import { given } from '../resource.js';
import { managedPolicy } from './managed-policies.js';
import { policyTemplates, type Grant } from './policy-templates.data.js';

/** What the role that SAM makes may do, gathered from all that adds to it. */
export class RolePermissions {
  readonly managed: Node[] = [];
  readonly inline: Node[] = [];

  /** Adds a managed policy unless it is there already. */
  manage(policy: Node): void {
    const known = shape(policy);
    if (!this.managed.some((other) => shape(other) === known)) this.managed.push(policy);
  }

  /** Adds an inline policy unless one with the same document is there already. */
  allow(name: string, document: Node, at: Location): void {
    const known = shape(document);
    const same = this.inline.some((policy) => {
      const other = get(policy, 'PolicyDocument');
      return other !== undefined && shape(other) === known;
    });
    if (!same) this.inline.push(namedPolicy(name, document, at));
  }
}

const namedPolicy = (name: string, document: Node, at: Location): Node =>
  mapOf({ PolicyName: name, PolicyDocument: document }, at);

type Choice = Extract<Node, { is: 'choice' }>;
type Kind = 'managed' | 'inline' | 'template';

function templateName(node: Node): string | undefined {
  if (node.is !== 'map' || node.entries.size !== 1) return undefined;
  const [name] = node.entries.keys();
  return name !== undefined && Object.hasOwn(policyTemplates, name) ? name : undefined;
}

function kindOf(node: Node): Kind | undefined {
  if (node.is === 'map') {
    if (node.entries.has('Statement')) return 'inline';
    return templateName(node) === undefined ? undefined : 'template';
  }
  if (node.is === 'choice') {
    const [kind, ...others] = kindsIn(node);
    // Within another choice SAM takes no policy template.
    return kind === 'template' || others.some((other) => other !== kind) ? undefined : kind;
  }
  if (node.is === 'list') return undefined;
  return node.is !== 'scalar' || typeof node.value === 'string' ? 'managed' : undefined;
}

/** The kinds of the branches that are not left out. */
const kindsIn = ({ then, otherwise }: Choice): readonly (Kind | undefined)[] =>
  [then, otherwise].filter((branch) => branch.is !== 'omitted').map(kindOf);

/**
 * Adds what `Policies` of a function or a state machine says: managed policies by name or ARN, documents, and policy
 * templates; `role` is the local id of the role. Where SAM makes none, it reads no more of them than which are templates.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
 */
export function addPolicies(
  context: SamContext,
  policies: Node | undefined,
  role: string,
  to: RolePermissions,
  makesRole = true,
): void {
  const all = given(policies);
  if (all === undefined) return;
  const refused = (entry: Node): void => {
    if (makesRole) refuse(context, entry);
  };
  for (const [index, entry] of (all.is === 'list' ? all.items : [all]).entries()) {
    if (entry.is === 'scalar' && entry.value === null) continue;
    addPolicy(context, entry, `${role}Policy${String(index)}`, to, refused);
  }
}

/** Told of an entry that is no policy. */
type Refused = (entry: Node) => void;

function addPolicy(context: SamContext, entry: Node, name: string, to: RolePermissions, refused: Refused): void {
  if (entry.is === 'choice') {
    addChoice(context, entry, name, to, refused);
    return;
  }
  const kind = kindOf(entry);
  if (kind === undefined) refused(entry);
  else if (kind === 'managed') to.manage(managedPolicy(context, entry));
  else {
    const document = documentOf(context, entry);
    if (document !== undefined) to.inline.push(namedPolicy(name, document, document.at));
  }
}

function addChoice(context: SamContext, entry: Choice, name: string, to: RolePermissions, refused: Refused): void {
  const kinds = kindsIn(entry);
  const [kind] = kinds;
  if (kinds.length === 0) return;
  if (kind === undefined || kinds.some((other) => other !== kind)) {
    const odd = [entry.then, entry.otherwise].find((branch) => branch.is !== 'omitted' && kindOf(branch) === undefined);
    if (odd !== undefined) refused(odd);
    else {
      context.problem(
        entry.at,
        'Both branches of Fn::If in Policies have to be of one kind: managed policies, documents or policy templates',
        'Use two entries of Fn::If, each with AWS::NoValue in the other branch',
      );
    }
    return;
  }
  const branch = (node: Node): Node => {
    if (node.is === 'omitted') return node;
    if (kind === 'managed') return managedPolicy(context, node);
    const document = documentOf(context, node);
    return document === undefined ? { is: 'omitted', at: node.at } : namedPolicy(name, document, document.at);
  };
  const choice: Node = { ...entry, then: branch(entry.then), otherwise: branch(entry.otherwise) };
  if (kind === 'managed') to.manage(choice);
  else to.inline.push(choice);
}

function documentOf(context: SamContext, entry: Node): Node | undefined {
  const template = templateName(entry);
  return template === undefined ? entry : expand(context, entry, template);
}

function refuse(context: SamContext, entry: Node): void {
  const [name] = entry.is === 'map' ? entry.entries.keys() : [];
  if (entry.is === 'map' && entry.entries.size === 1 && name !== undefined) {
    context.problem(
      entry.at,
      `SAM has no policy template ${name}`,
      'Use a policy template, or a document with Statement',
    );
  } else {
    context.problem(
      entry.at,
      'An entry of Policies has to be the name or ARN of a managed policy, a policy template or a document with Statement',
      'Put the statement into a list under Statement',
    );
  }
}

/** The document that a policy template stands for; everything in it stands at the template's name. */
function expand(context: SamContext, entry: Node, name: string): Node | undefined {
  const written = entry.is === 'map' ? entry.entries.get(name) : undefined;
  const grants = Object.hasOwn(policyTemplates, name) ? policyTemplates[name] : undefined;
  if (written === undefined || grants === undefined) return undefined;
  const at = written.key;
  if (written.value.is !== 'map') {
    context.problem(at, `Parameters of policy template ${name} have to be a map`, 'Use {} where it has none');
    return undefined;
  }
  const values: Record<string, Node> = {};
  for (const parameter of parametersOf(grants)) {
    const value = given(get(written.value, parameter));
    if (value === undefined) {
      context.problem(at, `Policy template ${name} needs parameter ${parameter}`, `Add ${parameter}`);
      return undefined;
    }
    values[parameter] = value;
  }
  const statements = grants.map((grant) => statementOf(grant, at, values));
  return { ...mapOf({ Statement: list(statements, at) }, at), word: name };
}

function parametersOf(grants: readonly Grant[]): ReadonlySet<string> {
  const found = JSON.stringify(grants).matchAll(/\$\{(\w+)\}/g);
  return new Set([...found].map(([, name]) => name ?? ''));
}

function statementOf({ allow, on, when }: Grant, at: Location, values: Readonly<Record<string, Node>>): Node {
  const resources = on.split(' ').map((resource) => sub(resource, at, values));
  const conditions = Object.entries(when ?? {}).map(([operator, tests]) => [
    operator,
    Object.fromEntries(Object.entries(tests).map(([key, pattern]) => [key, sub(pattern, at, values)])),
  ]);
  return build(
    {
      Effect: 'Allow',
      Action: allow.split(' '),
      Resource: resources.length === 1 ? (resources[0] ?? null) : resources,
      Condition: when === undefined ? undefined : (Object.fromEntries(conditions) as Record<string, Node>),
    },
    at,
  );
}

/** One statement of a role's own, as SAM adds it for what a function is connected to. */
export const allowStatement = (actions: string | readonly string[], resource: Node | string, at: Location): Node =>
  build({ Effect: 'Allow', Action: actions, Resource: resource }, at);

/** A document of such statements; some of the documents that SAM makes have a version and some have none. */
export const documentWith = (statements: readonly Node[], at: Location, version?: string): Node =>
  mapOf({ Version: version, Statement: statements }, at);
