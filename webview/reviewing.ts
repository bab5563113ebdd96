/** What is said of a record without changing it: accept, skip, note. An accept and a skip go on to the next record. */
import { t } from '@vscode/l10n';
import type { Review } from '../src/core/reviews/review.js';
import { choiceIsHidden } from './blinded.js';
import type { Host } from './host.js';
import type { Navigation } from './navigation.js';
import type { RecordView } from '../src/protocol/views/record.js';
import { say, shownRecord, type Store } from './state.js';

/** The reviews that the page can ask for. */
export class Reviewing {
  constructor(
    private readonly store: Store,
    private readonly host: Host,
    private readonly navigation: Navigation,
  ) {}

  /** Accepts the label; a blind record stays to show what others say, and the next accept goes on. */
  accept(): void {
    const record = shownRecord(this.store.state);
    if (record?.blind === 'hidden') return this.#acceptUnseen(record);
    if (record?.blind === 'revealed' && record.decidedNow) return void this.navigation.step(1, false);
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

  /** The box lost the focus: what was written is kept, unless it was left by Escape, or another window is in front. */
  leaveNote(index: number, text: string): void {
    if (this.store.state.noteOf === index && document.hasFocus()) this.note(index, text);
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
    void this.navigation.after(() => this.host.request('command', { command: again ? 'tiebreak.redo' : 'tiebreak.undo' }).catch((error: Error) => say(this.store, 'error', error.message)));
  }

  #acceptUnseen(record: RecordView): void {
    if (choiceIsHidden(record)) return say(this.store, 'info', t('The label is hidden until you decide: choose a response.'));
    void this.#send(record.index, { kind: 'accept' }).then((kept) => {
      if (kept) this.store.update({ announcement: t('Record {0} is accepted.', record.index) });
    });
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
