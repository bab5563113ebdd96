import { describe, expect, it } from 'vitest';
import type { PageMethods, PageOpening } from '../../src/protocol/page.js';
import { NO_SCORING } from '../../src/protocol/views.js';
import { Actions } from '../../webview/actions.js';
import { Listing } from '../../webview/listing.js';
import { Navigation } from '../../webview/navigation.js';
import { open } from '../../webview/open.js';
import { initial, Store } from '../../webview/state.js';
import { fakeHost, settled } from './fakeHost.js';
import { datasetView, listItem, recordView } from './views.js';

const opened: PageOpening = { view: datasetView(), choice: null, scoring: NO_SCORING, preview: null };
const asking: PageOpening = { ...opened, view: null, choice: { name: 'two.jsonl', candidates: [] } };
const never = new Promise<never>(() => undefined);

function start(answers: { [M in 'ready' | 'list']?: () => PageMethods[M][1] | Promise<PageMethods[M][1]> }) {
  const fake = fakeHost({ list: () => ({ total: 1, groups: [] }), items: () => [listItem(0)], record: ({ index }) => recordView(index), related: () => [], ...answers });
  const store = new Store(initial());
  const navigation = new Navigation(store, fake.host);
  const listing = new Listing(store, fake.host, () => navigation.relisted());
  const actions = new Actions(store, fake.host, navigation, listing);
  return { fake, store, done: open({ store, host: fake.host, navigation, listing, actions }) };
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
});
