import { defineConfig } from 'vitest/config';

/** Quick tests of what is judged: modules are loaded once for all of them, and nothing starts a process or writes a file. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/{languages,templates,terraform-rules}.test.ts'],
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    testTimeout: 120_000,
  },
});
