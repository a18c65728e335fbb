/**
 * Whether the whole of a literal text matches a glob: `*` is any text, none included, also across `:` and `/`; `?` is any one
 * character. Only the last star is ever gone back to, so that no pattern costs more than the product of both lengths.
 */
export function globMatches(text: string, glob: string): boolean {
  if (!glob.includes('*') && !glob.includes('?')) return text === glob;
  let place = 0;
  let sign = 0;
  let star = -1;
  let resume = 0;
  while (place < text.length) {
    if (glob[sign] === '*') {
      star = sign;
      resume = place;
      sign += 1;
    } else if (sign < glob.length && (glob[sign] === '?' || glob[sign] === text[place])) {
      place += 1;
      sign += 1;
    } else if (star >= 0) {
      // The last star takes one character more; earlier stars need never be tried again.
      resume += 1;
      place = resume;
      sign = star + 1;
    } else return false;
  }
  while (glob[sign] === '*') sign += 1;
  return sign === glob.length;
}
