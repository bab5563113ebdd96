import type { Page } from '@playwright/test';
import type { Move } from './hourPage.js';

/** A key press is to show the next record within this many ms, in nineteen cases of twenty. */
const LIMIT_MS = 50;

/** Milliseconds of its own that the page's thread has used; VS Code's window and the editor's page share one. */
export async function pageTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
}

/** Key presses and what they took, in a line for people. */
export function told(what: string, moves: readonly Move[]): string {
  const sorted = moves.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  const as = (ms: number): string => `${ms.toFixed(0)} ms (${(ms / LIMIT_MS).toFixed(2)} x ${LIMIT_MS} ms)`;
  return `${what}: ${moves.length} key presses to the next record painted: median ${as(at(0.5))}, 95th percentile ${as(at(0.95))}`;
}
