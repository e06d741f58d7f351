/** Tests: one PostgreSQL for the run; those that need a browser, or the gateway's own packages, only when asked for. */
import { defineConfig } from 'vitest/config';

const browser = process.env.BROWSER === '1';
const gateway = process.env.GATEWAY === '1';
const slow = browser || gateway;

export default defineConfig({
  test: {
    globalSetup: ['./test/support/postgres.ts'],
    setupFiles: ['./test/support/seed.ts'],
    include: [`test/**/*.${browser ? 'browser' : gateway ? 'gateway' : 'test'}.ts`],
    testTimeout: slow ? 120_000 : 20_000,
    hookTimeout: slow ? 120_000 : 60_000,
  },
});
