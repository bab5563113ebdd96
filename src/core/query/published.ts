import { FLAGS } from '../flags/registry.js';
import type { AttributeColumns } from './columns/attributes.js';
import type { TableColumn, TableSource } from './store.js';
import type { RecordTable } from './table.js';

type Numbers = { readonly empty: boolean; get(index: number): number };
type Names = { readonly empty: boolean; get(index: number): string | null };

/** The columns of the SQL table `records`, but for its texts, as they are now. */
export function publishedColumns(table: RecordTable): readonly TableColumn[] {
  const { columns } = table;
  return [
    { name: 'index', doc: 'place in the file, from 0', type: 'integer', empty: false, get: (index) => index },
    text('id', columns.id, 'hash of the prompt and responses, and its occurrence'),
    text('split', columns.split, 'split, where the file names one'),
    text('subset', columns.subset, 'subset, where the file names one'),
    number('integer', 'n_responses', columns.responses, 'number of responses'),
    fromOne('preference', columns.preferred, 'response that the labels prefer, from 1; null for a tie or none'),
    number('double', 'strength', columns.strength, 'signed strength, negative for response 1'),
    number('double', 'mean', columns.mean, 'mean scaled difference of the models, preferred minus other'),
    number('double', 'sd', columns.sd, 'population sd of those differences'),
    number('double', 'z', columns.z, 'mean / (sd / sqrt(models - 1)); null for one model'),
    number('double', 'p_sign', columns.pSign, 'P(true mean < 0); null for one model'),
    number('double', 'p_wrong', columns.pWrong, 'P(label wrong)'),
    number('integer', 'models', columns.models, 'number of models whose difference counts'),
    number('double', 'priority', columns.priority, 'p_wrong, or the disagreement of the annotators where there are no scores'),
    { name: 'flags', doc: 'names of the flags', type: 'texts', empty: false, get: (index) => flagNames(table, index) },
    ...([0, 1] as const).flatMap((k) => responseColumns(table, k)),
  ];
}

/** The table as a store takes it: all records but the dropped. */
export function tableSource(table: RecordTable): TableSource {
  return {
    get count() {
      return table.count;
    },
    get columns() {
      return publishedColumns(table);
    },
    kept: (index) => !table.dropped(index),
  };
}

/** Names of a record's flags, in the registry's order. */
export function flagNames(table: RecordTable, index: number): readonly string[] {
  const bits = table.columns.flags.get(index);
  return bits > 0 ? FLAGS.filter((_, place) => bits & (1 << place)).map(({ name }) => name) : [];
}

function responseColumns(table: RecordTable, k: 0 | 1): readonly TableColumn[] {
  const n = k + 1;
  return [
    number('integer', `length_${n}`, table.columns.length[k], `characters of response ${n}`),
    {
      name: `reward_${n}`,
      doc: `mean reward of response ${n} over the models, each on its own scale`,
      type: 'double',
      empty: table.voters.length === 0,
      get: (index) => mean(table.scaledRewards(index, k)),
    },
    text(`model_${n}`, table.columns.model[k], `model that wrote response ${n}`),
    ...table.attributes.all.flatMap((attribute) => attributeColumns(attribute, k)),
  ];
}

function attributeColumns({ attribute, column, ...columns }: AttributeColumns, k: 0 | 1): readonly TableColumn[] {
  const of = `${attribute} of response ${k + 1}`;
  return [
    number('double', `label_${column}_${k + 1}`, columns.label[k], `label: ${of}`),
    number('double', `spread_${column}_${k + 1}`, columns.spread[k], `highest mark minus lowest: ${of}`),
    number('integer', `raters_${column}_${k + 1}`, columns.raters[k], `number of marks: ${of}`),
    number('double', `pred_${column}_${k + 1}`, columns.predicted[k], `prediction: ${of}`),
    number('double', `pred_sd_${column}_${k + 1}`, columns.predictedSd[k], `sd of the prediction: ${of}`),
  ];
}

function number(type: 'integer' | 'double', name: string, column: Numbers, doc: string): TableColumn {
  return { name, doc, type, empty: column.empty, get: (index) => column.get(index) };
}

function fromOne(name: string, column: Numbers, doc: string): TableColumn {
  return { name, doc, type: 'integer', empty: column.empty, get: (index) => column.get(index) + 1 };
}

function text(name: string, column: Names, doc: string): TableColumn {
  return { name, doc, type: 'text', empty: column.empty, get: (index) => column.get(index) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
