/** Which responses of a record are shown side by side. */
import type { RecordView, ResponseView } from '../src/protocol/views/record.js';
import { pinsOf, type Pin, type Pins } from './pins.js';

/** More responses than these are a list; fewer stand side by side. */
export const MOST_COLUMNS = 6;

/** The response that keys act on as a record comes: the first, or of a long list the best. */
export function firstFocus(record: RecordView): number {
  return record.responses.length > MOST_COLUMNS ? (keptOf(record)?.number ?? 1) : 1;
}

/**
 * The two responses that are laid side by side; the focused one is always one of them. With nothing pinned the preferred
 * (else the best) one stays, beside the focused one, or beside its rival. What is pinned stays, as far as the focus leaves room.
 */
export function laidOpen(record: RecordView, focused: number, pins: Pins | null = null): readonly [ResponseView, ResponseView] | null {
  const set = pinsOf(pins, record.index).flatMap((pin) => viewOf(record, pin) ?? []);
  const focus = viewOf(record, focused);
  const order = [...set, ...(set.length === 0 ? [keptOf(record)] : []), focus, keptOf(record), rivalOf(record), ...record.responses.slice(0, 2)];
  const [left, right] = [...new Set(order)].filter((view) => view !== undefined);
  if (!left || !right) return null;
  return [left, focus && left !== focus && right !== focus ? focus : right];
}

/** Whether a response is one of the pair that stands apart. */
export function isApart({ besides }: RecordView, response: ResponseView): boolean {
  return response === besides?.chosen || response === besides?.rejected;
}

function viewOf({ responses, besides }: RecordView, pin: Pin): ResponseView | undefined {
  return typeof pin === 'number' ? responses.find(({ number }) => number === pin) : besides?.[pin];
}

/** The preferred response; where none is, the one with the highest reward, else the first. */
function keptOf({ responses, preference }: RecordView): ResponseView | undefined {
  return responses.find(({ number }) => number === preference.chosen) ?? byReward(responses).at(-1) ?? responses[0];
}

/** What the models compare the preferred response with; else the one with the lowest reward. */
function rivalOf({ responses, ensemble }: RecordView): ResponseView | undefined {
  return responses.find(({ number }) => number === ensemble?.other) ?? byReward(responses)[0];
}

/** Responses with a reward, lowest first. */
function byReward(responses: readonly ResponseView[]): readonly ResponseView[] {
  return responses.filter(({ reward }) => reward !== null).sort((a, b) => (a.reward?.mean ?? 0) - (b.reward?.mean ?? 0));
}
