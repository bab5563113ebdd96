import type { FrameLocator } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/paths.mjs';
import { violations } from './axe.js';
import { expect, test } from './fixtures.js';
import { conversation, raft, scoredPairs, scraped, strengths, unscored } from './states.js';
import { paints, type Workbench } from './workbench.js';

const manifestText = readFileSync(join(root, 'package.json'), 'utf8');
const titles = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const sample = readFileSync(join(root, 'media', 'sample', 'sample.jsonl'), 'utf8');
const kinds = Object.keys(paints) as (keyof typeof paints)[];

/** Runs a command of the extension by its title. */
const command = (vscode: Workbench, name: string) => vscode.command(`Tiebreak: ${titles[`command.${name}`]}`);
/** True where the manifest has a command. */
const has = (name: string) => manifestText.includes(`"tiebreak.${name}"`);

/** Opens a file of this text, not scored by itself. */
async function opened(vscode: Workbench, name: string, text: string, settings = {}) {
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0, ...settings });
  await vscode.write({ [name]: text });
  const editor = await vscode.open(name);
  await expect(editor.getByRole('article').or(editor.getByRole('heading', { level: 2 })).first()).toBeVisible();
  return editor;
}

/** Shows the report alone, with all of its parts computed; before that, what `first` does with it beside its dataset. */
async function reported(vscode: Workbench, first = (_: FrameLocator): Promise<void> => Promise.resolve()): Promise<void> {
  await command(vscode, 'report');
  await expect(vscode.tab('Report: ')).toBeVisible();
  await first(vscode.page.frameLocator('iframe.webview.ready:visible >> nth=-1').frameLocator('iframe#active-frame'));
  await vscode.command('View: Maximize Editor Group');
  await expect(vscode.editor.getByRole('navigation').getByRole('button', { name: 'Along the file' })).toBeVisible();
  await expect(vscode.editor.getByRole('progressbar')).toHaveCount(0);
}

/** One state: its name in file names, and how the window gets there. */
interface State {
  readonly name: string;
  arrange(vscode: Workbench): Promise<void>;
  /** Why it cannot be shown; null where it can. */
  readonly missing?: string | null;
}

const STATES: readonly State[] = [
  {
    name: 'two-responses',
    arrange: async (vscode) => {
      await opened(vscode, 'pairs.jsonl', scoredPairs);
      await vscode.select(7);
    },
  },
  {
    name: 'hundred-responses',
    arrange: async (vscode) => {
      const editor = await opened(vscode, 'raft.jsonl', raft);
      await vscode.select(0);
      await expect(editor.getByRole('listbox', { name: 'Responses' }).getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'code-and-maths',
    arrange: async (vscode) => {
      const editor = await opened(vscode, 'conversation.jsonl', conversation);
      await vscode.select(1);
      await expect(editor.getByRole('region', { name: 'Response A, chosen' })).toContainText('def median');
    },
  },
  {
    name: 'annotators',
    arrange: async (vscode) => {
      const editor = await opened(vscode, 'sample.jsonl', sample, { 'tiebreak.scoreOnOpen': 1000 });
      await expect(editor.getByText('scored 24 / 24')).toBeVisible({ timeout: 150_000 });
      await vscode.select(7);
    },
  },
  {
    name: 'votes',
    arrange: async (vscode) => {
      await opened(vscode, 'strengths.jsonl', strengths);
      await vscode.select(2);
    },
  },
  {
    name: 'blind',
    missing: manifestText.includes('"tiebreak.blind"') ? null : 'there is no blind mode yet',
    arrange: async (vscode) => {
      await opened(vscode, 'pairs.jsonl', scoredPairs, { 'tiebreak.blind': 'on' });
      await vscode.select(7);
    },
  },
  {
    name: 'diff',
    missing: has('toggleDiff') ? null : 'there is no diff yet',
    arrange: async (vscode) => {
      await opened(vscode, 'pairs.jsonl', scoredPairs);
      await vscode.select(7);
      await vscode.page.keyboard.press('d');
    },
  },
  {
    name: 'no-match',
    arrange: async (vscode) => {
      const editor = await opened(vscode, 'pairs.jsonl', scoredPairs);
      await command(vscode, 'focusFilter');
      await expect(editor.getByRole('combobox', { name: /filter/i })).toBeFocused();
      await vscode.page.keyboard.type('n_responses > 90');
      await vscode.page.keyboard.press('Enter');
      await expect(editor.getByRole('heading', { name: 'No record matches the filter' })).toBeVisible();
    },
  },
  {
    name: 'bad-row',
    arrange: async (vscode) => {
      const editor = await opened(vscode, 'scraped.jsonl', scraped);
      await command(vscode, 'showBadRows');
      await editor.getByRole('option', { name: /^Row 18,/ }).click();
      await expect(editor.getByRole('article', { name: 'Row 18, cannot be read' })).toBeVisible();
    },
  },
  {
    name: 'scoring',
    arrange: async (vscode) => {
      const editor = await opened(vscode, 'unscored.jsonl', unscored);
      await vscode.select(0);
      await command(vscode, 'score');
      await expect(editor.getByText(/\d+ \/ 6,000/)).toBeVisible({ timeout: 150_000 });
    },
  },
  {
    name: 'report',
    missing: has('report') ? null : 'there is no report yet',
    arrange: async (vscode) => {
      await opened(vscode, 'pairs.jsonl', scoredPairs);
      await reported(vscode);
    },
  },
  {
    name: 'report-tables',
    missing: has('report') ? null : 'there is no report yet',
    arrange: async (vscode) => {
      const editor = await opened(vscode, 'sample.jsonl', sample, { 'tiebreak.scoreOnOpen': 1000 });
      await expect(editor.getByText('scored 24 / 24')).toBeVisible({ timeout: 150_000 });
      // Everything that there is to see: what a press has done, and every chart as a table.
      await reported(vscode, async (report) => {
        await report.getByRole('table', { name: 'Flags' }).getByRole('button').first().click();
        await expect(report.getByRole('banner')).toContainText('The worklist is filtered:');
      });
      const charts = vscode.editor.getByRole('button', { name: /^Show as table: / });
      while ((await charts.count()) > 0) await charts.first().click();
      await vscode.editor.getByRole('navigation').getByRole('button', { name: 'Agreement' }).click();
    },
  },
  {
    name: 'narrow',
    arrange: async (vscode) => {
      await vscode.page.setViewportSize({ width: 640, height: 900 });
      await opened(vscode, 'pairs.jsonl', scoredPairs);
      await vscode.command('View: Toggle Primary Side Bar Visibility');
      await expect(vscode.editor.getByRole('article')).toBeVisible();
    },
  },
  {
    name: 'chinese',
    arrange: async (vscode) => {
      await vscode.speak('zh-cn');
      await opened(vscode, 'pairs.jsonl', scoredPairs);
      await vscode.select(7, '记录 7');
    },
  },
];

test('axe sees what is wrong where something is', async ({ page }) => {
  await page.setContent('<iframe srcdoc="<html lang=en><body><main><button></button><img src=x></main></body>"></iframe>');
  const found = await violations(page.frameLocator('iframe'));
  expect(found.some((each) => each.startsWith('button-name'))).toBe(true);
  expect(found.some((each) => each.startsWith('image-alt'))).toBe(true);
});

for (const { name, arrange, missing } of STATES) {
  test(`${name}, in four themes, with nothing for axe to find`, async ({ vscode }) => {
    test.skip(typeof missing === 'string', missing ?? '');
    await arrange(vscode);
    const found: string[] = [];
    for (const kind of kinds) {
      await vscode.paint(kind);
      await vscode.picture(`${name}-${kind}`);
      found.push(...(await violations(vscode.editor)).map((each) => `${kind}: ${each}`));
    }
    expect(found).toEqual([]);
  });
}
