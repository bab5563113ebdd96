/** What a page's main thread did, from Chromium's own trace: tasks, and script by frame, in milliseconds of that thread's own time. */
import type { CDPSession, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

/** What was measured between start and stop. */
export interface Measured {
  /** Longest task, and how many took over 50 ms. */
  readonly longest: number;
  readonly long: number;
  /** All tasks together. */
  readonly busy: number;
  /** Script of each frame that had any. */
  readonly frames: readonly number[];
}

const SCRIPT = new Set(['EventDispatch', 'FunctionCall', 'FireAnimationFrame', 'RunMicrotasks', 'TimerFire', 'EvaluateScript', 'V8.GC_SCAVENGER', 'MinorGC', 'MajorGC']);
const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame', '__metadata'];

/** Traces the page from now on; call the answer to stop. */
export async function trace(page: Page): Promise<() => Promise<Measured>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] } });
  return () => stopped(session, events);
}

async function stopped(session: CDPSession, events: readonly TraceEvent[]): Promise<Measured> {
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return measured(events);
}

/** Sums a trace up: the thread that ran most script is the page's main thread. */
export function measured(events: readonly TraceEvent[]): Measured {
  const scripts = new Map<string, number>();
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  for (const event of events) if (SCRIPT.has(event.name) && event.dur) scripts.set(thread(event), (scripts.get(thread(event)) ?? 0) + event.dur);
  const [main] = [...scripts].sort(([, a], [, b]) => b - a)[0] ?? [''];
  const own = events.filter((event) => thread(event) === main).sort((a, b) => a.ts - b.ts);
  const tasks = own.filter(({ name, ph }) => ph === 'X' && name === 'ThreadControllerImpl::RunTask').map(time);
  const begins = own.filter(({ name }) => name === 'BeginMainThreadFrame').map(({ ts }) => ts);
  const frames = new Map<number, number>();
  let end = -Infinity;
  for (const event of own) {
    // Script within script is counted already.
    if (event.ph !== 'X' || !SCRIPT.has(event.name) || event.ts < end) continue;
    end = event.ts + (event.dur ?? 0);
    const frame = begins.findLastIndex((begin) => begin <= event.ts);
    frames.set(frame, (frames.get(frame) ?? 0) + time(event));
  }
  return { longest: Math.max(0, ...tasks), long: tasks.filter((task) => task > 50).length, busy: tasks.reduce((sum, task) => sum + task, 0), frames: [...frames.values()] };
}

/** The thread's own time where the trace has it: other programs of the machine do not count. */
function time({ tdur, dur = 0 }: TraceEvent): number {
  return (tdur ?? dur) / 1000;
}
