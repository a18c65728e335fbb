import type { Definition } from '../resources/define.js';
import { type Kind, kinds } from '../resources/index.js';
import { isTerraform, wordFor } from '../resources/spelling.js';
import { localName } from '../template/template.js';
import { type Text, printText } from '../values/text.js';
import type { Graph } from './graph.js';
import type { Link, ResourceBase } from './resource.js';

/** A text for messages, its holes in their own spelling. */
export const spell = (text: Text): string => printText(text) || 'an empty text';

/** What the linted file is, by a resource of it: people keep Terraform's code apart from the plan that it gives. */
export const here = ({ language }: ResourceBase): 'this plan' | 'this template' =>
  isTerraform(language) ? 'this plan' : 'this template';

/** The word for a fact of some kind, where no such resource is at hand, as the author of another one would write it. */
export function wordOf(kind: Kind, field: string, { language }: ResourceBase): string {
  const { fields }: Definition = kinds[kind];
  const spelled = fields[field]?.spelled;
  return spelled === undefined ? field : wordFor(spelled, language);
}

/** A text as it was written; what is nothing but a reference to a resource, by its name. */
export function spellNamed(text: Text, graph: Graph): string {
  const [only] = text.parts;
  const made = text.parts.length === 1 && typeof only === 'object' ? only.resource : undefined;
  return made === undefined ? spell(text) : (graph.resource(made.address)?.name ?? localName(made.address));
}

/** What a link names, for messages. */
export function spellLink(link: Link<Kind>): string {
  switch (link.state) {
    case 'known':
      return link.resource.name;
    case 'external':
      return printText(link.text);
    case 'unknown':
      return (
        link.identity?.replace(/^(?:value|text):(?:parameter:|import:|missing:)?/, '').replaceAll('\u0000', '') ??
        link.name
      );
    case 'absent':
      return `no ${link.name}`;
  }
}

/** `A`, `A and B`, `A, B and C`; beyond a few, how many more there are. */
export function listOf(things: readonly ({ readonly name: string } | string)[], few = 5): string {
  const names = things.map((thing) => (typeof thing === 'string' ? thing : thing.name));
  const shown = names.length > few + 1 ? [...names.slice(0, few), `${String(names.length - few)} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${String(shown.at(-1))}`;
}

/** What is asked for by a least and a most, of which 0 is no limit; nothing where any value will do. */
export function rangeOf(min: number, max: number): string {
  if (min > 0 && max > 0) return min === max ? String(min) : `a value between ${String(min)} and ${String(max)}`;
  if (min > 0) return `${String(min)} or more`;
  return max > 0 ? `${String(max)} or less` : '';
}

/** What is asked for by patterns: the one text, or what it has to look like. */
export function anyOf(globs: readonly string[]): string {
  const list = globs.length < 2 ? globs.join('') : `${globs.slice(0, -1).join(', ')} or ${String(globs.at(-1))}`;
  return globs.some((glob) => /[*?]/.test(glob)) ? `one that matches ${list}` : list;
}
