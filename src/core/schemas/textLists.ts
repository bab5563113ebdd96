import { t } from '@vscode/l10n';
import type { Turn } from '../record.js';
import { kind } from './fields.js';
import { RowError, type Row } from './schema.js';
import { headedTurns, isTranscript, splitShared, transcriptTurns } from './transcript.js';

/** The texts of a row. Throws `RowError`. */
export function textsOf(row: Row): string[] {
  const list = row['text'];
  if (!Array.isArray(list)) throw new RowError(t('column text is {0}, not a list of texts', kind(list)));
  if (list.length === 0) throw new RowError(t('column text is an empty list'));
  return list.map((item: unknown, i) => {
    if (typeof item !== 'string') throw new RowError(t('text {0} is {1}, not text', i + 1, kind(item)));
    return item;
  });
}

/** One score a text; null where it has none. Throws `RowError`. */
export function scoresOf(row: Row, texts: number): (number | null)[] {
  const list = row['score'];
  if (!Array.isArray(list)) throw new RowError(t('column score is {0}, not a list of scores', kind(list)));
  if (list.length !== texts) throw new RowError(t('column score has {0} scores for {1} texts', list.length, texts));
  return list.map((item: unknown, i) => {
    if (item !== null && typeof item !== 'number') throw new RowError(t('score {0} is {1}, not a number', i + 1, kind(item)));
    if (item !== null && !Number.isFinite(item)) {
      if (Number.isNaN(item)) return null;
      throw new RowError(t('score {0} is {1}, not a finite number', i + 1, item));
    }
    return item;
  });
}

/** Splits texts into what they share and how each goes on: by turns where they are talks, else by whole lines. */
export function sharedTexts(texts: readonly string[]): { prompt: Turn[]; responses: string[] } {
  const talks = texts.map((text) => (isTranscript(text) ? transcriptTurns(text) : headedTurns(text)));
  if (talks.every((turns) => turns !== null)) return splitShared(talks);
  const shared = sharedLines(texts);
  return { prompt: shared === 0 ? [] : [{ role: 'user', text: (texts[0] as string).slice(0, shared) }], responses: texts.map((text) => text.slice(shared)) };
}

function sharedLines([first = '', ...more]: readonly string[]): number {
  let end = first.length;
  for (const text of more) {
    let same = 0;
    while (same < end && text.charCodeAt(same) === first.charCodeAt(same)) same++;
    end = same;
  }
  return first.lastIndexOf('\n', end - 1) + 1;
}
