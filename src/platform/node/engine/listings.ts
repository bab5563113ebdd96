import { summaryOf } from '../../../core/query/summaries.js';
import { Worklist } from '../../../core/query/worklist.js';
import type { ListItem, ListQuery } from '../../../protocol/views/list.js';
import type { DataFile } from '../files/dataFile.js';
import type { PlacedBad } from './badPlaces.js';
import { blindness } from './audit.js';
import { badRowView } from './badRow.js';
import { badId, Listing } from './listing.js';
import type { OpenFile } from './openFile.js';

/** Time a filter or query may take, in milliseconds. */
export const QUERY_MS = 30_000;
/** While a file is read its first records are listed, so many. */
const PROVISIONAL = 5_000;
/** Small files are read whole in this time, in milliseconds: their list comes once, with its flags. */
const PATIENCE_MS = 200;

/** Makes the list that a page (`view`) asks for, and keeps it for what that asks next; while the file is read, and where no filter needs the whole, one of its first records. */
export async function makeListing(file: OpenFile, query: ListQuery, signal: AbortSignal, view = 0): Promise<Listing> {
  const listing = await made(file, query, signal);
  signal.throwIfAborted();
  file.listings.set(view, listing);
  return listing;
}

async function made(file: OpenFile, query: ListQuery, signal: AbortSignal): Promise<Listing> {
  if (!file.reading.still) await Promise.race([file.reading.usable, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  if (!file.reading.still && !narrowed(query) && query.order !== 'bad') return provisional(file);
  await file.reading.usable;
  const { session } = file;
  const { order, text = '' } = query;
  const bads = file.badPlaces.all(session.table.count);
  if (order === 'bad') return new Listing(null, bads, query);
  if (order === 'audit' && file.audits.running !== null) {
    const sample = { indices: Uint32Array.from(file.audits.order), groups: [] };
    return new Listing(new Worklist(session.table, sample, null), [], query);
  }
  const within = text === '' ? null : await file.texts.found(text, signal);
  const { worklist, flags } = await session.listOf({ ...query, order: order === 'audit' ? 'flags' : order, within }, { timeoutMs: QUERY_MS, signal });
  return new Listing(worklist, narrowed(query) ? [] : bads, query, flags);
}

/** Lines of the list that a page was given last. */
export function items(file: OpenFile, from: number, count: number, view = 0): ListItem[] {
  const { session, opened } = file;
  return (file.listings.get(view)?.window(from, count) ?? []).map((item): ListItem => {
    if (typeof item !== 'number') return badItem(item, opened.files[opened.dataset.place(item.bad.row).part]);
    const { reviews } = session;
    return { ...summaryOf(session.table, item), bad: null, edited: session.dataset.edited(item), state: reviews.state(item), noted: reviews.note(item) !== null, ...blindness(file, item) };
  });
}

/** True where a list holds some records only: bad rows are then left out, as nothing can be said of them. */
export function narrowed({ where, text, flags, undecided }: ListQuery): boolean {
  return where !== null || (text ?? '') !== '' || (flags?.length ?? 0) > 0 || undecided === true;
}

function provisional({ session, badPlaces }: OpenFile): Listing {
  const count = Math.min(PROVISIONAL, session.table.count);
  const worklist = new Worklist(session.table, 'file', Uint32Array.from({ length: count }, (_, index) => index));
  const bads = badPlaces.all(session.table.count).filter(({ before }) => before <= count);
  return new Listing(worklist, bads, { where: null, order: 'file' });
}

function badItem({ bad: found }: PlacedBad, file: DataFile | undefined): ListItem {
  const bad = badRowView(found, file);
  return { index: badId(found.row), bad, title: bad.reason, flags: [], mean: null, sd: null, pWrong: null, edited: false, dropped: false, state: 'untouched', noted: false };
}
