import { isTerraform } from '../../resources/spelling.js';
import { parameter } from '../../template/node.js';
import { localName } from '../../template/template.js';
import { type Hole, type Parts, type Text, stackName, textOf } from '../../values/text.js';
import type { Graph } from '../graph.js';
import type { Resource } from '../resource.js';

/** Beyond this many letters, CloudFormation cuts the ids of which it makes a name. */
const whole = 24;

const suffix: Hole = { name: '${suffix}', word: true };

/** The name that a role gets which has none: as far as it can be told. */
export function generatedRoleName(role: Resource<'role'>, graph: Graph): Text {
  const { at, namePrefix } = role;
  if (isTerraform(role.language)) {
    if (namePrefix.state === 'known') return textOf([...namePrefix.value.parts, suffix], at);
    return textOf(namePrefix.state === 'unknown' ? [{ name: namePrefix.name }] : ['terraform-', suffix], at);
  }
  return generatedName(role, graph);
}

/** The name that CloudFormation gives a function or role which has none: as far as it can be told. */
export function generatedName({ address, at }: Resource<'role' | 'function'>, graph: Graph): Text {
  const stack = graph.textOf(graph.resolve(parameter(stackName, at)));
  const id = localName(address);
  const nested = address.includes('/');
  const named: Parts = id.length > whole ? [id.slice(0, whole), suffix] : [id, '-', suffix];
  return textOf([...(stack === undefined ? [] : stack.parts), ...(nested ? [suffix] : []), '-', ...named], at);
}
