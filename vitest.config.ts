/** Tests: one PostgreSQL for the run; browser tests only when asked for. */
import { defineConfig } from 'vitest/config';

const browser = process.env.BROWSER === '1';

export default defineConfig({
  test: {
    globalSetup: ['./test/support/postgres.ts'],
    include: browser ? ['test/**/*.browser.ts'] : ['test/**/*.test.ts'],
    testTimeout: browser ? 120_000 : 20_000,
    hookTimeout: browser ? 120_000 : 60_000,
  },
});
