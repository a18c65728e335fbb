import type { Formatter } from '../engine/report.js';
import type { FormatName } from '../formatters/names.js';
import { text } from '../formatters/text.js';

/** The text format is what nearly every run wants; each other one is loaded when it is asked for. */
const loaders: Readonly<Record<FormatName, () => Formatter | Promise<Formatter>>> = {
  text: () => text,
  agent: async () => (await import('../formatters/agent.js')).agent,
  json: async () => (await import('../formatters/json.js')).json,
  sarif: async () => (await import('../formatters/sarif.js')).sarif,
  gitlab: async () => (await import('../formatters/gitlab.js')).gitlab,
  junit: async () => (await import('../formatters/junit.js')).junit,
  checkstyle: async () => (await import('../formatters/checkstyle.js')).checkstyle,
  github: async () => (await import('../formatters/github.js')).github,
  markdown: async () => (await import('../formatters/markdown.js')).markdown,
};

/** Whether a format shows the resources and their relations, which are worked out only then. */
export const draws = (name: FormatName): boolean => name === 'markdown';

/** The formatter of a name, loaded only now. */
export const loadFormatter = (name: FormatName): Formatter | Promise<Formatter> => loaders[name]();
