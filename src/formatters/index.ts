import type { Formatter } from '../engine/report.js';
import { agent } from './agent.js';
import { checkstyle } from './checkstyle.js';
import { github } from './github.js';
import { gitlab } from './gitlab.js';
import { html } from './html.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import type { FormatName } from './names.js';
import { sarif } from './sarif.js';
import { text } from './text.js';

export type {
  JsonBaseline,
  JsonFile,
  JsonFinding,
  JsonPlace,
  JsonReport,
  JsonSuppressed,
  JsonUndecided,
} from './json.js';
export type { FormatName } from './names.js';

/** Every way to print a report, by name. The command loads them one by one: src/cli/formats.ts. */
export const formatters: Readonly<Record<FormatName, Formatter>> = {
  text,
  agent,
  json,
  sarif,
  gitlab,
  junit,
  checkstyle,
  html,
  github,
  markdown,
};
