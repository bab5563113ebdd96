/** Blind mode: stands between the page and the host, so that what a blind record must not show never reaches the page's state. */
import type { Operation } from '../src/core/edits.js';
import type { ChecksView, PageEvents, PageMethods, PageOpening } from '../src/protocol/page.js';
import type { ListItem, ListView } from '../src/protocol/views/list.js';
import type { RecordView } from '../src/protocol/views/record.js';
import type { Again } from './again.js';
import { blinded, blindedItem, choiceIsHidden, unscoredItem } from './blinded.js';
import type { Host } from './host.js';
import { mirrored, mirroredOperation } from './mirrored.js';

/** Records whose real views are kept while they are blind; more are not open or prefetched at once. */
const KEPT = 200;

type Request = Host['request'];
type Params<M extends keyof PageMethods> = PageMethods[M][0];

/** What the page knows of a record that is, or was, blind. */
interface Seen {
  /** The record as the host gave it last. */
  readonly real: RecordView;
  readonly hidden: boolean;
  /** True where A and B stand the other way round. */
  readonly mirrored: boolean;
  /** The text that was A while it was hidden. */
  readonly first: string | undefined;
}

/** The host as the page sees it: records and items are blind until they are decided, and a decision on a blind one is read as it was meant. */
export class BlindHost implements Host {
  checks: ChecksView = { blind: false, again: false };
  /** True while an audit goes on. */
  auditing = false;
  readonly #seen = new Map<number, Seen>();

  constructor(
    private readonly host: Host,
    private readonly again: Again,
  ) {}

  /** Takes what the settings say. */
  take(checks: ChecksView): void {
    this.checks = checks;
    this.again.enabled = checks.again;
  }

  on<E extends keyof PageEvents>(event: E, listener: (params: PageEvents[E]) => void): void {
    this.host.on(event, listener);
  }

  request<M extends keyof PageMethods>(method: M, params: PageMethods[M][0]): Promise<PageMethods[M][1]> {
    return this.#answer(method, params) as Promise<PageMethods[M][1]>;
  }

  async #answer(method: keyof PageMethods, params: unknown): Promise<unknown> {
    switch (method) {
      case 'ready': return this.#opened(await this.host.request('ready', null));
      case 'record': return this.#shown(await this.host.request('record', params as Params<'record'>));
      case 'items': return (await this.host.request('items', params as Params<'items'>)).map((item) => this.#listItem(item));
      case 'list': return this.#listed(await this.host.request('list', this.#unflagged(params as Params<'list'>)));
      case 'step': return this.host.request('step', this.#silent ? { ...(params as Params<'step'>), flagged: false } : (params as Params<'step'>));
      case 'edit': return this.#edit(params as Params<'edit'>);
      case 'review': return this.#review(params as Params<'review'>);
      default: return (this.host.request as Request)(method, params as never);
    }
  }

  #opened(opening: PageOpening): PageOpening {
    if (opening.checks) this.take(opening.checks);
    this.auditing = opening.view?.audit?.running === true;
    return opening;
  }

  /** A record of the audit is blind while it is asked for, one that came back until it is decided again, others as the mode says. */
  #isBlind({ index, audit, decidedNow }: Pick<RecordView, 'index' | 'audit' | 'decidedNow'>): boolean {
    if (this.again.isOpen(index)) return true;
    return audit === undefined ? this.checks.blind && decidedNow !== true : audit === 'open';
  }

  /** In an audit the list shows what is answered, and never what models say of it. */
  #listItem(item: ListItem): ListItem {
    if (item.bad !== null) return item;
    return this.#isBlind(item) ? blindedItem(item) : item.audit === undefined ? item : unscoredItem(item);
  }

  /** True while nothing may be said of flags: an audit's records stand in other lists too. */
  get #silent(): boolean {
    return this.checks.blind || this.auditing;
  }

  /** Groups of flags, and lists of some of them, say what the records in them bear. */
  #unflagged({ query }: Params<'list'>): Params<'list'> {
    if (!this.#silent || (query.order !== 'flags' && query.grouped !== true && (query.flags ?? []).length === 0)) return { query };
    return { query: { ...query, grouped: false, order: query.order === 'flags' ? 'queue' : query.order, flags: [] } };
  }

  /** Headings and counts of flags speak of the records under them. */
  #listed(view: ListView): ListView {
    if (!this.#silent) return view;
    const { flags: _, ...rest } = view;
    return { ...rest, groups: view.groups.filter(({ flag }) => flag === 'bad'), blind: true };
  }

  #shown(real: RecordView): RecordView {
    const { index } = real;
    const hidden = this.#isBlind(real);
    const before = this.#seen.get(index);
    if (!hidden && !before) return real;
    const turned = hidden && isMirrored(real);
    const seen: Seen = { real, hidden, mirrored: turned, first: hidden ? real.responses[turned ? 1 : 0]?.text : before?.first };
    this.#keep(index, seen);
    if (before?.hidden !== hidden) void this.host.request('hidden', { index, hidden }).catch(() => undefined);
    if (!hidden) return { ...real, blind: 'revealed', ...(seen.first !== real.responses[0]?.text && { turned: true }) };
    return { ...blinded(seen.mirrored ? mirrored(real) : real), blind: 'hidden' };
  }

  #keep(index: number, seen: Seen): void {
    this.#seen.delete(index);
    this.#seen.set(index, seen);
    if (this.#seen.size > KEPT) this.#seen.delete(this.#seen.keys().next().value as number);
  }

  /** On a blind record the choice that the file holds is an accept; on one that came back nothing is changed. */
  async #edit({ index, operation }: Params<'edit'>): Promise<null> {
    const seen = this.#seen.get(index);
    const meant = seen?.mirrored ? mirroredOperation(operation) : operation;
    if (!seen?.hidden) {
      await this.host.request('edit', { index, operation: meant });
      this.again.decided(index, false);
      return null;
    }
    const { real } = seen;
    if (this.again.isOpen(index) && isChoice(meant)) return this.#repeat(index, agrees(real, meant));
    if (confirms(real, meant)) await this.host.request('review', { index, review: { kind: 'accept' } });
    else await this.host.request('edit', { index, operation: meant });
    this.again.decided(index, real.audit === undefined && choiceIsHidden(real));
    return null;
  }

  async #review({ index, review }: Params<'review'>): Promise<null> {
    const seen = this.#seen.get(index);
    if (this.again.isOpen(index)) {
      // Nobody need decide twice.
      if (review.kind === 'skip') return this.again.close(index), null;
      if (review.kind === 'accept') return this.#repeat(index, true);
    }
    await this.host.request('review', { index, review });
    if (review.kind === 'accept') this.again.decided(index, (seen?.real.audit ?? undefined) === undefined);
    return null;
  }

  async #repeat(index: number, same: boolean): Promise<null> {
    this.again.close(index);
    this.again.answered(index, same, await this.host.request('again', { index, same }));
    return null;
  }
}

/** A pair stands the other way round for every second id: in many files the chosen response is always the first. */
function isMirrored(record: RecordView): boolean {
  if (record.responses.length !== 2 || !choiceIsHidden(record)) return false;
  let sum = 0;
  for (let i = 0; i < record.id.length; i++) sum = (Math.imul(sum, 31) + record.id.charCodeAt(i)) | 0;
  return ((sum ^ (sum >>> 16)) & 1) === 1;
}

function isChoice({ kind }: Operation): boolean {
  return kind !== 'set' && kind !== 'drop';
}

/** True where an operation says what the label says already. */
function confirms({ preference: { chosen, strength, derived } }: RecordView, operation: Operation): boolean {
  switch (operation.kind) {
    case 'choose': return !derived && chosen === operation.response;
    case 'tie': return !derived && chosen === null && strength === 0;
    case 'strength': return !derived && strength === operation.value;
    default: return false;
  }
}

/** True where an operation chooses the response that the label chooses. */
function agrees(record: RecordView, operation: Operation): boolean {
  const { chosen } = record.preference;
  if (operation.kind !== 'strength') return confirms(record, operation) || (operation.kind === 'tie' && chosen === null);
  return chosen === (operation.value === 0 ? null : operation.value < 0 ? 1 : 2);
}
