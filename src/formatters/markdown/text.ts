import { visible } from '../visible.js';

/** Longer texts are cut off: a cell of a table is no place for them. */
const longest = 600;

/** What has a meaning in Markdown or HTML, on GitHub or elsewhere, and the `@` and `#` that lead to people and issues. */
const special = /[\\`*_{}[\]()<>|~$&!]|@(?=\w)|#(?=\w)|:(?=\/\/)|www(?=\.)|gh(?=-\d)/gi;

/** An entity never begins anything, unlike a character. What is behind a space of no width is no mention and no link. */
function entity(found: string): string {
  if (/^[wg]/i.test(found)) return `${found}&#8203;`;
  const code = `&#${found.charCodeAt(0)};`;
  return /[@#:]/.test(found) ? `${code}&#8203;` : code;
}

/** Anybody's text as Markdown that shows it and does nothing: no markup, no cell of its own, no line, no mention. */
export function escaped(text: string): string {
  const whole = visible(text);
  const cut = whole.length > longest ? `${whole.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : whole;
  return cut.replace(special, entity);
}

/** The same, as code. */
export const code = (text: string): string => `<code>${escaped(text)}</code>`;

/** A link, where the address is one of the web. */
export const link = (text: string, address: string): string =>
  /^https?:\/\/\S+$/.test(address)
    ? `<a href="${address.replace(/[&"'<>|`]/g, (sign) => `&#${sign.charCodeAt(0)};`)}">${text}</a>`
    : text;

/** A table, its cells being Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Something that is shown when it is asked for. */
export const details = (summary: string, body: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
