/**
 * Whether the whole of a literal text matches a glob: `*` is any text, none included, also across `:` and `/`; `?` is any one
 * character. No pattern costs more than the product of both lengths.
 */
export function globMatches(text: string, glob: string): boolean {
  if (glob.includes('?')) return stepwise(text, glob);
  const star = glob.indexOf('*');
  if (star === -1) return text === glob;
  if (!text.startsWith(glob.slice(0, star))) return false;
  // What stands between two stars is taken where it is met first: that leaves most to what follows.
  let place = star;
  let sign = star + 1;
  for (let next = glob.indexOf('*', sign); next !== -1; next = glob.indexOf('*', sign)) {
    const found = text.indexOf(glob.slice(sign, next), place);
    if (found === -1) return false;
    place = found + next - sign;
    sign = next + 1;
  }
  return text.length - place >= glob.length - sign && text.endsWith(glob.slice(sign));
}

/** Character by character. Only the last star is ever gone back to. */
function stepwise(text: string, glob: string): boolean {
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
