import { type Node, type Scalar, scalar } from '../template/node.js';
import type { Parameter } from '../template/template.js';
import { valueOf } from './convert.js';
import { complain, type ScopedEntry, type Stack } from './convert/scope.js';

/** Values given for parameters from outside, by name. */
export type Given = Readonly<Record<string, Scalar>>;

/**
 * Reads the section Parameters. A parameter that names an SSM parameter has no usable default: its value is looked up at deployment. Nor
 * has one whose default repeats its name, as Amplify writes it for what another stack passes on.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function addParameters(entries: readonly ScopedEntry[], stack: Stack, given: Given): void {
  for (const { key, at, value, scope, unknown } of entries) {
    if (unknown !== undefined) continue;
    if (value.is !== 'map') complain(stack, at, `the parameter ${key} is not a map`, 'Write a map with a Type');
    const parts = new Map((value.is === 'map' ? scope.entries(value) : []).map((entry) => [entry.key, entry]));
    const name = stack.prefix + key;
    stack.session.parameters.set(name, { name, at, ...described(key, parts), ...givenFor(key, given) });
  }
}

function described(
  name: string,
  parts: ReadonlyMap<string, ScopedEntry>,
): Pick<Parameter, 'type' | 'noEcho' | 'default' | 'allowed' | 'plain' | 'partly'> {
  const node = (key: string): Node | undefined => {
    const part = parts.get(key);
    return part && valueOf(part);
  };
  const type = textIn(node('Type')) ?? 'String';
  const fallback = node('Default');
  const allowed = node('AllowedValues');
  const isLookedUp = type.startsWith('AWS::SSM::Parameter::Value<');
  const isStandIn = allowed === undefined && textIn(fallback) === name;
  return {
    type,
    noEcho: /^(?:true|yes|1)$/i.test(textIn(node('NoEcho')) ?? ''),
    ...(parts.has('Fn::Transform') ? { partly: true } : {}),
    ...(fallback === undefined || isLookedUp || isStandIn ? {} : { default: flat(fallback) }),
    ...(allowed?.is === 'list' ? { allowed: allowed.items } : {}),
    ...(withoutStar.test(textIn(node('AllowedPattern')) ?? '*') ? { plain: true } : {}),
  };
}

/**
 * The patterns that surely let no star through: letters, digits, some signs and classes of them, which may be repeated and grouped.
 * They are read, and never run.
 */
const withoutStar =
  /^\^?(?:(?:\\[dws.:/@+=-]|\[(?:[\w.,:;/@+=~-]|\\[dws.:/@+=-])*\]|[\w:/@=,()|-])(?:\{\d+(?:,\d*)?\}|[+*?])?)*\$?$/;

/** A list where CloudFormation wants its items as one text is common, and SAM lets it pass. */
function flat(node: Node): Node {
  if (node.is !== 'list') return node;
  const items = node.items.map(textIn);
  return items.every((item) => item !== undefined) ? scalar(items.join(','), node.at) : node;
}

function textIn(node: Node | undefined): string | undefined {
  return node?.is === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

function givenFor(key: string, given: Given): Pick<Parameter, 'given'> {
  const value = Object.hasOwn(given, key) ? given[key] : undefined;
  return value === undefined ? {} : { given: value };
}

/** Whether a parameter's value is a list, which its user gives as text with commas. */
export function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}
