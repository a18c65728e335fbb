import { literal, type Node } from '../../template/node.js';
import type { Parameter } from '../../template/template.js';

type Parameters = ReadonlyMap<string, Parameter>;

/** The text that a node certainly is before deployment, parameters taken at their given value or default. */
export function staticText(node: Node | undefined, parameters: Parameters): string | undefined {
  switch (node?.is) {
    case 'scalar':
      return literal(node);
    case 'alias':
      return staticText(node.of, parameters);
    case 'parameter':
      return parameterText(parameters.get(node.name));
    case 'text': {
      const parts = node.parts.map((part) => (typeof part === 'string' ? part : staticText(part, parameters)));
      return parts.some((part) => part === undefined) ? undefined : parts.join('');
    }
    case 'computed':
      return node.name === 'select' ? selected(node.args, parameters) : staticText(found(node, parameters), parameters);
    default:
      return undefined;
  }
}

/** The texts that a list certainly holds: a literal one, a list parameter, a look-up, a split. */
export function staticItems(node: Node | undefined, parameters: Parameters): readonly string[] | undefined {
  switch (node?.is) {
    case 'list': {
      const items = node.items.map((item) => staticText(item, parameters));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'alias':
      return staticItems(node.of, parameters);
    case 'parameter':
      return parameterText(parameters.get(node.name))
        ?.split(',')
        .map((item) => item.trim());
    case 'computed':
      return node.name === 'split' ? pieces(node.args, parameters) : staticItems(found(node, parameters), parameters);
    default:
      return undefined;
  }
}

function parameterText(parameter: Parameter | undefined): string | undefined {
  const given = parameter?.given;
  return given === undefined || given === null ? literal(parameter?.default) : String(given);
}

function pieces(args: readonly Node[], parameters: Parameters): readonly string[] | undefined {
  const delimiter = staticText(args[0], parameters);
  return delimiter === undefined ? undefined : staticText(args[1], parameters)?.split(delimiter);
}

function selected(args: readonly Node[], parameters: Parameters): string | undefined {
  const index = Number(staticText(args[0], parameters) ?? NaN);
  return staticItems(args[1], parameters)?.[index];
}

function found(node: Extract<Node, { is: 'computed' }>, parameters: Parameters): Node | undefined {
  if (node.name !== 'find') return undefined;
  const [map, first, second, otherwise] = node.args;
  const row = entry(map, staticText(first, parameters));
  return entry(row, staticText(second, parameters)) ?? otherwise;
}

function entry(map: Node | undefined, key: string | undefined): Node | undefined {
  return map?.is === 'map' && key !== undefined ? map.entries.get(key)?.value : undefined;
}
