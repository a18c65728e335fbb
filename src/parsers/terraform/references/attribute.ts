import type { Location } from '../../../source/source.js';
import { type Node, opaque, reference } from '../../../template/node.js';
import { isDocument } from '../documents/document.js';
import { placedDocument } from '../documents/placed.js';
import { policyDocument } from '../documents/policy-document.js';
import type { Plan } from '../plan-model.js';
import type { Instance } from '../plan/instances.js';
import { at as inside, own } from '../plan/loose.js';
import { type Candidate, candidateOf, hiddenAt, isMarked, valueOf } from '../plan/nodes.js';
import type { Path } from '../scope.js';

/** What a reference to an instance, or to an attribute of it, stands for. */
export function attributeOf(plan: Plan, instance: Instance, path: Path, at: Location): Candidate[] {
  const { address, mode, after, unknown } = instance;
  const [first] = path;
  if (first === undefined) return [{ node: reference(address, undefined, at), known: false }];
  const here = reference(address, path.join('.'), at);
  if (isMarkedAt(unknown, path)) {
    if (mode === 'data') return [{ node: deferred(plan, instance, path, at), known: false }];
    return [{ node: passedOn(plan, instance, path) ?? here, known: false }];
  }
  const value = inside(after, path);
  if (value === undefined) return [{ node: mode === 'data' ? later(address, path, at) : here, known: false }];
  if (isMarkedAt(instance.sensitive, path)) return [hiddenAt(at, plainParameter(instance))];
  // An id that the provider gave: which resource it is says more than its text.
  if (typeof value === 'string' && mode === 'managed' && isGiven(plan, instance, String(first))) {
    return [{ node: here, known: true }];
  }
  return [candidateOf(written(plan, instance, path, value) ?? valueOf(value, at))];
}

/** The document that a data source has made, with the places of its blocks where these are at hand. */
function written(plan: Plan, instance: Instance, path: Path, value: unknown): Node | undefined {
  if (plan.sources === undefined || typeof value !== 'string' || !isPolicyDocument(instance, path)) return undefined;
  return placedDocument(value, policyDocument(plan, instance));
}

function isPolicyDocument({ type }: Instance, [first]: Path): boolean {
  return type === 'aws_iam_policy_document' && /^(?:minified_)?json$/.test(String(first));
}

/** Whether an attribute is set by the provider: the configuration does not write it. */
export function isGiven(plan: Plan, instance: Instance, attribute: string): boolean {
  const configured = plan.scopeOf(instance).configured?.resources.get(`${instance.type}.${instance.name}`);
  return configured === undefined
    ? /^(?:arn|id|invoke_arn|root_resource_id)$/.test(attribute)
    : own(own(configured, 'expressions'), attribute) === undefined;
}

/** The provider marks whatever is read from Parameter Store as sensitive, also what lies there in clear. */
function plainParameter({ type, after }: Instance): string | undefined {
  const [kind, name] = [own(after, 'type'), own(after, 'name')];
  const isPlain = type === 'aws_ssm_parameter' && (kind === 'String' || kind === 'StringList');
  return isPlain && typeof name === 'string' ? `{{resolve:ssm:${name}}}` : undefined;
}

/** Whether a mark is set on a value, on what is in it, or on what it is in. */
function isMarkedAt(mark: unknown, path: Path): boolean {
  let found = mark;
  for (const step of path) {
    if (found === true) return true;
    found = inside(found, [step]);
  }
  return isMarked(found);
}

/**
 * An argument that the user set, seen from elsewhere: what it was set to, where that is another resource (the role of an
 * instance profile). A name that a resource was given still stands for that resource.
 */
function passedOn(plan: Plan, instance: Instance, path: Path): Node | undefined {
  const [first = '', ...rest] = path;
  const attribute = String(first);
  if (isOwnName(attribute, instance.type) || isGiven(plan, instance, attribute)) return undefined;
  let node = plan.attributes(instance).get(attribute);
  for (const step of rest) {
    if (node?.is === 'map') node = node.entries.get(String(step))?.value;
    else node = node?.is === 'list' && typeof step === 'number' ? node.items[step] : undefined;
  }
  return node?.is === 'opaque' && !isDocument(path) ? undefined : node;
}

/** Whether an attribute names its own resource: `function_name` of `aws_lambda_function`, `bucket` of `aws_s3_bucket`. */
function isOwnName(attribute: string, type: string): boolean {
  if (isDocument([attribute])) return false;
  return attribute === 'name' || type.endsWith(`_${attribute.replace(/_name$/, '')}`);
}

/** An attribute of a data source that is read during the apply. */
function deferred(plan: Plan, instance: Instance, path: Path, at: Location): Node {
  const { address, type, name } = instance;
  if (isPolicyDocument(instance, path)) {
    return policyDocument(plan, instance) ?? later(address, path, at);
  }
  // A data source that looks up a resource of the same plan is that resource.
  const configured = plan.scopeOf(instance).configured?.resources.get(`data.${type}.${name}`);
  for (const argument of Object.keys(own(configured, 'expressions') ?? {})) {
    const node = plan.attributes(instance).get(argument);
    if (node?.is === 'reference' && plan.instance(node.to)?.type === type)
      return reference(node.to, path.join('.'), at);
  }
  return later(address, path, at);
}

function later(address: string, path: Path, at: Location): Node {
  const name = [address, ...path].join('.');
  // Only what is never a part of a longer text is sure to be the same value wherever it is used.
  return opaque(`known after apply: ${name} is read then`, at, path.at(-1) === 'arn' ? name : undefined);
}
