import type { Dictionary } from './dictionary.js';
import { entriesOf, joinEntries, pageOf, type Entries, type LeafEdits } from './entries.js';
import type { PageData } from './page.js';
import { joinBytes } from './thriftWrite.js';
import { joinValues, sliceValues } from './values.js';

/** Where a page stands in its column chunk. */
export interface PagePlace {
  /** Row (within the row group) that the first entry of a new row belongs to. */
  readonly row: number;
  /** True where nothing follows it. */
  readonly last: boolean;
  /** The entries before its first new row belong to a row that is replaced or taken out. */
  readonly dropLead: boolean;
}

/** The page with the edits in it; `gone` are the entries of rows that were taken out (-1: those before the first new row). */
export function editPage(page: PageData, { row, last, dropLead }: PagePlace, edits: LeafEdits, maxDefinition: number, dictionary: Dictionary | null): { page: PageData; rows: number; gone: Map<number, Entries> } {
  const { repetitions, definitions, values } = page;
  const parts: PageData[] = [];
  const gone = new Map<number, Entries>();
  let copyFrom = 0;
  let copyValue = 0;
  let value = 0;
  const copy = (entry: number) => {
    if (entry > copyFrom) {
      parts.push({ repetitions: repetitions.subarray(copyFrom, entry), definitions: definitions.subarray(copyFrom, entry), values: sliceValues(values, copyValue, value) });
    }
  };
  const insert = (entries: Entries) => parts.push(pageOf(entries, values, dictionary));
  let at = row - 1;
  let entry = 0;
  /** Reads on to the next row's first entry. */
  const pass = () => {
    do {
      if (definitions[entry] === maxDefinition) value++;
      entry++;
    } while (entry < repetitions.length && repetitions[entry] !== 0);
  };
  if (repetitions.length > 0 && repetitions[0] !== 0) {
    pass();
    if (dropLead) {
      gone.set(-1, entriesOf(page, 0, entry, 0, value, dictionary));
      copyFrom = entry;
      copyValue = value;
    }
  }
  while (entry < repetitions.length) {
    at++;
    const news = edits.inserted.get(at);
    const replacement = edits.replaced.get(at);
    if (news || replacement !== undefined) {
      copy(entry);
      copyFrom = entry;
      copyValue = value;
      news?.forEach(insert);
    }
    const start = entry;
    const firstValue = value;
    pass();
    if (replacement === undefined) continue;
    if (replacement) insert(replacement);
    else gone.set(at, entriesOf(page, start, entry, firstValue, value, dictionary));
    copyFrom = entry;
    copyValue = value;
  }
  copy(entry);
  if (last) edits.inserted.get(at + 1)?.forEach(insert);
  return { page: joinPages(page, parts), rows: at + 1 - row, gone };
}

/** Puts what a page holds of a row that began in the page before behind what that page held of it. */
export function continueEntries(before: Entries | undefined, lead: Entries): Entries {
  return before ? joinEntries([before, lead]) : lead;
}

function joinPages(like: PageData, parts: readonly PageData[]): PageData {
  return {
    repetitions: joinBytes(parts.map(({ repetitions }) => repetitions)),
    definitions: joinBytes(parts.map(({ definitions }) => definitions)),
    values: joinValues(like.values, parts.map(({ values }) => values)),
  };
}
