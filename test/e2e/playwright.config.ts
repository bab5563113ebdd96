import { defineConfig } from '@playwright/test';
import { join } from 'node:path';
import { results } from '../harness/paths.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.test.ts',
  outputDir: join(results, 'e2e'),
  // Opening VS Code takes some seconds on two cores, and tests share one server.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  workers: 1,
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  use: { viewport: { width: 1440, height: 900 }, screenshot: 'only-on-failure', trace: 'retain-on-failure' },
});
