import { describe, expect, it } from 'vitest';
import type { ListQuery } from '../../src/protocol/views/list.js';
import { Listing } from '../../webview/listing.js';
import { BLOCK, initial, itemAt, Store } from '../../webview/state.js';
import { fakeHost, settled } from './fakeHost.js';
import { listItem } from './views.js';

function start(list: (query: ListQuery) => number | Promise<number>) {
  let total = 0;
  const fake = fakeHost({
    list: async ({ query }) => {
      total = await list(query);
      return { total, groups: [] };
    },
    items: ({ from, count }) => Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, i) => listItem(from + i)),
  });
  const store = new Store(initial());
  let relisted = 0;
  return { store, fake, listing: new Listing(store, fake.host, () => { relisted++; }), relisted: () => relisted };
}

describe('listing', () => {
  it('shows a list together with its visible items', async () => {
    const { store, listing, relisted } = start(() => 250);
    store.subscribe(() => { if (store.state.list) expect(store.state.items.size).toBeGreaterThan(0); });
    expect(await listing.refresh()).toBe(true);
    expect(store.state.list?.total).toBe(250);
    expect(itemAt(store.state.items, 3)?.index).toBe(3);
    expect(relisted()).toBe(1);
  });

  it('loads what comes into view, once', async () => {
    const { store, listing, fake } = start(() => 1000);
    await listing.refresh();
    listing.show(240, 310);
    listing.show(250, 320);
    await settled();
    expect(itemAt(store.state.items, 310)?.index).toBe(310);
    expect(fake.asked.filter(({ method, params }) => method === 'items' && (params as { from: number }).from === 2 * BLOCK)).toHaveLength(1);
  });

  it('keeps the old list where the filter is refused', async () => {
    const { store, listing } = start(({ where }) => { if (where) throw new Error('Binder Error'); return 9; });
    await listing.refresh();
    expect(await listing.refresh({ where: 'nonsense', order: 'flags' })).toBe(false);
    expect(store.state).toMatchObject({ filterError: 'Binder Error', list: { total: 9 }, query: { where: null }, listing: false });
  });

  it('shows the filter asked for last, whichever answer comes last', async () => {
    const release = new Map<string, () => void>();
    const { store, listing } = start(({ where }) => new Promise((resolve) => release.set(where ?? '', () => resolve((where ?? '').length))));
    const first = listing.refresh({ where: 'a', order: 'flags' });
    const second = listing.refresh({ where: 'bb', order: 'flags' });
    await settled();
    release.get('bb')?.();
    await second;
    release.get('a')?.();
    await first;
    expect(store.state).toMatchObject({ query: { where: 'bb' }, list: { total: 2 }, listing: false });
  });

  it('keeps the row under the pointer in its place when the list is made anew, and no row when it is asked for by something else', async () => {
    let total = 1000;
    const fake = fakeHost({
      list: () => ({ total, groups: [] }),
      items: ({ from, count }) => Array.from({ length: count }, (_, i) => listItem(from + i)),
      place: ({ index }) => (index === 210 ? 260 : index),
    });
    const store = new Store(initial());
    const listing = new Listing(store, fake.host, () => undefined);
    await listing.refresh();
    listing.show(200, 230);
    await settled();
    expect(store.state.anchor).toBeNull();
    listing.hovering(210);
    total = 1050;
    await listing.refresh();
    expect(store.state.anchor).toEqual({ from: 210, to: 260 });
    expect(itemAt(store.state.items, 250)?.index).toBe(250);
    listing.hovering(null);
    await listing.refresh();
    expect(store.state.anchor?.from).toBe(250);
    await listing.refresh({ where: 'mean < 0', order: 'flags' });
    expect(store.state.anchor).toBeNull();
  });

  it('gives up a list that is on its way', async () => {
    const { store, listing, fake } = start(({ where }) => (where === null ? 9 : new Promise(() => undefined)));
    await listing.refresh();
    void listing.refresh({ where: 'slow', order: 'flags' });
    await settled();
    expect(store.state.listing).toBe(true);
    listing.cancel();
    expect(store.state).toMatchObject({ listing: false, filterError: null, query: { where: null } });
    expect(fake.asked.at(-1)?.method).toBe('cancelList');
  });

  it('knows what is listed next: a second change builds on the one that is on its way', async () => {
    const { listing } = start(({ where }) => (where === 'refused' ? Promise.reject(new Error('no')) : 3));
    const first = listing.refresh({ where: 'a', order: 'file' });
    expect(listing.query).toEqual({ where: 'a', order: 'file' });
    await first;
    const second = listing.refresh({ where: 'refused', order: 'file' });
    expect(listing.query.where).toBe('refused');
    await second;
    expect(listing.query.where).toBe('a');
  });

  it('tells which words are to be marked', async () => {
    const { store, listing } = start(() => 3);
    await listing.refresh({ where: null, order: 'flags', text: 'Refund "a policy"' });
    expect(store.state.highlight).toEqual(['refund', 'a policy']);
    const { highlight } = store.state;
    await listing.refresh();
    expect(store.state.highlight).toBe(highlight);
  });

  it('asks for no items while another list is on its way', async () => {
    let release: () => void = () => undefined;
    let calls = 0;
    const { listing, fake } = start(() => (calls++ === 0 ? 1000 : new Promise((resolve) => { release = () => resolve(1000); })));
    await listing.refresh();
    const again = listing.refresh();
    await settled();
    const before = fake.asked.length;
    listing.show(500, 540);
    await settled();
    expect(fake.asked.length).toBe(before);
    release();
    await again;
    await settled();
    expect(fake.asked.at(-1)).toEqual({ method: 'items', params: { from: 5 * BLOCK, count: BLOCK } });
  });
});
