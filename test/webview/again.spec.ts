import { describe, expect, it } from 'vitest';
import { Actions } from '../../webview/actions.js';
import { Again } from '../../webview/again.js';
import { BlindHost } from '../../webview/blind.js';
import { Listing } from '../../webview/listing.js';
import { Navigation } from '../../webview/navigation.js';
import { initial, Store } from '../../webview/state.js';
import { watchBlind } from '../../webview/watchBlind.js';
import { fakeHost, settled } from './fakeHost.js';
import { datasetView, recordView } from './views.js';

/** The page as it is wired, on a file of which every record may be decided; what is done to a record is remembered. */
function page(blind: boolean) {
  const decided = new Map<number, number>();
  const fake = fakeHost({
    record: ({ index }) => {
      const chosen = decided.get(index) ?? 1;
      return { ...recordView(index), preference: { ...recordView(index).preference, chosen }, ...(decided.has(index) && { decidedNow: true, state: 'reviewed' as const }) };
    },
    step: ({ index, by }) => index + by,
    place: ({ index }) => index,
    edit: ({ index, operation }) => void decided.set(index, operation.kind === 'choose' ? operation.response : 2) as never,
    review: ({ index }) => void decided.set(index, decided.get(index) ?? 1) as never,
    again: ({ same }) => ({ same: same ? 11 : 10, of: 12, interval: [0.646, 0.985] as const }),
  });
  const again = new Again(2);
  const host = new BlindHost(fake.host, again);
  host.take({ blind, again: true });
  const store = new Store({ ...initial(), dataset: datasetView(), list: { total: 500, groups: [] } });
  const navigation = new Navigation(store, host, again);
  const listing = new Listing(store, host, () => navigation.relisted());
  const actions = new Actions(store, host, navigation, listing);
  watchBlind({ store, host, again, navigation, listing });
  const press = async (...commands: Parameters<Actions['run']>[0][]) => {
    for (const command of commands) {
      actions.run(command);
      await settled();
    }
  };
  return { store, navigation, press, decided, fake };
}

const accept = { do: 'accept' } as const;
const choose = (response: number) => ({ do: 'choose', response } as const);

describe('a record that comes back', () => {
  /** Accepts one record after the other until one comes back that is not where the list goes on. */
  async function untilBack() {
    const all = page(false);
    await all.navigation.show(0);
    for (let i = 0; i < 400; i++) {
      await all.press(accept);
      if (all.store.state.record?.index !== i + 1) return { ...all, from: i };
    }
    throw new Error('none came back');
  }

  it('is blind, in its place in the list nobody sees, changes nothing, and leads back to where the curator was', async () => {
    const { store, press, decided, fake, from } = await untilBack();
    const { record, place } = store.state;
    expect(record).toMatchObject({ blind: 'hidden', state: 'untouched', preference: { chosen: null } });
    expect(from - record!.index).toBeGreaterThanOrEqual(14);
    expect(place).toBe(from);
    // An accept says nothing of a label that is not seen.
    await press(accept);
    expect(store.state.record?.index).toBe(record!.index);
    const other = record!.responses[0]!.text.startsWith('response 2') ? 1 : 2;
    await press(choose(other));
    expect(decided.get(record!.index)).toBe(1);
    expect(fake.asked.filter(({ method }) => method === 'again').map(({ params }) => params)).toEqual([{ index: record!.index, same: false }]);
    expect(store.state.record).toMatchObject({ blind: 'revealed', preference: { chosen: 1 } });
    expect(store.state.notice?.text).toBe(`You had decided record ${record!.index} before, another way, and that stands: A is chosen. To change it, decide once more. You agreed with yourself 10 of 12 times (65–99%).`);
    await press(accept);
    expect(store.state.record?.index).toBe(from + 1);
    // It comes back once.
    await press(accept);
    expect(store.state.record?.index).toBe(from + 2);
  });

  it('may be skipped, and then nothing is kept', async () => {
    const { press, fake, store, from } = await untilBack();
    await press({ do: 'skip' });
    expect(fake.asked.filter(({ method }) => method === 'again')).toEqual([]);
    expect(store.state.record?.index).toBe(from + 1);
  });

  it('is changed by a decision after it was revealed', async () => {
    const { store, press, decided } = await untilBack();
    const index = store.state.record!.index;
    const same = store.state.record!.responses[0]!.text.startsWith('response 2') ? 2 : 1;
    await press(choose(same));
    expect(store.state.notice?.text).toBe(`You had decided record ${index} before, the same way. You agreed with yourself 11 of 12 times (65–99%).`);
    await press(choose(2));
    expect(decided.get(index)).toBe(2);
  });
});

describe('blind mode by keys', () => {
  it('shows what others say after the decision; the next accept goes on without deciding again', async () => {
    const { store, navigation, press, decided, fake } = page(true);
    await navigation.show(4);
    await press(accept, { do: 'flip' });
    expect(decided.size).toBe(0);
    expect(store.state.notice?.text).toBe('The label is hidden until you decide: choose a response.');
    await press(choose(1));
    expect(store.state.record).toMatchObject({ index: 4, blind: 'revealed' });
    await press(accept);
    expect(store.state.record).toMatchObject({ index: 5, blind: 'hidden' });
    expect(store.state.announcement).toBe('Record 5: scores and labels are hidden until you decide.');
    expect(fake.asked.filter(({ method }) => method === 'review' || method === 'edit')).toHaveLength(1);
  });
});
