/**
 * What must not reach a terminal as it is: control characters (an escape sequence in a template could repaint the screen),
 * direction marks (text that reads differently from what it is), line separators, invisible spaces and halves of a pair.
 */
const unsafe =
  // eslint-disable-next-line no-control-regex -- finding control characters is the purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function spelled(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '�';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Text from a user's file, safe to print on one line: whatever could act on a terminal is shown instead. */
export const visible = (text: string): string => text.replace(unsafe, spelled);

/**
 * Text for a log of GitHub Actions, whose runner obeys `::command::` at the beginning of a line, and `##[command]` wherever it
 * stands: neither is left in it.
 */
export const inert = (text: string): string =>
  text.replaceAll('##[', '# #[').replace(/^([^\S\n]*)::/gm, (_, indent: string) => `${indent}: :`);

/** JSON text that no terminal acts upon; the same data, since only escapes are added. */
export const escapedJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
