import type { Formatter } from '../engine/report.js';
import { json } from './json.js';
import { sarif } from './sarif.js';
import { text } from './text.js';

export type { JsonFile, JsonFinding, JsonPlace, JsonReport, JsonSuppressed, JsonUndecided } from './json.js';

export { counted, escapedJson, visible } from './visible.js';

export type FormatName = 'text' | 'json' | 'sarif';

/** Every way to print a report, by the name that `--format` takes. */
export const formatters: Readonly<Record<FormatName, Formatter>> = { text, json, sarif };
