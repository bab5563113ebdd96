/** What changes a record's labels: edits, and the questions that some of them ask first. */
import { t } from '@vscode/l10n';
import type { LabelOperation, Operation } from '../src/core/edits.js';
import { responseLetter } from '../src/protocol/responseLetter.js';
import type { AttributeView, RecordView } from '../src/protocol/views/record.js';
import { capital, chosenSpoken, flipsBesides, focusedAttribute, readOnlyWords, REFUSALS, strengthQuestion } from './answers.js';
import { choiceIsHidden } from './blinded.js';
import type { Host } from './host.js';
import { valueOf } from './keys.js';
import type { Listing } from './listing.js';
import type { Navigation } from './navigation.js';
import { say, shownRecord, type Pending, type Store } from './state.js';
import { number } from './text/numbers.js';

/** The edits that the page can ask for. */
export class Labelling {
  /** Records with an edit that is not answered: what is shown of them may be out of date. */
  readonly #editing = new Set<number>();

  constructor(
    private readonly store: Store,
    private readonly host: Host,
    private readonly navigation: Navigation,
    private readonly listing: Listing,
  ) {}

  flip(): void {
    const record = this.#taking('flip');
    if (record?.blind === 'hidden' && choiceIsHidden(record)) return say(this.store, 'info', t('The label is hidden until you decide: choose a response.'));
    if (record) void this.#edit(record, { kind: 'flip' }, (after) => (flipsBesides(after) ? t('The other pair is flipped.') : t('Flipped: {0}.', chosenSpoken(after))));
  }

  tie(): void {
    const record = this.#taking('tie');
    if (record) void this.#edit(record, { kind: 'tie' }, (after) => (after.preference.chosen === null ? t('A tie.') : `${capital(chosenSpoken(after))}.`));
  }

  /** Sets how much better a response is; 0 is a tie. */
  strength(response: number, size: number): void {
    const record = this.#taking('strength');
    this.store.update({ pending: null });
    if (!record) return;
    const value = size === 0 ? 0 : response === 1 ? -size : size;
    void this.#edit(record, { kind: 'strength', value }, () => (size === 0 ? t('A tie.') : t('{0} is better by {1}.', responseLetter(response), number(size))));
  }

  choose(response: number): void {
    const record = this.#taking('choose');
    if (!record) return;
    if (response > record.responses.length) return say(this.store, 'error', t('There is no response {0}: this record has {1}.', response, record.responses.length));
    if (record.preference.chosen === response && !this.#editing.has(record.index)) return void this.#agree(record, response);
    void this.#edit(record, { kind: 'choose', response }, (after) => `${capital(chosenSpoken(after))}.`);
  }

  set(response: number, attribute: AttributeView, value: number): void {
    const record = shownRecord(this.store.state);
    this.store.update({ pending: null, focused: response });
    if (!record || attribute.label === value && !this.#editing.has(record.index)) return;
    void this.#edit(record, { kind: 'set', response, attribute: attribute.name, value }, () => t('{0} of {1} is {2}.', capital(attribute.name), responseLetter(response), number(value)));
  }

  /** Takes the record out of the file; undo brings it back. */
  drop(): void {
    const record = shownRecord(this.store.state);
    if (record && !record.dropped) void this.#edit(record, { kind: 'drop' }, () => t('Record {0} is dropped: it leaves the file when that is saved.', record.index));
  }

  /** Asks how much better a response is; the chosen one where none is named. */
  askStrength(response?: number): void {
    const record = this.#taking('strength');
    if (!record) return;
    if (this.store.state.dataset?.readOnly) return say(this.store, 'error', readOnlyWords(this.store.state));
    this.store.update(strengthQuestion(record, response));
  }

  answerStrength(digit: number): void {
    const { pending } = this.store.state;
    const max = shownRecord(this.store.state)?.preference.strengthMax ?? 0;
    if (pending?.kind !== 'strength') return;
    if (digit > max) return say(this.store, 'error', t('The strength goes from 0 (a tie) to {0}.', number(max)));
    this.strength(pending.response, digit);
  }

  /** Asks for the value of an attribute of the focused response. */
  ask(name: string): void {
    const attribute = focusedAttribute(this.store.state, name);
    const { dataset, focused } = this.store.state;
    if (!attribute) return;
    if (dataset?.readOnly) return say(this.store, 'error', readOnlyWords(this.store.state));
    if (!attribute.editable) return this.#refuse(name, { kind: 'refused', attribute: name });
    this.store.update({
      pending: { kind: 'value', attribute: name },
      announcement: t('{0} of {1}: {2} to {3}.', capital(name), responseLetter(focused), number(attribute.min), number(attribute.max)),
    });
  }

  answer(digit: number): void {
    const { pending, focused } = this.store.state;
    if (pending?.kind === 'refused') return this.#refuse(pending.attribute, null);
    const attribute = pending?.kind === 'value' ? focusedAttribute(this.store.state, pending.attribute) : undefined;
    if (!attribute) return this.store.update({ pending: null });
    const value = valueOf(digit, attribute.min, attribute.max);
    if (value === null) return say(this.store, 'error', t('{0} goes from {1} to {2}.', capital(attribute.name), number(attribute.min), number(attribute.max)));
    this.set(focused, attribute, value);
  }

  /** Who chooses what is chosen already has decided as well: the label is accepted as it is. */
  async #agree({ index, state }: RecordView, response: number): Promise<void> {
    if (state !== 'untouched' && state !== 'skipped') return say(this.store, 'info', t('{0} is chosen already.', responseLetter(response)));
    try {
      await this.host.request('review', { index, review: { kind: 'accept' } });
      if (shownRecord(this.store.state)?.index === index) say(this.store, 'info', t('{0} is chosen already: record {1} is accepted.', responseLetter(response), index));
    } catch (error) {
      say(this.store, 'error', (error as Error).message);
    }
  }

  /** Says that an attribute cannot be set, and what that leaves waiting. */
  #refuse(name: string, pending: Pending | null): void {
    this.store.update({ pending });
    say(this.store, 'error', t('{0} cannot be set here.', capital(name)));
  }

  /** The shown record where it can take an operation; else says why not. */
  #taking(kind: LabelOperation['kind']): RecordView | null {
    const record = shownRecord(this.store.state);
    if (!record || record.preference.edits.includes(kind)) return record;
    say(this.store, 'error', REFUSALS[kind]);
    return null;
  }

  async #edit(record: RecordView, operation: Operation, spoken: (after: RecordView) => string): Promise<void> {
    if (this.store.state.dataset?.readOnly) return say(this.store, 'error', readOnlyWords(this.store.state));
    this.#editing.add(record.index);
    try {
      await this.host.request('edit', { index: record.index, operation });
      await this.navigation.changed([record.index]);
      this.listing.changed([record.index]);
      const after = this.store.state.record;
      if (after?.index === record.index) this.store.update({ announcement: spoken(after) });
    } catch (error) {
      say(this.store, 'error', (error as Error).message);
    } finally {
      this.#editing.delete(record.index);
    }
  }
}
