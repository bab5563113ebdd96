import { t } from '@vscode/l10n';
import { EditError, type CellPatch, type CellPath } from '../../edits.js';
import { patchJson } from '../json/patch.js';
import { JsonError, tokenize as tokenizeJson } from '../json/tokens.js';
import { numberText } from '../numberText.js';
import { readCell, type Column } from './columns.js';
import { tokenizePlaced, type Dialect } from './tokens.js';

/** A field as it stands in the row, and its text. */
interface Field {
  readonly raw: string;
  readonly quoted: boolean;
  readonly value: string;
}

/** Writes patches into one row's text, one after the other; every character outside the patched fields stays. Throws `EditError`. */
export function patchCsv(text: string, patches: readonly CellPatch[], columns: readonly Column[], dialect: Dialect): string {
  const { fields, tail } = split(text, dialect);
  if (fields.length !== columns.length) throw new EditError(t('the row has {0} fields; the header has {1}', fields.length, columns.length));
  const row = new PatchedRow(fields, columns, dialect);
  for (const patch of patches) row.apply(patch);
  return fields.map(({ raw }) => raw).join(dialect.delimiter) + tail;
}

function split(text: string, dialect: Dialect): { fields: Field[]; tail: string } {
  const bytes = new TextEncoder().encode(text);
  const { records, open } = tokenizePlaced(bytes, dialect);
  const record = records[0];
  if (!record || records.length > 1 || open) throw new EditError(t('the row is not one record: put it right in a text editor first'));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let start = 0;
  const fields = record.fields.map(({ value, end, quoted }): Field => {
    const raw = decoder.decode(bytes.subarray(start, end));
    start = end + 1;
    return { raw, quoted, value: decoder.decode(value) };
  });
  return { fields, tail: decoder.decode(bytes.subarray(start - 1)) };
}

class PatchedRow {
  constructor(
    private readonly fields: Field[],
    private readonly columns: readonly Column[],
    private readonly dialect: Dialect,
  ) {}

  apply(patch: CellPatch): void {
    if (patch.kind === 'swap' && patch.a.length === 1 && patch.b.length === 1) {
      const [a, b] = [this.find(patch.a), this.find(patch.b)];
      [this.fields[a], this.fields[b]] = [this.field(b), this.field(a)];
    } else if (patch.kind === 'set' && patch.path.length === 1) {
      const at = this.find(patch.path);
      this.put(at, cellText(patch.value, this.column(at), this.field(at).value));
    } else if (patch.kind === 'negate' && patch.path.length === 1) {
      const at = this.find(patch.path);
      this.put(at, this.negated(at));
    } else {
      this.patchJson(patch);
    }
  }

  /** Lays the cells that hold JSON side by side as one object, patches that, and takes them apart again. */
  private patchJson(patch: CellPatch): void {
    const paths = patch.kind === 'swap' ? [patch.a, patch.b] : [patch.path];
    const touched = [...new Set(paths.map((path) => this.find(path)))];
    const cores = touched.map((at) => {
      const { value } = this.field(at);
      if (this.column(at).kind === 'python') throw new EditError(t('column {0} holds lists as Python prints them, whose items cannot be edited: write them as JSON', JSON.stringify(this.column(at).name)));
      const core = value.trim();
      try {
        tokenizeJson(core);
      } catch (error) {
        throw new EditError(t('column {0} holds no JSON that could be changed: {1}', JSON.stringify(this.column(at).name), (error as JsonError).message));
      }
      const lead = value.indexOf(core);
      return { core, before: value.slice(0, lead), after: value.slice(lead + core.length) };
    });
    const patched = patchJson(`{${touched.map((at, i) => `${JSON.stringify(this.column(at).name)}:${cores[i]?.core}`).join(',')}}`, [patch]);
    for (const [i, { node }] of (tokenizeJson(patched).members ?? []).entries()) {
      const { before, after } = cores[i]!;
      this.put(touched[i] as number, before + patched.slice(node.start, node.end) + after);
    }
  }

  private negated(at: number): string {
    const { value } = this.field(at);
    const number = readCell(this.column(at), value);
    if (typeof number !== 'number') throw new EditError(t('column {0} is not a number in this row', JSON.stringify(this.column(at).name)));
    if (number === 0 || Number.isNaN(number)) return value;
    const core = value.trim();
    return value.replace(core, () => (core.startsWith('-') ? core.slice(1) : `-${core.replace(/^\+/, '')}`));
  }

  /** Writes a text into a field: a quoted one stays so, another gets quotes only where it needs them. */
  private put(at: number, text: string): void {
    if (/\p{Surrogate}/u.test(text)) throw new EditError(t('column {0}: half a character cannot be written as UTF-8', JSON.stringify(this.column(at).name)));
    const { quoted, value } = this.field(at);
    if (text === value) return;
    const needs = quoted || /["\r\n]/.test(text) || text.includes(this.dialect.delimiter) || (text === '' && this.columns.length === 1);
    this.fields[at] = { raw: needs ? `"${text.replaceAll('"', '""')}"` : text, quoted: needs, value: text };
  }

  private find(path: CellPath): number {
    const at = this.columns.findIndex(({ name }) => name === String(path[0]));
    if (at === -1) throw new EditError(t('the file has no column {0}', JSON.stringify(path[0] ?? '')));
    return at;
  }

  private field(at: number): Field {
    return this.fields[at] as Field;
  }

  private column(at: number): Column {
    return this.columns[at] as Column;
  }
}

/** A value as a cell of the column is written. */
function cellText(value: number | string | boolean | null, { kind, words }: Column, before: string): string {
  if (value === null) return '';
  if (kind === 'json' || kind === 'python') return JSON.stringify(value);
  if (typeof value === 'number') return numberText(value, before);
  if (typeof value === 'string') return value;
  // 1 and 0 stand for true and false where the cell held one of them.
  if (kind === 'number' && /^[01]$/.test(before.trim())) return value ? '1' : '0';
  return value ? words[0] : words[1];
}
