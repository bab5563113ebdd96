/** What is said of a record without changing it: accept, skip, note. An accept and a skip go on to the next record. */
import { t } from '@vscode/l10n';
import type { Review } from '../src/core/reviews/review.js';
import type { Host } from './host.js';
import type { Navigation } from './navigation.js';
import { say, shownRecord, type Store } from './state.js';

/** The reviews that the page can ask for. */
export class Reviewing {
  constructor(
    private readonly store: Store,
    private readonly host: Host,
    private readonly navigation: Navigation,
  ) {}

  accept(): void {
    this.#andGoOn({ kind: 'accept' }, (index) => t('Record {0} is accepted.', index));
  }

  skip(): void {
    this.#andGoOn({ kind: 'skip' }, (index) => t('Record {0} is skipped.', index));
  }

  /** Opens the note of the shown record for writing. */
  openNote(): void {
    const record = shownRecord(this.store.state);
    if (record) this.store.update({ noteOf: record.index });
  }

  closeNote(): void {
    this.store.update({ noteOf: null });
  }

  /** Keeps a note with a record; an empty one takes it away. */
  note(index: number, text: string): void {
    const { record } = this.store.state;
    this.closeNote();
    const words = text.trim();
    if (record?.index === index && (record.note ?? '') === words) return;
    void this.#send(index, { kind: 'note', text: words }).then((kept) => {
      if (kept) this.store.update({ announcement: words === '' ? t('The note of record {0} is removed.', index) : t('The note of record {0} is kept.', index) });
    });
  }

  /** Takes back the last thing done, be it an edit or a review; or does it again. */
  undo(again: boolean): void {
    this.host.request('command', { command: again ? 'tiebreak.redo' : 'tiebreak.undo' }).catch((error: Error) => say(this.store, 'error', error.message));
  }

  /** The next record need not wait for the log. */
  #andGoOn(review: Review, words: (index: number) => string): void {
    const record = shownRecord(this.store.state);
    if (!record) return;
    void this.#send(record.index, review);
    this.store.update({ announcement: words(record.index) });
    void this.navigation.step(1, false);
  }

  async #send(index: number, review: Review): Promise<boolean> {
    try {
      await this.host.request('review', { index, review });
      return true;
    } catch (error) {
      say(this.store, 'error', t('Record {0}: {1}', index, (error as Error).message));
      return false;
    }
  }
}
