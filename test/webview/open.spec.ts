import { describe, expect, it } from 'vitest';
import type { PageMethods, PageOpening } from '../../src/protocol/page.js';
import type { ListView } from '../../src/protocol/views/list.js';
import type { RecordView } from '../../src/protocol/views/record.js';
import { NO_SCORING } from '../../src/protocol/views/scoring.js';
import { Actions } from '../../webview/actions.js';
import { FirstRecord } from '../../webview/firstRecord.js';
import { Listing } from '../../webview/listing.js';
import { Navigation } from '../../webview/navigation.js';
import { open } from '../../webview/open.js';
import { initial, Store } from '../../webview/state.js';
import { fakeHost, settled } from './fakeHost.js';
import { datasetView, listItem, recordView } from './views.js';

const opened: PageOpening = { view: datasetView(), choice: null, scoring: NO_SCORING, preview: null };
const asking: PageOpening = { ...opened, view: null, choice: { name: 'two.jsonl', candidates: [] } };
const never = new Promise<never>(() => undefined);

function start(answers: { [M in 'ready' | 'list' | 'items' | 'record']?: (params: PageMethods[M][0]) => PageMethods[M][1] | Promise<PageMethods[M][1]> }) {
  const fake = fakeHost({ list: () => ({ total: 1, groups: [] }), items: () => [listItem(0)], record: ({ index }) => recordView(index), related: () => [], ...answers });
  const store = new Store(initial());
  const navigation = new Navigation(store, fake.host);
  const listing = new Listing(store, fake.host, () => navigation.relisted());
  const actions = new Actions(store, fake.host, navigation, listing);
  const first = new FirstRecord(store, navigation);
  return { fake, store, navigation, first, done: open({ store, host: fake.host, navigation, listing, actions, first }) };
}

describe('opening', () => {
  it('says why a file cannot be opened, until it is opened another way', async () => {
    const { fake, store, done } = start({ ready: () => { throw new Error('no schema fits'); } });
    await done;
    expect(store.state.openError).toBe('no schema fits');
    fake.send('reopened', opened);
    await settled();
    expect(store.state.openError).toBeNull();
    expect(store.state.record?.index).toBe(0);
  });

  it('leaves off where the file is opened anew meanwhile', async () => {
    const { fake, store, done } = start({ ready: () => opened, list: () => never });
    void done;
    await settled();
    fake.send('reopened', asking);
    // Longer than the list is waited for.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(store.state).toMatchObject({ dataset: null, target: null, recordError: null });
    expect(fake.asked.filter(({ method }) => method === 'record')).toEqual([]);
  });

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  /** The file's list, which has record 5 first, comes when it is let. */
  function late(records: (index: number) => Partial<RecordView> = () => ({})) {
    let letCome = (): void => undefined;
    const list = new Promise<ListView>((resolve) => { letCome = () => resolve({ total: 2, groups: [] }); });
    return { ...start({ ready: () => opened, list: () => list, items: () => [listItem(5), listItem(0)], record: ({ index }) => recordView(index, records(index)) }), letCome: () => letCome() };
  }

  it('goes on to the first of the list that comes soon after the record that was shown for want of it', async () => {
    const { store, done, letCome } = late();
    await pause(400);
    expect(store.state.record?.index).toBe(0);
    letCome();
    await done;
    await settled();
    expect(store.state).toMatchObject({ target: 5, place: 0, record: { index: 5 } });
  });

  it.each<[string, number, (page: ReturnType<typeof late>) => unknown, Partial<RecordView>?]>([
    ['has gone to another record', 7, ({ navigation }) => navigation.show(7)],
    ['has asked for the same record', 0, ({ navigation }) => navigation.show(0)],
    ['has edited', 0, () => undefined, { edited: true, state: 'edited' }],
    ['has pressed or scrolled', 0, ({ first }) => first.begun()],
    ['writes a note', 0, ({ store }) => store.update({ noteOf: 0 })],
  ])('stays where somebody %s', async (_, index, begin, record = {}) => {
    const page = late(() => record);
    await pause(400);
    await begin(page);
    page.letCome();
    await page.done;
    await settled();
    expect(page.store.state.record?.index).toBe(index);
  });

  it('goes on to the first of the whole file, read soon after its beginning', async () => {
    let complete = false;
    const { fake, store, done } = start({ ready: () => ({ ...opened, view: datasetView({ complete: false, records: 20 }) }), items: () => [listItem(complete ? 5 : 0), listItem(1)] });
    await done;
    expect(store.state.record?.index).toBe(0);
    complete = true;
    fake.send('dataset', datasetView());
    await settled();
    expect(store.state.record?.index).toBe(5);
  });

  it('does not take its own asking for somebody’s', async () => {
    let letCome = (): void => undefined;
    const come = new Promise<void>((resolve) => { letCome = () => resolve(); });
    let complete = false;
    const { fake, store, done } = start({
      ready: () => ({ ...opened, view: datasetView({ complete: false, records: 20 }) }),
      items: () => [listItem(complete ? 5 : 0), listItem(1)],
      record: async ({ index }) => { await come; return recordView(index); },
    });
    await settled();
    fake.send('dataset', datasetView({ complete: false, records: 40 }));
    await settled();
    letCome();
    await done;
    complete = true;
    fake.send('dataset', datasetView());
    await settled();
    expect(store.state.record?.index).toBe(5);
  });
});
