/** The report's page alone in a browser tab: the built bundle, VS Code's colours, and answers made up by the test. */
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';

const ADDRESS = 'http://report.test/';
const bundle = join(root, 'dist', 'webview');

/** The custom properties that VS Code's dark theme sets, as far as the page reads them. */
const THEME: Readonly<Record<string, string>> = {
  'editor-background': '#1f1f1f',
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  focusBorder: '#0078d4',
  'panel-border': '#2b2b2b',
  'widget-border': '#313131',
  'textCodeBlock-background': '#2b2b2b',
  'textLink-foreground': '#4daafc',
  'editorWarning-foreground': '#cca700',
  'editorError-foreground': '#f14c4c',
  'charts-blue': '#3794ff',
  'charts-green': '#89d185',
  'charts-purple': '#b180d7',
  'charts-red': '#f14c4c',
  'charts-yellow': '#cca700',
  'symbolIcon-classForeground': '#ee9d28',
  'progressBar-background': '#0078d4',
  'font-family': 'sans-serif',
  'font-size': '13px',
};

/** What the page is told and answered, by request: `{ fail }` is an error, `{ pending }` no answer at all; `points` are made in the page, so many. */
export interface Answers {
  readonly ready: unknown;
  readonly report: unknown;
  readonly stats: unknown;
  readonly evaluate: unknown;
  readonly audit: unknown;
  readonly points: number;
}

/** Opens the page, which waits for its first answer until `start`; requests that it made are in `window.asked`. */
export async function openReport(page: Page, answers: Answers): Promise<{ start(): Promise<void> }> {
  await page.route(`${ADDRESS}**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') return route.fulfill({ contentType: 'text/html', body: skeleton() });
    if (!path.endsWith('.js')) return route.fulfill({ status: 404 });
    return route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(bundle, path)) });
  });
  // As text: written out as script, a name `__proto__` would be no name.
  await page.addInitScript(host, JSON.stringify(answers));
  await page.goto(ADDRESS);
  await page.locator('tiebreak-report').waitFor({ state: 'attached' });
  return { start: () => page.evaluate(() => (window as unknown as { start(): void }).start()) };
}

function skeleton(): string {
  const theme = Object.entries(THEME).map(([name, value]) => `--vscode-${name}: ${value};`).join('');
  return `<!DOCTYPE html><html lang="en" style="${theme}"><head><meta charset="utf-8"><title>Report</title></head><body class="vscode-dark"><script type="module" nonce="test" src="report.js"></script></body></html>`;
}

/** Runs in the page before its own script: stands in for the extension host. */
function host(text: string): void {
  const answers = JSON.parse(text) as Answers;
  const asked: { method: string; params: unknown }[] = [];
  let start = (): void => undefined;
  const started = new Promise<void>((resolve) => (start = resolve));
  Object.assign(window, { asked, start: () => start() });
  let state = 42;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform() || 1e-9)) * Math.cos(2 * Math.PI * uniform());
  const points = () => {
    const count = answers.points;
    const mean = Float32Array.from({ length: count }, () => 0.6 + normal());
    const sd = Float32Array.from(mean, (at) => Math.abs(0.25 + 0.12 * at * at + 0.1 * normal()));
    const flagged = Uint8Array.from(mean, (at, i) => (at < 0 || (sd[i] ?? 0) > 0.9 ? 1 : 0));
    return { index: Uint32Array.from(mean, (_, i) => i).buffer, mean: mean.buffer, sd: sd.buffer, flagged: flagged.buffer };
  };
  const made = points();
  const answer = (method: string): unknown => {
    if (method === 'scatter') {
      performance.mark('test-scatter-sent');
      return made;
    }
    return (answers as unknown as Record<string, unknown>)[method] ?? null;
  };
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: ({ id, method, params }: { id: number; method: string; params: unknown }) => {
        asked.push({ method, params });
        const result = answer(method) as { fail?: string; pending?: boolean } | null;
        if (result?.pending) return;
        const reply = result?.fail === undefined ? { id, result } : { id, error: result.fail };
        void started.then(() => setTimeout(() => window.postMessage(reply, '*')));
      },
      getState: () => undefined,
      setState: () => undefined,
    }),
  });
}
