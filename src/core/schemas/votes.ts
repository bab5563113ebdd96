import { t } from '@vscode/l10n';
import { EditError, type LabelOperation, type RowPatch } from '../edits.js';
import type { PreferenceRecord } from '../record.js';
import { firstText, instructionTurn, SUBSET_COLUMNS, textColumn } from './columnNames.js';
import { detection } from './detection.js';
import { text } from './fields.js';
import { rowRecord } from './rowRecord.js';
import type { Row, Schema } from './schema.js';
import { labelCode, labelSide, majority, readVotes } from './voteValues.js';
import { voteLayout, type VoteLayout } from './voteLayout.js';

/** Two responses with a column of votes an annotator, counts of votes, or the label alone (PandaLM 2306.05087, LLMBar 2310.07641). */
export const votes: Schema = schemaOf(null);

function schemaOf(fitted: VoteLayout | null): Schema {
  const layoutOf = (row: Row): VoteLayout => fitted ?? voteLayout([row]);
  return {
    name: 'votes',
    chosenFirst: false,
    edits: fitted !== null && fitted.label === null ? [] : ['flip', 'choose', 'tie'],
    grouping: { kind: 'row' },
    fit: (sample) => schemaOf(sample.length > 0 ? voteLayout(sample) : null),

    detect(sample) {
      const layout = voteLayout(sample);
      if (layout.prompt === null || layout.responses === null) return null;
      const said = layout.annotators.length > 0 || layout.counts !== null || layout.label !== null;
      if (!said) return null;
      const how = layout.annotators.length > 0 ? t('votes in {0}', listed(layout.annotators)) : layout.counts ? t('counts of votes in {0}', listed(layout.counts.columns)) : t('the label in {0}', layout.label?.column ?? '');
      return detection(sample, 0.92, t('{0}, {1} with {2}', layout.prompt, layout.responses.reduce((some, column) => t('{0} and {1}', some, column)), how), (row) => readable(row, layout));
    },

    check(row) {
      read(row, layoutOf(row));
    },

    record([row]): PreferenceRecord {
      return read(row as Row, layoutOf(row as Row));
    },

    edit([row], operation): RowPatch[] {
      return labelEdit(row as Row, layoutOf(row as Row), operation);
    },
  };
}

function listed(columns: readonly string[]): string {
  return columns.length <= 4 ? columns.join(', ') : `${columns.slice(0, 3).join(', ')} … (${columns.length})`;
}

function readable(row: Row, layout: VoteLayout): boolean {
  try {
    read(row, layout);
    return true;
  } catch {
    return false;
  }
}

function read(row: Row, layout: VoteLayout): PreferenceRecord {
  const prompt = text(row, layout.prompt ?? 'prompt');
  const [first, second] = layout.responses ?? ['response_1', 'response_2'];
  const cast = readVotes(row, layout);
  const stated = layout.label === null ? null : labelSide(row, layout.label);
  const chosen = stated === null ? majority(cast) : stated === 0 ? null : stated - 1;
  const subset = textColumn(row, SUBSET_COLUMNS);
  return rowRecord(row, new Set([...layout.used, ...(subset === null ? [] : [subset])]), {
    prompt: instructionTurn(prompt, layout.input === null ? null : row[layout.input]),
    responses: [
      { text: answer(row, first), model: firstText(row, layout.models[0]), labels: [] },
      { text: answer(row, second), model: firstText(row, layout.models[1]), labels: [] },
    ],
    preference: stated === null && cast.length === 0 ? null : { chosen, strength: null, votes: cast },
    subset: subset === null ? null : text(row, subset),
  });
}

/** A response; one that a writer of the file took for a number or a truth value (`true`) is its text. */
function answer(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : text(row, column);
}

function labelEdit(row: Row, layout: VoteLayout, operation: LabelOperation): RowPatch[] {
  const { label } = layout;
  if (operation.kind === 'strength') throw new EditError(t('this file has no column for the strength of a preference: choose a response instead'));
  if (operation.kind === 'set') throw new EditError(t('this file has no attribute labels to set: choose a response instead'));
  if (label === null) throw new EditError(t('the preference of this file is the majority of its votes, and nobody’s vote is changed: drop the record instead'));
  const now = labelSide(row, label);
  const side = operation.kind === 'tie' ? 0 : operation.kind === 'choose' ? operation.response : flipped(now);
  if (operation.kind === 'choose' && side !== 1 && side !== 2) throw new EditError(t('there is no response {0}; the record has 2', side));
  if (side === now) return [];
  return [{ row: 0, cells: [{ kind: 'set', path: [label.column], value: labelCode(label, side as 0 | 1 | 2) }] }];
}

function flipped(side: number | null): number {
  if (side === null) throw new EditError(t('the record has no label to flip: choose a response instead'));
  return side === 0 ? 0 : 3 - side;
}
