import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/core/edits.js';
import { DEFAULT_KEYS } from '../../src/protocol/keyTable.js';
import type { DatasetView } from '../../src/protocol/views/dataset.js';
import type { RecordView } from '../../src/protocol/views/record.js';
import { Actions } from '../../webview/actions.js';
import { strengthDigits } from '../../webview/answers.js';
import { keyMap } from '../../webview/keymap.js';
import { commandOf } from '../../webview/keys.js';
import { Listing } from '../../webview/listing.js';
import { Navigation } from '../../webview/navigation.js';
import { initial, Store } from '../../webview/state.js';
import { fakeHost, settled } from './fakeHost.js';
import { badRowText, datasetView, recordView } from './views.js';

async function start(dataset: Partial<DatasetView> = {}, record: Partial<RecordView> = {}) {
  const edits: Operation[] = [];
  const fake = fakeHost({
    record: ({ index }) => {
      const view = recordView(index, record);
      const flips = edits.filter((edit) => edit.kind === 'flip' || edit.kind === 'choose').length;
      return flips % 2 === 0 ? view : { ...view, preference: { ...view.preference, chosen: 2 } };
    },
    edit: ({ operation }) => { edits.push(operation); return null; },
  });
  const store = new Store({ ...initial(), dataset: datasetView(dataset) });
  const navigation = new Navigation(store, fake.host);
  const actions = new Actions(store, fake.host, navigation, new Listing(store, fake.host, () => undefined));
  await navigation.show(3);
  return { store, actions, edits, asked: fake.asked };
}

describe('actions', () => {
  it('flips and says which response is chosen then', async () => {
    const { store, actions, edits } = await start();
    actions.run({ do: 'flip' });
    await settled();
    expect(edits).toEqual([{ kind: 'flip' }]);
    expect(store.state.announcement).toBe('Flipped: B is chosen.');
  });

  it('chooses another response, and accepts the chosen one as it is', async () => {
    const { store, actions, edits, asked } = await start();
    actions.run({ do: 'choose', response: 1 });
    await settled();
    expect(edits).toEqual([]);
    expect(asked.filter(({ method }) => method === 'review')).toEqual([{ method: 'review', params: { index: 3, review: { kind: 'accept' } } }]);
    expect(store.state).toMatchObject({ target: 3, notice: { text: 'A is chosen already: record 3 is accepted.' } });
    actions.run({ do: 'choose', response: 2 });
    await settled();
    expect(edits).toEqual([{ kind: 'choose', response: 2 }]);
  });

  it('accepts nothing twice', async () => {
    for (const state of ['reviewed', 'edited'] as const) {
      const { store, actions, asked } = await start({}, { state });
      actions.run({ do: 'choose', response: 1 });
      await settled();
      expect(asked.filter(({ method }) => method === 'review')).toEqual([]);
      expect(store.state.notice?.text).toBe('A is chosen already.');
    }
  });

  it('sets an attribute of the focused response by letter and digit', async () => {
    const { store, actions, edits } = await start();
    actions.run({ do: 'focus', response: 2 });
    actions.run({ do: 'attribute', name: 'helpfulness' });
    expect(store.state.pending).toEqual({ kind: 'value', attribute: 'helpfulness' });
    actions.run({ do: 'value', digit: 1 });
    await settled();
    expect(edits).toEqual([{ kind: 'set', response: 2, attribute: 'helpfulness', value: 1 }]);
    expect(store.state.pending).toBeNull();
    expect(store.state.focused).toBe(2);
  });

  it('keeps asking where the digit is off the scale', async () => {
    const { store, actions, edits } = await start();
    actions.run({ do: 'attribute', name: 'helpfulness' });
    actions.run({ do: 'value', digit: 7 });
    expect(store.state.notice?.text).toBe('Helpfulness goes from 0 to 4.');
    expect(store.state.pending).not.toBeNull();
    expect(edits).toEqual([]);
  });

  it('moves an open question to the other response', async () => {
    const { store, actions } = await start();
    actions.run({ do: 'attribute', name: 'helpfulness' });
    actions.run({ do: 'focus', response: 2 });
    expect(store.state).toMatchObject({ focused: 2, pending: { attribute: 'helpfulness' } });
    actions.run({ do: 'escape' });
    expect(store.state.pending).toBeNull();
  });

  it('does not take the value of an attribute that cannot be set for a choice', async () => {
    const rated = recordView(3).responses.map((response) => ({ ...response, attributes: response.attributes.map((each) => ({ ...each, editable: false })) }));
    const { store, actions, edits } = await start({}, { responses: rated });
    const type = (key: string): void => {
      const { pending, focused } = store.state;
      const command = commandOf({ key, code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false }, { typing: false, inside: false, inResponses: false, keysShown: false, pending, responses: 2, focused, edits: ['flip', 'choose'], letters: new Map([['h', 'helpfulness']]), bound: keyMap(DEFAULT_KEYS) });
      if (command) actions.run(command);
    };
    type('h');
    expect(store.state.notice?.text).toBe('Helpfulness cannot be set here.');
    type('2');
    await settled();
    expect(edits).toEqual([]);
    expect(store.state.notice?.text).toBe('Helpfulness cannot be set here.');
    // The one after it chooses again.
    type('2');
    await settled();
    expect(edits).toEqual([{ kind: 'choose', response: 2 }]);
  });

  it('says in the page that there is no such response', async () => {
    const { store, actions, edits } = await start();
    actions.run({ do: 'choose', response: 3 });
    await settled();
    expect(edits).toEqual([]);
    expect(store.state.notice).toEqual({ kind: 'error', text: 'There is no response 3: this record has 2.' });
  });

  it('makes no edit on a read-only file', async () => {
    const { store, actions, edits } = await start({ readOnly: true });
    actions.run({ do: 'flip' });
    actions.run({ do: 'attribute', name: 'helpfulness' });
    await settled();
    expect(edits).toEqual([]);
    expect(store.state.notice?.text).toBe('This file is read-only.');
    expect(store.state.pending).toBeNull();
  });

  it('acts on the record that was on its way when the key came', async () => {
    const edited: number[] = [];
    const releases = new Map<number, () => void>();
    const fake = fakeHost({
      record: ({ index }) => (index === 0 ? recordView(0) : new Promise((resolve) => releases.set(index, () => resolve(recordView(index))))),
      step: ({ index, by }) => index + by,
      edit: ({ index }) => { edited.push(index); return null; },
    });
    const store = new Store({ ...initial(), dataset: datasetView() });
    const navigation = new Navigation(store, fake.host);
    const actions = new Actions(store, fake.host, navigation, new Listing(store, fake.host, () => undefined));
    await navigation.show(0);
    actions.run({ do: 'step', by: 1, flagged: false });
    actions.run({ do: 'flip' });
    actions.run({ do: 'step', by: 1, flagged: false });
    await settled();
    expect(edited).toEqual([]);
    releases.get(1)?.();
    await settled();
    expect(edited).toEqual([1]);
    expect(store.state.target).toBe(2);
  });

  it('edits nothing that a message hides', async () => {
    const { store, actions, edits } = await start();
    store.update({ list: { total: 0, groups: [] }, query: { where: 'false', order: 'flags' } });
    actions.run({ do: 'flip' });
    actions.run({ do: 'choose', response: 2 });
    actions.run({ do: 'attribute', name: 'helpfulness' });
    await settled();
    expect(edits).toEqual([]);
    expect(store.state.pending).toBeNull();
  });

  it('does by palette what keys do', async () => {
    const { store, actions, edits } = await start();
    actions.gesture('keys');
    expect(store.state.keysShown).toBe(true);
    actions.gesture('flip');
    await settled();
    expect(edits).toEqual([{ kind: 'flip' }]);
  });

  const strengths = { preference: { ...recordView(0).preference, chosen: 2, strength: 1, edits: ['flip', 'choose', 'tie', 'strength'] as const } };

  it('sets a strength by S and a digit, on the side that is chosen or named', async () => {
    const { store, actions, edits } = await start({}, strengths);
    actions.run({ do: 'askStrength' });
    expect(store.state.pending).toEqual({ kind: 'strength', response: 2 });
    actions.run({ do: 'strength', digit: 9 });
    expect(store.state.notice?.text).toBe('The strength goes from 0 (a tie) to 3.');
    actions.run({ do: 'strength', digit: 2 });
    await settled();
    actions.run({ do: 'askStrength' });
    actions.run({ do: 'side', response: 1 });
    actions.run({ do: 'strength', digit: 3 });
    await settled();
    actions.run({ do: 'askStrength' });
    actions.run({ do: 'strength', digit: 0 });
    await settled();
    expect(edits).toEqual([{ kind: 'strength', value: 2 }, { kind: 'strength', value: -3 }, { kind: 'strength', value: 0 }]);
    expect(store.state.pending).toBeNull();
  });

  it('names the digits of a longer scale as far as there are any', () => {
    expect([3, 7, 12].map(strengthDigits)).toEqual(['0 – 3', '0 – 7', '0 – 9']);
  });

  it('makes a tie, and says where a file has no place for one', async () => {
    const can = await start({}, strengths);
    can.actions.run({ do: 'tie' });
    await settled();
    expect(can.edits).toEqual([{ kind: 'tie' }]);
    const cannot = await start();
    cannot.actions.run({ do: 'tie' });
    await settled();
    expect(cannot.edits).toEqual([]);
    expect(cannot.store.state.notice?.text).toBe('This file has no place for a tie.');
  });

  it('edits nothing while a bad row is shown', async () => {
    const { store, actions, edits } = await start();
    store.update({ badRow: badRowText(), target: -17 });
    actions.run({ do: 'flip' });
    actions.run({ do: 'choose', response: 2 });
    await settled();
    expect(edits).toEqual([]);
  });
});
