/** Views for tests of the page. */
import type { BadRowText } from '../../src/protocol/views/badRow.js';
import type { DatasetView } from '../../src/protocol/views/dataset.js';
import type { ListItem } from '../../src/protocol/views/list.js';
import type { AttributeView, RecordView } from '../../src/protocol/views/record.js';

/** A record with two responses, A chosen. */
export function recordView(index: number, patch: Partial<RecordView> = {}): RecordView {
  const response = (number: number) => ({
    number, text: `response ${number} of ${index}`, model: null, preferred: number === 1, words: 4, reward: null, attributes: [attributeView()],
  });
  return {
    index,
    id: `id${index}#0`,
    rows: [index + 1],
    prompt: [{ role: 'user', text: `prompt ${index}` }],
    responses: [response(1), response(2)],
    preference: { chosen: 1, strength: null, strengthMax: 3, votes: [], judges: [], derived: false, edits: ['flip', 'choose'] },
    ensemble: null,
    pWrong: null,
    flags: [],
    besides: null,
    split: null,
    subset: null,
    extra: [],
    edited: false,
    dropped: false,
    state: 'untouched',
    note: null,
    ...patch,
  };
}

/** Helpfulness from 0 to 4, labelled 3. */
export function attributeView(patch: Partial<AttributeView> = {}): AttributeView {
  return { name: 'helpfulness', pool: null, min: 0, max: 4, marks: [], label: 3, predicted: null, split: false, editable: true, ...patch };
}

/** A list item without flags or scores. */
export function listItem(index: number): ListItem {
  return { index, bad: null, title: `prompt ${index}`, flags: [], mean: null, sd: null, pWrong: null, edited: false, dropped: false, state: 'untouched', noted: false };
}

/** A file that has been read whole. */
export function datasetView(patch: Partial<DatasetView> = {}): DatasetView {
  return {
    name: 'pairs.jsonl', format: 'jsonl', schema: 'pair', responses: 600, scored: false, confidence: 1, reason: 'prompt, chosen, rejected', attributes: [], rows: 300, records: 300,
    damage: null, badRowCount: 0, decided: 0, complete: true, stopped: false, failed: null, files: 1, attached: [], readOnly: false, ...patch,
  };
}

/** Row 17, cut off in the middle of a text. */
export function badRowText(patch: Partial<BadRowText> = {}): BadRowText {
  return { row: 17, offset: 20331, reason: 'the text at 12 has no end', file: null, text: '{"prompt": "cut', left: 0, ...patch };
}
