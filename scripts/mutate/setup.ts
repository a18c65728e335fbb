/**
 * Mends two things that Stryker takes for granted in a file of tests, and that are not so here.
 *
 * Much is worked out once and remembered (the table of actions, patterns, what a node holds), and whole files of tests make their
 * templates and readings while they are collected. Stryker notes which test ran a piece of code, and would run only the test that
 * happened to be the first to need it. Here each file of tests starts with modules of its own in the dry run, and what any of its
 * tests, or the file itself, has run counts for all of them. A mutant is active before the first module is loaded, so that nothing
 * is remembered, and no table is made, without it.
 */
import { afterAll, beforeEach, inject, vi } from 'vitest';

type Hits = Record<string, number>;

interface Stryker {
  activeMutant?: string;
  currentTestId?: string;
  mutantCoverage?: { static: Hits; perTest: Record<string, Hits> } | undefined;
}

const provided = inject as (key: string) => string;
const stryker = (globalThis as unknown as Record<string, Stryker>)[provided('globalNamespace')] ?? {};

if (provided('mode') === 'mutant') {
  stryker.activeMutant = provided('activeMutant');
} else {
  const tests = new Set<string>();
  vi.resetModules();
  stryker.mutantCoverage = undefined;
  beforeEach(() => {
    if (stryker.currentTestId !== undefined) tests.add(stryker.currentTestId);
  });
  afterAll(() => {
    const { mutantCoverage } = stryker;
    if (mutantCoverage === undefined) return;
    const hits: Hits = {};
    for (const each of [mutantCoverage.static, ...Object.values(mutantCoverage.perTest)]) {
      for (const [mutant, count] of Object.entries(each)) hits[mutant] = (hits[mutant] ?? 0) + count;
    }
    // A hundred times the hits of all tests is where Stryker says that a mutant goes round in circles: five times is enough.
    for (const mutant of Object.keys(hits)) hits[mutant] = Math.ceil((hits[mutant] ?? 0) / 20);
    const once = Object.fromEntries(Object.keys(hits).map((mutant) => [mutant, 1]));
    const perTest = [...tests].map((test, index) => [test, index === 0 ? hits : once] as const);
    stryker.mutantCoverage = { static: {}, perTest: Object.fromEntries(perTest) };
  });
}
