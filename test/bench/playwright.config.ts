import { defineConfig } from '@playwright/test';
import { join } from 'node:path';
import { results } from '../harness/paths.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.bench.ts',
  outputDir: join(results, 'bench'),
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 1,
  reporter: [['list']],
  use: { viewport: { width: 1440, height: 900 } },
});
