import { defineConfig } from 'vitest/config';

// A run in CI, in a terminal and on a machine with AWS credentials must be the same run.
for (const name of Object.keys(process.env)) {
  if (/^(?:CI|NO_COLOR|FORCE_COLOR|COLUMNS|GITHUB_.*|AWS_.*)$/.test(name)) Reflect.deleteProperty(process.env, name);
}
process.env['TZ'] = 'UTC';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/**/*.generated.ts', 'src/rules/index.ts'],
      reporter: ['text', 'html'],
      // Emptied first: what `npm run mutate` works on lies beside it.
      reportsDirectory: 'coverage/tests',
    },
  },
});
