import type { PreferenceRecord } from '../record.js';
import type { TextRow } from './store.js';

/** A record's text columns: a prompt of one user turn as it is, others as `role: text` paragraphs. */
export function textRow(index: number, record: Pick<PreferenceRecord, 'prompt' | 'responses'>): TextRow {
  const [first, ...more] = record.prompt;
  const single = first !== undefined && more.length === 0 && first.role.toLowerCase() === 'user';
  const prompt = single ? first.text : record.prompt.map(({ role, text }) => `${role}: ${text}`).join('\n\n');
  return { index, prompt, responses: record.responses.map(({ text }) => text) };
}
