import { defineConfig } from 'vitest/config';

const NEEDS_MORE = '**/*.{db,pg,e2e}.test.ts';

/** The suffix of a test says what it needs, and so in which project it runs. */
export default defineConfig({
  // Outside Electron the module would try to download the runtime.
  resolve: {
    alias: [
      { find: /^electron$/, replacement: `${import.meta.dirname}/test/fakes/no-electron.ts` },
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{shared,main,renderer,tools,server,test,torture}/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', NEEDS_MORE],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['test/**/*.db.test.ts'],
          globalSetup: ['test/global-setup-db.ts'],
          // Each PGlite holds about 300 MB.
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: ['test/**/*.pg.test.ts'],
          globalSetup: ['test/global-setup-pg.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          globalSetup: ['test/global-setup-e2e.ts'],
          // Each file has a browser and a core of its own.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
