import { describe, expect, it } from 'vitest';
import type { RecordView } from '../../src/protocol/views/record.js';
import { Navigation } from '../../webview/navigation.js';
import { initial, shownRecord, Store } from '../../webview/state.js';
import { fakeHost, settled, type FakeHost } from './fakeHost.js';
import { badRowText, recordView } from './views.js';

function start(answers: Parameters<typeof fakeHost>[0] = {}): { store: Store; navigation: Navigation; fake: FakeHost } {
  const fake = fakeHost({ record: ({ index }) => recordView(index), step: ({ index, by }) => index + by, place: ({ index }) => index, ...answers });
  const store = new Store(initial());
  return { store, navigation: new Navigation(store, fake.host), fake };
}

function asked({ asked: all }: FakeHost, method: string): number {
  return all.filter((request) => request.method === method).length;
}

describe('navigation', () => {
  it('shows a record, announces it and tells the host', async () => {
    const { store, navigation, fake } = start();
    await navigation.show(7);
    expect(store.state.record?.index).toBe(7);
    expect(store.state.announcement).toBe('Record 7: no flags. A is chosen.');
    expect(fake.asked).toContainEqual({ method: 'showing', params: { index: 7 } });
  });

  it('has the neighbours ready before they are asked for', async () => {
    const { store, navigation, fake } = start();
    await navigation.show(7);
    await settled();
    const before = asked(fake, 'record');
    await navigation.step(1, false);
    // Shown at once: no answer was waited for.
    expect(store.state.record?.index).toBe(8);
    expect(fake.asked.filter(({ method, params }) => method === 'record' && (params as { index: number }).index === 8)).toHaveLength(1);
    expect(before).toBeGreaterThanOrEqual(3);
  });

  it('walks presses that come faster than answers', async () => {
    const { store, navigation } = start();
    await navigation.show(0);
    await Promise.all([navigation.step(1, false), navigation.step(1, false), navigation.step(1, false)]);
    await settled();
    expect(store.state.record?.index).toBe(3);
  });

  it('does not show an answer after the user has moved on', async () => {
    let release: (record: RecordView) => void = () => undefined;
    const { store, navigation } = start({
      record: ({ index }) => (index === 1 ? new Promise<RecordView>((resolve) => { release = resolve; }) : recordView(index)),
    });
    const slow = navigation.show(1);
    await settled();
    await navigation.show(2);
    release(recordView(1));
    await slow;
    expect(store.state.record?.index).toBe(2);
  });

  it('asks again where a change overtook an answer', async () => {
    let version = 0;
    const releases: (() => void)[] = [];
    const { store, navigation } = start({
      record: ({ index }) => {
        const pWrong = version;
        return new Promise((resolve) => releases.push(() => resolve(recordView(index, { pWrong }))));
      },
    });
    const shown = navigation.show(5);
    await settled();
    version = 1;
    const changed = navigation.changed([5]);
    await settled();
    // The old answer comes last.
    releases.reverse().forEach((release) => release());
    await settled();
    releases.forEach((release) => release());
    await Promise.all([shown, changed]);
    expect(store.state.record?.pWrong).toBe(1);
  });

  it('reads the shown record again when it changes, and leaves it when another does', async () => {
    const { navigation, fake } = start();
    await navigation.show(5);
    await settled();
    const count = (): number => fake.asked.filter(({ method, params }) => method === 'record' && (params as { index: number }).index === 5).length;
    await navigation.changed([6]);
    expect(count()).toBe(1);
    await navigation.changed(null);
    expect(count()).toBe(2);
  });

  it('says that the list ends', async () => {
    const { store, navigation } = start({ step: () => null });
    await navigation.show(0);
    await navigation.step(1, true);
    expect(store.state.notice?.text).toBe('No later flagged record in the list.');
  });

  it('shows why a record cannot be read', async () => {
    const { store, navigation } = start({ record: () => { throw new Error('gone'); } });
    await navigation.show(0);
    expect(store.state.recordError).toBe('gone');
  });

  it('shows a bad row by what it holds, and a record after it', async () => {
    const { store, navigation, fake } = start({ badRow: ({ row }) => badRowText({ row }) });
    await navigation.show(3);
    await navigation.show(-17);
    expect(store.state.badRow?.row).toBe(17);
    expect(shownRecord(store.state)).toBeNull();
    expect(store.state.announcement).toBe('Row 17, byte 20,331, cannot be read: the text at 12 has no end');
    expect(fake.asked).toContainEqual({ method: 'badRow', params: { row: 17 } });
    await navigation.show(3);
    expect(store.state.badRow).toBeNull();
    expect(shownRecord(store.state)?.index).toBe(3);
  });
});
