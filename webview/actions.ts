/** What the user can do, by key, pointer or palette; every way in ends here. */
import type { LabelOperation, Operation } from '../src/core/edits.js';
import type { Gesture } from '../src/protocol/page.js';
import { responseLetter } from '../src/protocol/responseLetter.js';
import type { AttributeView, ListQuery, RecordView } from '../src/protocol/views.js';
import { capital, chosenSpoken, flipsBesides, focusedAttribute, KEEPS_PENDING, readOnlyWords, REFUSALS, strengthQuestion } from './answers.js';
import { COMMANDS } from './gestures.js';
import type { Host } from './host.js';
import { valueOf, type Command } from './keys.js';
import type { Listing } from './listing.js';
import type { Navigation } from './navigation.js';
import { pinned, type Pin } from './pins.js';
import type { Places } from './places.js';
import { read } from './readingActions.js';
import { itemAt, shownRecord, type Store } from './state.js';
import { counted, number } from './text/numbers.js';

/** The page's actions. */
export class Actions {
  places: Places | null = null;
  /** Records with an edit that is not answered: what is shown of them may be out of date. */
  readonly #editing = new Set<number>();

  constructor(
    private readonly store: Store,
    private readonly host: Host,
    private readonly navigation: Navigation,
    private readonly listing: Listing,
  ) {}

  show(index: number): void {
    void this.navigation.show(index);
  }

  step(by: 1 | -1, flagged: boolean): void {
    void this.navigation.step(by, flagged);
  }

  /** Lists by another filter or order; false where it is refused, with the reason in the state. */
  async setQuery(patch: Partial<ListQuery>): Promise<boolean> {
    if (!await this.listing.refresh({ ...this.store.state.query, ...patch })) return false;
    await this.navigation.locate();
    const { place, list, items } = this.store.state;
    const first = itemAt(items, 0);
    if (place === null && first) this.show(first.index);
    this.store.update({ announcement: counted(list?.total ?? 0, 'record') });
    return true;
  }

  forgetFilterError(): void {
    this.store.update({ filterError: null });
  }

  /** Tells which places of the list are in view, and the first row. */
  viewing(top: number, first: number, last: number): void {
    this.store.update({ top });
    this.listing.show(first, last);
  }

  focusResponse(response: number): void {
    this.store.update({ focused: response, pending: null });
  }

  /** Keeps a response open beside others, or lets it go. */
  pin(pin: Pin): void {
    const record = shownRecord(this.store.state);
    if (record) this.store.update({ pins: pinned(this.store.state.pins, record.index, pin) });
  }

  flip(): void {
    const record = this.#taking('flip');
    if (record) void this.#edit(record, { kind: 'flip' }, (after) => (flipsBesides(after) ? 'The other pair is flipped.' : `Flipped: ${chosenSpoken(after)}.`));
  }

  tie(): void {
    const record = this.#taking('tie');
    if (record) void this.#edit(record, { kind: 'tie' }, (after) => (after.preference.chosen === null ? 'A tie.' : `${capital(chosenSpoken(after))}.`));
  }

  /** Sets how much better a response is; 0 is a tie. */
  strength(response: number, size: number): void {
    const record = this.#taking('strength');
    this.store.update({ pending: null });
    if (!record) return;
    const value = size === 0 ? 0 : response === 1 ? -size : size;
    void this.#edit(record, { kind: 'strength', value }, () => (size === 0 ? 'A tie.' : `${responseLetter(response)} is better by ${number(size)}.`));
  }

  choose(response: number): void {
    const record = this.#taking('choose');
    if (!record || response > record.responses.length) return;
    if (record.preference.chosen === response && !this.#editing.has(record.index)) return this.#say('info', `${responseLetter(response)} is chosen already.`);
    void this.#edit(record, { kind: 'choose', response }, (after) => `${capital(chosenSpoken(after))}.`);
  }

  set(response: number, attribute: AttributeView, value: number): void {
    const record = shownRecord(this.store.state);
    this.store.update({ pending: null, focused: response });
    if (!record || attribute.label === value && !this.#editing.has(record.index)) return;
    const of = `${attribute.name} of ${responseLetter(response)}`;
    void this.#edit(record, { kind: 'set', response, attribute: attribute.name, value }, () => `${capital(of)} is ${number(value)}.`);
  }

  /** Opens the file by one of the schemas that fit it. */
  chooseSchema(schema: string): void {
    this.host.request('chooseSchema', { schema }).catch((error: Error) => this.#say('error', error.message));
  }

  /** Shows a place of the mapping that is being written. */
  showInMapping(from: number, to: number): void {
    this.host.request('showInMapping', { from, to }).catch((error: Error) => this.#say('error', error.message));
  }

  /** Opens the files that belong to this one together with it. */
  attachRelated(): void {
    const paths = this.store.state.related.map(({ path }) => path);
    this.store.update({ related: [] });
    this.host.request('attach', { paths }).catch((error: Error) => this.#say('error', error.message));
  }

  /** Asks the host to open an address of a dataset's text; VS Code asks back before it does. */
  openAddress(address: string): void {
    this.host.request('openExternal', { address }).catch((error: Error) => this.#say('error', error.message));
  }

  /** Runs a command of the extension. */
  command(command: string): void {
    this.host.request('command', { command }).catch((error: Error) => this.#say('error', error.message));
  }

  showKeys(shown: boolean): void {
    this.store.update({ keysShown: shown });
  }

  showList(shown: boolean): void {
    this.store.update({ listShown: shown });
    if (shown) this.places?.focusList();
  }

  dismiss(): void {
    this.store.update({ notice: null });
  }

  gesture(gesture: Gesture): void {
    const command = COMMANDS[gesture];
    if (command) return this.run(command);
    switch (gesture) {
      case 'focusList': return this.showList(true);
      case 'badRows': return void this.setQuery({ order: 'bad' }).then(() => this.places?.focusList());
      case 'setAttribute': return this.store.update({ pending: { kind: 'letter' } });
    }
  }

  /** Carries out a key. What acts on a record waits until the record on its way is shown. */
  run(command: Command): void {
    const { do: what } = command;
    if (what === 'step' || what === 'filter' || what === 'keys' || what === 'escape' || what === 'scroll') this.#run(command);
    else this.navigation.arrived(() => this.#run(command));
  }

  #run(command: Command): void {
    // A notice answers the key before; the next key takes it away.
    if (this.store.state.notice) this.dismiss();
    if (!KEEPS_PENDING.has(command.do)) this.store.update({ pending: null });
    switch (command.do) {
      case 'step': return this.step(command.by, command.flagged);
      case 'flip': return this.flip();
      case 'tie': return this.tie();
      case 'choose': return this.choose(command.response);
      case 'askStrength': return this.#askStrength();
      case 'side': return this.#askStrength(command.response);
      case 'strength': return this.#answerStrength(command.digit);
      case 'focus': return this.#focusKeepingAttribute(command.response);
      case 'attribute': return this.#ask(command.name);
      case 'value': return this.#answer(command.digit);
      case 'scroll': return this.places?.scrollTexts(command.by);
      case 'read': return read(this.store, command.how);
      case 'filter': return this.places?.focusFilter();
      case 'keys': return this.showKeys(true);
      case 'escape': return this.#escape();
    }
  }

  #focusKeepingAttribute(response: number): void {
    const { pending } = this.store.state;
    this.store.update({ focused: response, announcement: `Response ${responseLetter(response)}.` });
    if (pending?.kind === 'value') this.#ask(pending.attribute);
  }

  /** The shown record where it can take an operation; else says why not. */
  #taking(kind: LabelOperation['kind']): RecordView | null {
    const record = shownRecord(this.store.state);
    if (!record || record.preference.edits.includes(kind)) return record;
    this.#say('error', REFUSALS[kind]);
    return null;
  }

  #askStrength(response?: number): void {
    const record = this.#taking('strength');
    if (!record) return;
    if (this.store.state.dataset?.readOnly) return this.#say('error', readOnlyWords(this.store.state));
    this.store.update(strengthQuestion(record, response));
  }

  #answerStrength(digit: number): void {
    const { pending } = this.store.state;
    const max = shownRecord(this.store.state)?.preference.strengthMax ?? 0;
    if (pending?.kind !== 'strength') return;
    if (digit > max) return this.#say('error', `The strength goes from 0 (a tie) to ${number(max)}.`);
    this.strength(pending.response, digit);
  }

  #ask(name: string): void {
    const attribute = focusedAttribute(this.store.state, name);
    const { dataset, focused } = this.store.state;
    if (!attribute) return;
    if (dataset?.readOnly) return this.#say('error', readOnlyWords(this.store.state));
    if (!attribute.editable) return this.#say('error', `${capital(name)} cannot be set here.`);
    this.store.update({
      pending: { kind: 'value', attribute: name },
      announcement: `${capital(name)} of ${responseLetter(focused)}: ${number(attribute.min)} to ${number(attribute.max)}.`,
    });
  }

  #answer(digit: number): void {
    const { pending, focused } = this.store.state;
    const attribute = pending?.kind === 'value' ? focusedAttribute(this.store.state, pending.attribute) : undefined;
    if (!attribute) return this.store.update({ pending: null });
    const value = valueOf(digit, attribute.min, attribute.max);
    if (value === null) {
      return this.#say('error', `${capital(attribute.name)} goes from ${number(attribute.min)} to ${number(attribute.max)}.`);
    }
    this.set(focused, attribute, value);
  }

  #escape(): void {
    const { keysShown, pending, listShown } = this.store.state;
    if (keysShown || pending || listShown) this.store.update({ keysShown: false, pending: null, listShown: false });
    else this.places?.focusList();
  }

  async #edit(record: RecordView, operation: Operation, spoken: (after: RecordView) => string): Promise<void> {
    if (this.store.state.dataset?.readOnly) return this.#say('error', readOnlyWords(this.store.state));
    this.#editing.add(record.index);
    try {
      await this.host.request('edit', { index: record.index, operation });
      await this.navigation.changed([record.index]);
      this.listing.changed([record.index]);
      const after = this.store.state.record;
      if (after?.index === record.index) this.store.update({ announcement: spoken(after) });
    } catch (error) {
      this.#say('error', (error as Error).message);
    } finally {
      this.#editing.delete(record.index);
    }
  }

  #say(kind: 'info' | 'error', text: string): void {
    this.store.update({ notice: { kind, text }, announcement: text });
  }
}
