import type { Location } from '../source/source.js';
import { literal } from '../template/node.js';
import { localName } from '../template/template.js';
import type { Graph } from './graph.js';

/** A parameter of the template, or of one that it nests. */
export interface TemplateParameter {
  readonly kind: 'parameter';
  readonly address: string;
  readonly name: string;
  readonly at: Location;
  /** No resource: whoever asks which one it is about gets none. */
  readonly owner: undefined;
  readonly condition: undefined;
  /** Whether it takes free text, and not a value of a kind that AWS checks, a list to choose from or the name of a place. */
  readonly free: boolean;
  readonly hidden: boolean;
  /** What hides it: `NoEcho`, and what is to be said of its absence; its default stands `where` anybody may look. */
  readonly hiding: { readonly word: string; readonly without: string; readonly where: string };
  /** The default, where it is one. */
  readonly standard: { readonly text: string; readonly at: Location } | undefined;
}

const freeTypes = new Set(['String', 'Number', 'CommaDelimitedList', 'List<Number>']);

/** Every parameter that the template declares, those of nested stacks included. */
export function parametersOf(graph: Graph): readonly TemplateParameter[] {
  const hiding =
    graph.noun === 'template'
      ? { word: 'NoEcho', without: 'has no NoEcho, so whoever may look at the stack sees it', where: 'the template' }
      : { word: 'sensitive', without: 'is not sensitive, so every plan shows it', where: 'the configuration' };
  return [...graph.template.parameters.values()].map(
    ({ name, at, type, noEcho, default: node, allowed, partly }): TemplateParameter => {
      const text = literal(node);
      return {
        kind: 'parameter',
        address: name,
        name: localName(name),
        at,
        owner: undefined,
        condition: undefined,
        free: freeTypes.has(type) && allowed === undefined && partly !== true,
        hidden: noEcho,
        hiding,
        standard: node === undefined || text === undefined ? undefined : { text, at: node.at },
      };
    },
  );
}
