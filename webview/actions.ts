/** What the user can do, by key, pointer or palette; every way in ends here. */
import { t } from '@vscode/l10n';
import type { HistoryLine } from '../src/core/reviews/history.js';
import type { Gesture } from '../src/protocol/page.js';
import { responseLetter } from '../src/protocol/responseLetter.js';
import type { ListQuery } from '../src/protocol/views/list.js';
import type { AttributeView } from '../src/protocol/views/record.js';
import { KEEPS_PENDING } from './answers.js';
import { COMMANDS } from './gestures.js';
import type { Host } from './host.js';
import type { Command } from './keys.js';
import { Labelling } from './labelling.js';
import type { Listing } from './listing.js';
import type { Navigation } from './navigation.js';
import { pinned, type Pin } from './pins.js';
import type { Places } from './places.js';
import { read } from './readingActions.js';
import { Reviewing } from './reviewing.js';
import { itemAt, say, shownRecord, type Store } from './state.js';
import { records } from './text/counts.js';

/** The page's actions. */
export class Actions {
  places: Places | null = null;
  readonly labels: Labelling;
  readonly reviews: Reviewing;

  constructor(
    private readonly store: Store,
    private readonly host: Host,
    private readonly navigation: Navigation,
    private readonly listing: Listing,
  ) {
    this.labels = new Labelling(store, host, navigation, listing);
    this.reviews = new Reviewing(store, host, navigation);
  }

  show(index: number): void {
    void this.navigation.show(index);
  }

  step(by: 1 | -1, flagged: boolean): void {
    void this.navigation.step(by, flagged);
  }

  /** Lists by another filter or order; false where it is refused, with the reason in the state. */
  async setQuery(patch: Partial<ListQuery>): Promise<boolean> {
    if (!await this.listing.refresh({ ...this.listing.query, ...patch })) return false;
    void this.#land();
    return true;
  }

  /** In a list that leaves out the shown record its first is shown. */
  async #land(): Promise<void> {
    await this.navigation.locate();
    const { place, list, items } = this.store.state;
    const first = itemAt(items, 0);
    if (place === null && first) this.show(first.index);
    this.store.update({ announcement: t('{0} in the list.', records(list?.total ?? 0)) });
  }

  forgetFilterError(): void {
    this.store.update({ filterError: null });
  }

  /** Tells which place of the list the pointer is on: its row stays there when the list is made anew. */
  hovering(place: number | null): void {
    this.listing.hovering(place);
  }

  /** Shows or hides the flags that the list can be kept to. */
  showFlags(shown: boolean): void {
    this.store.update({ flagsShown: shown });
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
    this.labels.flip();
  }

  /** Sets how much better a response is; 0 is a tie. */
  strength(response: number, size: number): void {
    this.labels.strength(response, size);
  }

  choose(response: number): void {
    this.labels.choose(response);
  }

  set(response: number, attribute: AttributeView, value: number): void {
    this.labels.set(response, attribute, value);
  }

  /** Values of a column, for completion; none where they cannot be had. */
  valuesOf(column: string): Promise<readonly string[]> {
    return this.host.request('values', { column }).catch(() => []);
  }

  /** Tells the host whether single keys may act. */
  keysFree(free: boolean): void {
    this.host.request('keysFree', { free }).catch(() => undefined);
  }

  /** Gives up the list that is on its way. */
  cancelList(): void {
    this.listing.cancel();
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

  /** What was done to a record; nothing where it cannot be told. */
  history(index: number): Promise<readonly HistoryLine[]> {
    return this.host.request('history', { index }).catch(() => []);
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
    }
  }

  /** Carries out a key. What acts on a record waits until the record on its way is shown. */
  run(command: Command): void {
    const { do: what } = command;
    if (what === 'step' || what === 'undo' || what === 'redo' || what === 'command' || what === 'filter' || what === 'keys' || what === 'escape' || what === 'scroll') this.#run(command);
    else this.navigation.arrived(() => this.#run(command));
  }

  #run(command: Command): void {
    // A notice answers the key before; the next key takes it away.
    if (this.store.state.notice) this.dismiss();
    if (!KEEPS_PENDING.has(command.do)) this.store.update({ pending: null });
    switch (command.do) {
      case 'step': return this.step(command.by, command.flagged);
      case 'accept': return this.reviews.accept();
      case 'skip': return this.reviews.skip();
      case 'note': return this.reviews.openNote();
      case 'drop': return this.labels.drop();
      case 'undo': return this.reviews.undo(false);
      case 'redo': return this.reviews.undo(true);
      case 'command': return this.command(command.command);
      case 'flip': return this.labels.flip();
      case 'tie': return this.labels.tie();
      case 'choose': return this.labels.choose(command.response);
      case 'askStrength': return this.labels.askStrength();
      case 'side': return this.labels.askStrength(command.response);
      case 'strength': return this.labels.answerStrength(command.digit);
      case 'focus': return this.#focusKeepingAttribute(command.response);
      case 'attribute': return this.labels.ask(command.name);
      case 'value': return this.labels.answer(command.digit);
      case 'scroll': return this.places?.scrollTexts(command.by);
      case 'read': return read(this.store, command.how);
      case 'filter': return this.places?.focusFilter();
      case 'keys': return this.showKeys(true);
      case 'escape': return this.#escape();
    }
  }

  #focusKeepingAttribute(response: number): void {
    const { pending } = this.store.state;
    this.store.update({ focused: response, announcement: t('Response {0}.', responseLetter(response)) });
    if (pending?.kind === 'value' || pending?.kind === 'refused') this.labels.ask(pending.attribute);
  }

  #escape(): void {
    const { keysShown, pending, listShown, noteOf } = this.store.state;
    if (keysShown || pending || listShown || noteOf !== null) this.store.update({ keysShown: false, pending: null, listShown: false, noteOf: null });
    else this.places?.focusList();
  }

  #say(kind: 'info' | 'error', text: string): void {
    say(this.store, kind, text);
  }
}
