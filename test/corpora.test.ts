import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LintReport } from '../src/engine/report.js';
import { lint } from '../src/lint.js';
import { corpora } from './support/corpora.js';
import { everyRule } from './support/settings.js';

const report = (path: string): LintReport =>
  lint([{ path, text: readFileSync(path, 'utf8') }], { rules: everyRule, today: new Date('2026-11-22') });

function expectSound({ findings, undecided }: LintReport): void {
  expect(findings.filter(({ rule }) => rule === 'rule-crashed')).toEqual([]);
  for (const { at, message, related, fingerprint } of [
    ...findings,
    ...undecided.map((each) => ({ ...each, message: each.why, related: [], fingerprint: '0'.repeat(32) })),
  ]) {
    expect(message).not.toBe('');
    expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
    for (const place of [at, ...related.map((each) => each.at)]) {
      expect(place.end).toBeGreaterThan(place.start);
      expect(place.file.text.length).toBeGreaterThanOrEqual(place.end);
    }
  }
}

const templates = ['serverless-airline', 'serverless-patterns', 'sam-translator'].flatMap((name) => corpora(name));

describe.skipIf(templates.length === 0)('published templates', () => {
  test.each(templates.filter((path) => !path.includes('/error/')))('%s', (path) => {
    expectSound(report(path));
  });
});

describe.skipIf(templates.length === 0)('templates that AWS refuses', () => {
  test.each(templates.filter((path) => path.includes('/error/')).map((path) => [basename(path), path] as const))(
    '%s',
    (_, path) => {
      const found = report(path);
      expectSound(found);
      // Something is said, or the file is linted as far as possible.
      expect(found.files[0]?.recognisedAs).toBeDefined();
    },
  );
});
