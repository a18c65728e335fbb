import type { Formatter } from '../engine/report.js';
import type { FormatName, GraphFormatName } from '../formatters/names.js';
import { text } from '../formatters/text.js';

/** A graph is drawn in formats of its own, also where a report has one of the same name. */
export type AnyFormat = FormatName | `graph ${GraphFormatName}`;

/** The text format is what nearly every run wants; each other one is loaded when it is asked for. */
const loaders: Readonly<Record<AnyFormat, () => Formatter | Promise<Formatter>>> = {
  text: () => text,
  agent: async () => (await import('../formatters/agent.js')).agent,
  json: async () => (await import('../formatters/json.js')).json,
  sarif: async () => (await import('../formatters/sarif.js')).sarif,
  gitlab: async () => (await import('../formatters/gitlab.js')).gitlab,
  junit: async () => (await import('../formatters/junit.js')).junit,
  checkstyle: async () => (await import('../formatters/checkstyle.js')).checkstyle,
  html: async () => (await import('../formatters/html.js')).html,
  github: async () => (await import('../formatters/github.js')).github,
  markdown: async () => (await import('../formatters/markdown.js')).markdown,
  'graph mermaid': async () => (await import('../formatters/diagram/mermaid.js')).mermaid,
  'graph dot': async () => (await import('../formatters/diagram/dot.js')).dot,
  'graph json': async () => (await import('../formatters/diagram/json.js')).graphJson,
  'graph html': async () => (await import('../formatters/html.js')).html,
};

/** Whether a format shows the resources and their relations, which are worked out only then. */
export const draws = (name: AnyFormat): boolean => name === 'html' || name === 'markdown' || isGraph(name);

/** Whether a format shows nothing else. */
export const isGraph = (name: AnyFormat): boolean => name.startsWith('graph ');

/** The formatter of a name, loaded only now. */
export const loadFormatter = (name: AnyFormat): Formatter | Promise<Formatter> => loaders[name]();
