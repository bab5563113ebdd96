import type { FrameLocator } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

/** What axe-core finds wrong with the page in an editor: one line a rule and element, with what it would take. */
export async function violations(editor: FrameLocator): Promise<string[]> {
  const body = await editor.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('the page is gone');
  // In the frame itself: axe would look for a way into frames of other origins, and VS Code's are.
  if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(axe.source);
  const results = await frame.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] })) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) => `${id} at ${target.flat().join(' ')}: ${html.slice(0, 160)} ${(failureSummary ?? '').split('\n').slice(1).join(';').trim()}`));
}
