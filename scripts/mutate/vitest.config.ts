import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type Reporter, type TestModule, type TestSpecification, type Vitest } from 'vitest/node';

/** Tests that are too slow to be run for all, and what they are about. */
const slower: readonly (readonly [about: RegExp, tests: string])[] = [
  [/\bsrc\/parsers\/sam\//, 'test/sam-{golden,golden-apis,equals-cloudformation}.test.ts'],
  [/\bsrc\/parsers\/terraform\//, 'test/terraform-{input,sources}.test.ts'],
  [/\bsrc\/parsers\/(?:yaml|json|convert|tags|read)/, '{test/readers,src/parsers/read}.test.ts'],
];

const mutated = process.env['LAMBDA_LINT_MUTATED'] ?? '';

/** Whoever is likely to notice comes first: the tests beside what is changed, those that noticed the last change, the quick ones. */
class LikelyFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): number => {
      const path = relative(this.ctx.config.root, moduleId);
      if (mutated.includes(path.replace(/\.test\.ts$/, '.ts'))) return -2;
      const last = this.ctx.cache.getFileTestResults(`${project.name}:${path}`);
      return last?.failed === true ? -1 : (last?.duration ?? 0);
    };
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b)));
  }
}

/** Stryker counts failed tests only: a change with which a file of tests can't even be loaded would be one that nobody notices. */
class Unloadable implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestModuleEnd(module: TestModule): void {
    for (const error of module.errors()) this.#vitest?.state.catchError(error, 'Unloadable');
  }
}

/** Quick tests of what is judged: modules are loaded once for all of them, and nothing starts a process or writes a file. */
export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'test/{languages,policy-homes,suppressions,templates,terraform-rules}.test.ts',
      ...slower.map(([, tests]) => tests),
    ],
    exclude: slower.filter(([about]) => !about.test(mutated)).map(([, tests]) => tests),
    setupFiles: ['scripts/mutate/setup.ts'],
    reporters: [new Unloadable()],
    sequence: { sequencer: LikelyFirst },
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    testTimeout: 120_000,
  },
});
