import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page of a rule, as Markdown. */
export const pageOf = (id: string): string =>
  readFileSync(join(import.meta.dirname, `../rules/${id}.md`), 'utf8').replaceAll('\r\n', '\n');
