import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/core/edits.js';
import type { RecordView } from '../../src/protocol/views/record.js';
import { Again } from '../../webview/again.js';
import { BlindHost } from '../../webview/blind.js';
import { mirrored } from '../../webview/mirrored.js';
import { fakeHost } from './fakeHost.js';
import { listItem, recordView } from './views.js';

/** Everything in it that a blind record must not say has this word in it, or this number. */
const SECRET = /secret|8\.25/;

function secrets(index: number, patch: Partial<RecordView> = {}): RecordView {
  const record = recordView(index);
  const attribute = { name: 'help', pool: null, min: 0, max: 4, marks: [{ annotator: 'secret', value: 8.25 }], label: 8.25, predicted: { mean: 8.25, sd: 8.25 }, split: true, editable: true };
  return {
    ...record,
    id: `id${index}#0`,
    responses: record.responses.map((response) => ({ ...response, model: 'secret model', reward: { mean: 8.25, sd: 8.25 }, attributes: [attribute] })),
    preference: { ...record.preference, chosen: 1, strength: 8.25, votes: [{ annotator: 'secret', strength: 8.25, justification: 'secret' }], judges: [{ judge: 'secret', agrees: true }], derived: false, edits: ['flip', 'choose', 'tie', 'strength'] },
    ensemble: { mean: 8.25, sd: 8.25, z: 8.25, pSign: 8.25, voters: [{ name: 'secret', difference: 8.25 }], noun: 'model', preferred: 1, other: 2 },
    pWrong: 8.25,
    queue: { reasons: [{ text: 'secret', weight: 8.25 }], change: 8.25 },
    flags: [{ flag: 'secret', title: 'secret', why: 'secret', values: { a: 8.25 } }],
    subset: 'secret subset',
    extra: [{ name: 'secret', text: 'secret' }],
    note: 'secret note',
    state: 'reviewed',
    ...patch,
  };
}

/** A host whose records are these, with what was asked of it beside records. */
function host(records: Readonly<Record<number, RecordView>>, { blind = true, again = new Again(1) } = {}) {
  const fake = fakeHost({
    record: ({ index }) => records[index]!,
    items: () => [{ ...listItem(1), flags: ['secret'], mean: 8.25, sd: 8.25, pWrong: 8.25, state: 'reviewed', noted: true }, { ...listItem(2), mean: 8.25, decidedNow: true }],
    list: () => ({ total: 2, groups: [{ flag: 'secret', title: 'secret', start: 0, count: 2 }], flags: [{ flag: 'secret', title: 'secret', count: 1 }] }),
    again: ({ same }) => ({ same: same ? 3 : 2, of: 3, interval: [0.4, 1] as const }),
  });
  const page = new BlindHost(fake.host, again);
  page.take({ blind, again: true });
  const did = () => fake.asked.filter(({ method }) => method === 'edit' || method === 'review' || method === 'again').map(({ method, params }) => [method, params]);
  return { page, did, fake };
}

const isMirrored = (view: RecordView) => view.responses[0]!.text.startsWith('response 2');

describe('a blind record', () => {
  it('says nothing of labels, models, flags and columns, until it is decided', async () => {
    const { page } = host({ 1: secrets(1), 2: secrets(2, { decidedNow: true }) });
    const view = await page.request('record', { index: 1 });
    expect(JSON.stringify(view)).not.toMatch(SECRET);
    expect(view).toMatchObject({ blind: 'hidden', preference: { chosen: null, strength: null } });
    expect(await page.request('record', { index: 2 })).toEqual(secrets(2, { decidedNow: true }));
  });

  it('is whole outside blind mode, and blind there too while the audit asks for it', async () => {
    const { page } = host({ 1: secrets(1), 2: secrets(2, { audit: 'open' }), 3: secrets(3, { audit: 'answered' }) }, { blind: false });
    expect(await page.request('record', { index: 1 })).toEqual(secrets(1));
    expect(JSON.stringify(await page.request('record', { index: 2 }))).not.toMatch(SECRET);
    expect(await page.request('record', { index: 3 })).toEqual(secrets(3, { audit: 'answered' }));
  });

  it('is revealed when it was decided', async () => {
    const records: Record<number, RecordView> = { 1: secrets(1) };
    const { page, fake } = host(records);
    await page.request('record', { index: 1 });
    records[1] = secrets(1, { decidedNow: true });
    expect(await page.request('record', { index: 1 })).toMatchObject({ ...secrets(1, { decidedNow: true }), blind: 'revealed' });
    expect(fake.asked.filter(({ method }) => method === 'hidden').map(({ params }) => params)).toEqual([{ index: 1, hidden: true }, { index: 1, hidden: false }]);
  });

  it('says so where A and B change places on the way: not where the file’s own turn leaves the texts where they were', async () => {
    const records: Record<number, RecordView> = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i, secrets(i)]));
    const { page } = host(records);
    const views = await Promise.all(Array.from({ length: 40 }, (_, i) => page.request('record', { index: i })));
    const [turned, plain] = [views.findIndex(isMirrored), views.findIndex((view) => !isMirrored(view))];
    const flipped = (index: number) => ({ ...secrets(index, { decidedNow: true }), responses: secrets(index).responses.toReversed() });
    records[turned] = secrets(turned, { decidedNow: true });
    records[plain] = secrets(plain, { decidedNow: true });
    expect((await page.request('record', { index: turned })).turned).toBe(true);
    expect((await page.request('record', { index: plain })).turned).toBeUndefined();
    records[turned] = flipped(turned);
    expect((await page.request('record', { index: turned })).turned).toBeUndefined();
  });

  it('keeps a label that can only be accepted or changed by its value', async () => {
    const { page } = host({ 1: secrets(1, { preference: { ...secrets(1).preference, edits: ['set'] } }) });
    const [response] = (await page.request('record', { index: 1 })).responses;
    expect(response?.attributes[0]).toMatchObject({ label: 8.25, marks: [], predicted: null });
  });

  it('stands the other way round for about half of the records, whatever its label', async () => {
    const views = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [i, secrets(i)]));
    const { page } = host(views);
    let turned = 0;
    for (let i = 0; i < 400; i++) turned += Number(isMirrored(await page.request('record', { index: i })));
    // Four standard deviations of 400 fair coins.
    expect(Math.abs(turned - 200)).toBeLessThan(40);
  });
});

describe('the list', () => {
  it('says nothing of undecided records, and has no headings of flags', async () => {
    const { page, fake } = host({});
    const items = await page.request('items', { from: 0, count: 2 });
    expect(JSON.stringify(items[0])).not.toMatch(SECRET);
    expect(items[0]).toMatchObject({ state: 'untouched', noted: false });
    expect(items[1]?.mean).toBe(8.25);
    expect(await page.request('list', { query: { where: null, order: 'flags' } })).toEqual({ total: 2, groups: [], blind: true });
    expect(fake.asked.at(-1)?.params).toEqual({ query: { where: null, order: 'queue', grouped: false, flags: [] } });
  });

  it('is not kept to flags, and no step goes by them: either would say what a record bears', async () => {
    const { page, fake } = host({});
    await page.request('list', { query: { where: 'n_responses > 1', order: 'file', flags: ['contested'] } });
    expect(fake.asked.at(-1)?.params).toEqual({ query: { where: 'n_responses > 1', order: 'file', grouped: false, flags: [] } });
    await page.request('step', { index: 1, by: 1, flagged: true });
    expect(fake.asked.at(-1)?.params).toEqual({ index: 1, by: 1, flagged: false });
  });

  it('is silent too while an audit goes on: its records stand in every list', async () => {
    const { page, fake } = host({}, { blind: false });
    const flagged = { query: { where: null, order: 'flags', grouped: true } } as const;
    expect((await page.request('list', flagged)).groups).toHaveLength(1);
    page.auditing = true;
    expect(await page.request('list', flagged)).toEqual({ total: 2, groups: [], blind: true });
    await page.request('step', { index: 1, by: 1, flagged: true });
    expect(fake.asked.at(-1)?.params).toEqual({ index: 1, by: 1, flagged: false });
  });
});

describe('a decision on a blind record', () => {
  /** The first record that stands as it is, and the first that stands the other way round. */
  async function both(patch: Partial<RecordView> = {}, again = new Again(1)) {
    const records = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i, secrets(i, patch)]));
    const { page, did } = host(records, { again });
    const views = await Promise.all(Array.from({ length: 40 }, (_, i) => page.request('record', { index: i })));
    return { page, did, plain: views.findIndex((view) => !isMirrored(view)), turned: views.findIndex(isMirrored) };
  }

  it('that is the label’s own is an accept; another is an edit of the file’s own numbers', async () => {
    const { page, did, plain, turned } = await both();
    const edits: [number, Operation][] = [
      [plain, { kind: 'choose', response: 1 }], [plain, { kind: 'choose', response: 2 }],
      [turned, { kind: 'choose', response: 2 }], [turned, { kind: 'choose', response: 1 }],
      [turned, { kind: 'strength', value: -2 }], [plain, { kind: 'strength', value: 8.25 }], [plain, { kind: 'tie' }],
    ];
    for (const [index, operation] of edits) await page.request('edit', { index, operation });
    const accept = (index: number) => ['review', { index, review: { kind: 'accept' } }];
    const edit = (index: number, operation: Operation) => ['edit', { index, operation }];
    expect(did()).toEqual([
      accept(plain), edit(plain, { kind: 'choose', response: 2 }),
      accept(turned), edit(turned, { kind: 'choose', response: 2 }),
      edit(turned, { kind: 'strength', value: 2 }), accept(plain), edit(plain, { kind: 'tie' }),
    ]);
  });

  it('that makes a tie of what was none is no accept, also where the file says nothing', async () => {
    const { page, did, plain } = await both({ preference: { ...secrets(0).preference, chosen: null, strength: null } });
    await page.request('edit', { index: plain, operation: { kind: 'tie' } });
    expect(did().map(([method]) => method)).toEqual(['edit']);
  });

  it('on one that came back is kept, and changes nothing', async () => {
    const again = new Again(1);
    again.enabled = true;
    const answers: unknown[] = [];
    again.onAnswer = (...answer) => void answers.push(answer);
    const records = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [i, secrets(i, { decidedNow: true })]));
    const { page, did } = host(records, { blind: false, again });
    let back: number | null = null;
    for (let i = 0; back === null && i < 300; i++) {
      again.decided(i, true);
      back = again.between(i);
    }
    const view = await page.request('record', { index: back! });
    expect(JSON.stringify(view)).not.toMatch(SECRET);
    await page.request('edit', { index: back!, operation: { kind: 'choose', response: isMirrored(view) ? 1 : 2 } });
    expect(did()).toEqual([['again', { index: back, same: false }]]);
    expect(answers).toEqual([[back, false, { same: 2, of: 3, interval: [0.4, 1] }]]);
    expect((await page.request('record', { index: back! })).blind).toBe('revealed');
    // What is decided now is meant.
    await page.request('edit', { index: back!, operation: { kind: 'choose', response: 2 } });
    expect(did().at(-1)).toEqual(['edit', { index: back, operation: { kind: 'choose', response: 2 } }]);
  });
});

describe('records that come back', () => {
  it('do so about once in 25 decisions, at least 15 decisions later, each once', () => {
    const again = new Again(3);
    again.enabled = true;
    const came: number[] = [];
    for (let i = 0; i < 5000; i++) {
      again.decided(i, true);
      const back = again.between(i);
      if (back === null) continue;
      expect(i - back).toBeGreaterThanOrEqual(15);
      expect([again.standsAt(back), again.isOpen(back)]).toEqual([i, true]);
      came.push(back);
      expect(again.origin(back)).toBe(i);
    }
    expect(new Set(came).size).toBe(came.length);
    // 200 expected; four standard deviations are 55.
    expect(Math.abs(came.length - 200)).toBeLessThan(55);
  });

  it('do not where the setting says so, where nothing fits, or between two steps without a decision', () => {
    const off = new Again(3);
    const unfit = new Again(3);
    unfit.enabled = true;
    for (let i = 0; i < 500; i++) {
      off.decided(i, true);
      unfit.decided(i, false);
      expect([off.between(i), unfit.between(i)]).toEqual([null, null]);
    }
  });
});

it('twice the other way round is as it was', () => {
  const record = secrets(1);
  expect(mirrored(mirrored(record))).toEqual(record);
});
