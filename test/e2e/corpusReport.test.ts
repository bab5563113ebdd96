import type { Browser, Page } from '@playwright/test';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReportParts } from '../../src/core/report/sections/all.js';
import { lines, payloads } from './corpus.js';
import { annotated, missing, parts, plain, scored } from './corpusRows.js';
import { expect, test } from './fixtures.js';
import { computeReports, type Computed } from './reportEngine.js';
import { openReport } from './reportPage.js';
import { headsOf, readExported, readReport, type Said } from './said.js';
import { NO_SCORING, reportHtml } from './source.js';
import { expectNothing, strangers, watch } from './watch.js';
import type { Workbench } from './workbench.js';

// A trace keeps every element of these large pages at every step.
test.use({ trace: 'off' });

/** So many annotators and generators a table of the report shows at most: more would hide some payloads. */
const ANNOTATORS = 177;
const GENERATORS = 59;

const FILES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(parts(payloads, ANNOTATORS).map((texts, i) => [`annotated-${i}.jsonl`, lines(annotated(texts))])),
  ...Object.fromEntries(parts(payloads, GENERATORS).map((texts, i) => [`scored-${i}.jsonl`, lines(scored(texts))])),
};

/** Which payloads a file of that name holds. */
function textsOf(name: string): readonly string[] {
  const place = Number(/\d/.exec(name)?.[0]);
  return parts(payloads, name.startsWith('annotated') ? ANNOTATORS : GENERATORS)[place]!;
}

/** A reward model's name is a column's, without the side and what parted it from the rest. */
const SEPARATORS = /[-_. ]/g;

/** Fails where a payload of a file is not in every place that such a file has for it. */
function expectEverywhere(name: string, said: Said): void {
  const texts = textsOf(name);
  const places = name.includes('annotated')
    ? { attributes: headsOf(said, /^Marks and labels: /), charts: said.charts, groups: said.titles, annotators: headsOf(said, /^Each annotator against the rest$/) }
    : { models: headsOf(said, /^Accuracy against the labels$/).replaceAll(SEPARATORS, ''), subsets: headsOf(said, /^Accuracy by subset$/), generators: headsOf(said, /^Generator models, by the labels$/) };
  const named = (place: string): readonly string[] => (place === 'models' ? texts.map((text) => plain(text).replaceAll(SEPARATORS, '')) : texts);
  expect(Object.entries(places).map(([place, text]) => [name, place, missing(named(place), text)])).toEqual(Object.keys(places).map((place) => [name, place, []]));
}

/** Opens a file in a plain page, as somebody does who was sent it: it asks for nothing but itself. */
async function openPlain(page: Page, path: string): Promise<void> {
  const asked: string[] = [];
  const listen = (request: { url(): string }): void => void asked.push(request.url());
  page.on('request', listen);
  const address = pathToFileURL(path).href;
  await page.goto(address);
  page.off('request', listen);
  expect(asked).toEqual([address]);
  expect(await strangers(page)).toEqual([]);
}

/** A watched page of its own. */
async function watched(browser: Browser): Promise<{ page: Page; seen: Awaited<ReturnType<typeof watch>> }> {
  const page = await (await browser.newContext()).newPage();
  const seen = await watch(page);
  return { page, seen };
}

test.describe('the report of files whose every name is a payload', () => {
  let folder = '';
  let computed: readonly Computed[] = [];
  const names = Object.keys(FILES);

  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tiebreak-corpus-'));
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
    computed = await computeReports(names.map((name) => join(folder, name)));
  });
  test.afterAll(() => rm(folder, { recursive: true, force: true }));

  test('every payload as an attribute, a group, an annotator, a generator, a subset and a reward model', async ({ browser }) => {
    test.setTimeout(300_000);
    for (const [i, name] of names.entries()) {
      const { page, seen } = await watched(browser);
      const { view, parts: { report, stats, evaluate } } = computed[i]!;
      const opened = await openReport(page, { ready: { view, scoring: NO_SCORING }, report, stats, evaluate, audit: null, points: 20 });
      await opened.start();
      expectEverywhere(name, await readReport(page));
      expect(await strangers(page)).toEqual([]);
      expectNothing(seen);
      await page.context().close();
    }
  });

  test('and in the page that is exported', async ({ browser }) => {
    const { page, seen } = await watched(browser);
    for (const [i, name] of names.entries()) {
      const path = join(folder, `${name}.html`);
      await writeFile(path, reportHtml(name, computed[i]!.parts));
      await openPlain(page, path);
      expectEverywhere(name, await readExported(page));
    }
    expectNothing(seen);
    await page.context().close();
  });

  test('every payload as the name of the file', async ({ browser }) => {
    const { page, seen } = await watched(browser);
    const { view } = computed[0]!;
    const opened = await openReport(page, { ready: { view, scoring: NO_SCORING }, report: { pending: true }, stats: null, evaluate: null, audit: null, points: 0 });
    await opened.start();
    const titles = await page.evaluate(async ([of, names]) => {
      const read: string[] = [];
      for (const name of names) {
        window.postMessage({ event: 'dataset', params: { ...of, name } }, '*');
        await new Promise((resolve) => setTimeout(resolve, 20));
        read.push(document.querySelector('tiebreak-report')!.shadowRoot!.querySelector('h1')!.textContent);
      }
      return read;
    }, [view, payloads] as const);
    expect(payloads.filter((payload, i) => missing([payload], titles[i]!).length > 0)).toEqual([]);
    expect(await strangers(page)).toEqual([]);
    // Many plain pages at once, each in a frame of its own.
    for (const [i, payload] of payloads.entries()) await writeFile(join(folder, `named-${i}.html`), reportHtml(payload, { report: null, stats: null, evaluate: null, audit: null }));
    for (const some of parts([...payloads.keys()], GENERATORS)) {
      await writeFile(join(folder, 'frames.html'), some.map((i) => `<iframe src="named-${i}.html"></iframe>`).join(''));
      await page.goto(pathToFileURL(join(folder, 'frames.html')).href);
      const shown = await Promise.all(page.frames().slice(1).map((frame) => frame.evaluate(() => ({ place: Number(/\d+(?=\.html$)/.exec(location.href)?.[0]), title: document.title, heading: document.querySelector('h1')!.textContent, strange: globalThis.hostileEye!.all() }))));
      expect(shown.map(({ place }) => place).sort((a, b) => a - b)).toEqual(some);
      for (const { place, title, heading, strange } of shown) expect([payloads[place], missing([payloads[place]!], title), missing([payloads[place]!], heading), strange]).toEqual([payloads[place], [], [], []]);
    }
    expectNothing({ ...seen, asked: seen.asked.filter((address) => !/^file:.*\/named-\d+\.html$/.test(address)) });
    await page.context().close();
  });
});

/** Exports by the palette's command of that name, and answers where to. */
async function exported(vscode: Workbench, command: string, ending: string): Promise<string> {
  await vscode.command(command);
  const input = vscode.page.locator('.quick-input-widget input[type=text]');
  await expect(input).toHaveValue(new RegExp(`\\${ending}$`));
  const path = await input.inputValue();
  await vscode.page.keyboard.press('Enter');
  await expect(vscode.notifications.filter({ hasText: ending })).toBeVisible();
  return path;
}

// The files that hold `__proto__`, which objects lose on their way where they are not made with care.
const PROTO = (size: number): number => Math.floor(payloads.indexOf('__proto__') / size);
for (const [kind, place] of [[`annotated-${PROTO(ANNOTATORS)}.jsonl`, 'annotators'], [`scored-${PROTO(GENERATORS)}.jsonl`, 'models']] as const) {
  test(`in VS Code itself, from the file to both exports: payloads as ${place}, and in the file's name`, async ({ vscode, browser }) => {
    test.setTimeout(300_000);
    const seen = await watch(vscode.page);
    const name = `<img src=x onerror=alert(1)> $(law) {0} ${kind}`;
    await vscode.configure({ 'tiebreak.scoreOnOpen': 0, 'files.simpleDialog.enable': true });
    await vscode.write({ [name]: FILES[kind]! });
    const editor = await vscode.open(name);
    await expect(editor.getByRole('article')).toBeVisible();
    await vscode.fillWithReport();
    const report = vscode.page.frameLocator('iframe.webview.ready:visible >> nth=-1').frameLocator('iframe#active-frame');
    const said = await readReport(report);
    expectEverywhere(kind, said);
    await expect(report.getByRole('heading', { level: 1 })).toHaveText(name);
    expect(await strangers(report)).toEqual([]);
    const { page, seen: outside } = await watched(browser);
    await openPlain(page, await exported(vscode, 'Tiebreak: Export Report as HTML…', '.report.html'));
    await expect(page).toHaveTitle(`Dataset report: ${name}`);
    expectEverywhere(kind, await readExported(page));
    const json = await exported(vscode, 'Tiebreak: Export Report as JSON…', '.report.json');
    await openPlain(page, json);
    const { name: told, stats, evaluate } = JSON.parse(await readFile(json, 'utf8')) as ReportParts & { readonly name: string };
    expect(told).toBe(name);
    const named = kind.startsWith('annotated') ? stats!.annotators.map(({ annotator }) => annotator) : evaluate!.models.map((model) => model.name);
    expect(missing(textsOf(kind).map((text) => plain(text).replaceAll(SEPARATORS, '')), named.join('\n').replaceAll(SEPARATORS, ''))).toEqual([]);
    expectNothing(outside);
    expectNothing(seen);
    await page.context().close();
  });
}
