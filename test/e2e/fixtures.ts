import { test as base } from '@playwright/test';
import { launchOptions } from '../harness/chromium.mjs';
import { startServer, type Server } from '../harness/server.mjs';
import { Workbench } from './workbench.js';

/** Playwright's test, with a VS Code that each test opens on a folder of its own; one server serves a whole worker. */
export const test = base.extend<{ vscode: Workbench }, { server: Server }>({
  launchOptions: [async ({}, use) => use(await launchOptions()), { scope: 'worker' }],
  server: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  vscode: async ({ page, server }, use, info) => {
    const workbench = await Workbench.create(page, server);
    await use(workbench);
    if (info.status !== info.expectedStatus) await info.attach('server.log', { body: server.log() });
    await workbench.dispose();
  },
});

export { expect } from '@playwright/test';
