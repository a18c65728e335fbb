/**
 * A hash of some words as 32 hex digits: four interleaved 32-bit FNV-1a lanes with a final mix. Made to tell findings apart
 * over time, not to withstand anybody; node:crypto would cost more to load than a template takes to lint.
 */
export function fingerprintOf(words: readonly string[]): string {
  const text = words.join('\u0000');
  const lanes = [0x811c9dc5, 0x1000193, 0x9e3779b9, 0x85ebca6b];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    for (let lane = 0; lane < 4; lane += 1)
      lanes[lane] = Math.imul((lanes[lane] ?? 0) ^ (unit + lane * 0x1f), 0x01000193 + lane * 2);
  }
  return lanes
    .map((lane) => {
      const mixed = Math.imul(lane ^ (lane >>> 15), 0x2c1b3c6d);
      return ((mixed ^ (mixed >>> 13)) >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
