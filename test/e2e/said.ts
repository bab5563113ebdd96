/** What a report says, in the page and in the one that is exported: by the place where it says it. */
import type { FrameLocator, Page } from '@playwright/test';
import { expect } from './fixtures.js';

/** What a report says. */
export interface Said {
  /** Titles of its charts, and of its tables. */
  readonly charts: string;
  readonly titles: string;
  /** The first column of each table, by the table's title. */
  readonly heads: readonly (readonly [title: string, heads: string])[];
}

/** The first columns of the tables of such titles. */
export function headsOf({ heads }: Said, title: RegExp): string {
  return heads.flatMap(([of, text]) => (title.test(of) ? [text] : [])).join('\n');
}

/** Waits until a report's page has all of its parts, shows every chart as it comes into view, then as a table, and reads it. */
export async function readReport(page: FrameLocator | Page): Promise<Said> {
  const report = page.locator('tiebreak-report');
  await expect(report.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(report.getByRole('progressbar')).toHaveCount(0);
  await page.locator('body').evaluate(async () => {
    const root = document.querySelector('tiebreak-report')!.shadowRoot!;
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    // A screen at a time: what is in view is drawn.
    for (let top = 0; top < document.documentElement.scrollHeight; top += window.innerHeight) {
      window.scrollTo(0, top);
      await frame();
      await frame();
    }
    for (const chart of root.querySelectorAll('tb-chart, tb-scatter')) chart.shadowRoot!.querySelector<HTMLElement>('.toggle')?.click();
    await frame();
  });
  return read(page);
}

/** Reads a page that was exported; every table in it is unfolded. */
export async function readExported(page: Page): Promise<Said> {
  await page.locator('body').evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  return read(page);
}

function read(page: FrameLocator | Page): Promise<Said> {
  return page.locator('body').evaluate((body) => {
    const [charts, titles, heads]: [string[], string[], [string, string][]] = [[], [], []];
    const text = (element: Element | null | undefined): string => element?.textContent ?? '';
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'h3') (element.closest('figure') ? charts : titles).push(text(element));
        if (element.localName === 'table') heads.push([element.getAttribute('aria-label') ?? text(element.closest('figure, .block')?.querySelector('h3')), [...element.querySelectorAll('th[scope=row]')].map(text).join('\n')]);
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    visit(body);
    return { charts: charts.join('\n'), titles: titles.join('\n'), heads };
  });
}
