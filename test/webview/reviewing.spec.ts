import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/core/reviews/review.js';
import { Actions } from '../../webview/actions.js';
import { Listing } from '../../webview/listing.js';
import { Navigation } from '../../webview/navigation.js';
import { initial, Store } from '../../webview/state.js';
import { fakeHost, settled } from './fakeHost.js';
import { datasetView, recordView } from './views.js';

async function start(refuse = false) {
  const said: (readonly [number, Review])[] = [];
  const fake = fakeHost({
    record: ({ index }) => recordView(index, index === 3 ? { note: 'old' } : {}),
    step: ({ index, by }) => index + by,
    review: ({ index, review }) => {
      if (refuse) throw new Error('the disk is full');
      said.push([index, review]);
      return null;
    },
  });
  const store = new Store({ ...initial(), dataset: datasetView() });
  const navigation = new Navigation(store, fake.host);
  const actions = new Actions(store, fake.host, navigation, new Listing(store, fake.host, () => undefined));
  await navigation.show(3);
  return { store, actions, said, fake };
}

describe('reviewing', () => {
  it('accepts and skips, and goes on each time', async () => {
    const { store, actions, said } = await start();
    actions.run({ do: 'accept' });
    actions.run({ do: 'skip' });
    await settled();
    expect(said).toEqual([[3, { kind: 'accept' }], [4, { kind: 'skip' }]]);
    expect(store.state.target).toBe(5);
  });

  it('says which record could not be kept, though another is shown by then', async () => {
    const { store, actions } = await start(true);
    actions.run({ do: 'accept' });
    await settled();
    expect(store.state.target).toBe(4);
    expect(store.state.notice).toEqual({ kind: 'error', text: 'Record 3: the disk is full' });
  });

  it('keeps a note, takes it away, and asks nothing where it is as it was', async () => {
    const { store, actions, said } = await start();
    actions.run({ do: 'note' });
    expect(store.state.noteOf).toBe(3);
    actions.reviews.note(3, ' old ');
    expect(store.state.noteOf).toBeNull();
    actions.reviews.note(3, ' new\nlines ');
    actions.reviews.note(3, '  ');
    await settled();
    expect(said).toEqual([[3, { kind: 'note', text: 'new\nlines' }], [3, { kind: 'note', text: '' }]]);
    expect(store.state.target).toBe(3);
  });

  it('leaves a note by Escape, and undoes by the host, which knows the order', async () => {
    const { store, actions, fake } = await start();
    actions.run({ do: 'note' });
    actions.run({ do: 'escape' });
    expect(store.state.noteOf).toBeNull();
    actions.run({ do: 'undo' });
    actions.run({ do: 'redo' });
    await settled();
    expect(fake.asked.filter(({ method }) => method === 'command').map(({ params }) => params)).toEqual([{ command: 'tiebreak.undo' }, { command: 'tiebreak.redo' }]);
  });

  it('undoes after what was pressed before; the next key acts on what the undo shows', async () => {
    const said: (readonly [number, string])[] = [];
    const fake = fakeHost({
      record: ({ index }) => recordView(index),
      step: ({ index, by }) => index + by,
      review: ({ index, review }) => {
        said.push([index, review.kind]);
        return null;
      },
      command: async ({ command }) => {
        said.push([store.state.target!, command]);
        await new Promise((resolve) => setImmediate(resolve));
        // As the host does: the record is shown before the answer comes.
        actions.show(3);
        return null;
      },
    });
    const store: Store = new Store({ ...initial(), dataset: datasetView() });
    const navigation = new Navigation(store, fake.host);
    const actions: Actions = new Actions(store, fake.host, navigation, new Listing(store, fake.host, () => undefined));
    await navigation.show(3);
    for (const what of ['accept', 'undo', 'skip'] as const) actions.run({ do: what });
    await settled();
    expect(said).toEqual([[3, 'accept'], [4, 'tiebreak.undo'], [3, 'skip']]);
  });
});
