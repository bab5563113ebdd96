/** Functions of the extension that tests call themselves; its files are CommonJS to Playwright, these tests are not. */
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

export const { reportHtml } = load('../../src/core/report/html/page.ts') as typeof import('../../src/core/report/html/page.js');
export const { connect } = load('../../src/platform/node/rpc.ts') as typeof import('../../src/platform/node/rpc.js');
export const { NO_SCORING } = load('../../src/protocol/views/scoring.ts') as typeof import('../../src/protocol/views/scoring.js');
