import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printBody, hcl } from './support/hcl.js';
import { corporaRoot, filesBelow } from './support/corpora.js';

const read = await hcl();
const texts = new Map(
  filesBelow(join(corporaRoot, 'terraform-plans'), /\.tf$/).map((path) => [readFileSync(path, 'utf8'), path]),
);

// Blocks as a formatted file has them: at the start of a line, and not within a comment.
test.skipIf(texts.size === 0)('every block of a published configuration is read', () => {
  const missing = [...texts].filter(([text, path]) => {
    const { blocks } = read({ path, text });
    const heads = text
      .replace(/^\s*\/\*.*?\*\//gms, '')
      .match(/^(?:resource|data|module|output|variable|locals)\b[^#\n=]*\{/gm);
    const found = blocks.filter(({ type }) => /^(?:resource|data|module|output|variable|locals)$/.test(type));
    printBody({ attributes: new Map(), blocks });
    return found.length !== (heads?.length ?? 0);
  });
  expect(missing).toEqual([]);
});
