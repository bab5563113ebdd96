import type { AttributeColumns } from './columns/attributes.js';
import { predictionSd } from './columns/predicted.js';
import type { TableColumn, TableSource } from './store.js';
import type { RecordTable } from './table.js';

type Numbers = { readonly empty: boolean; get(index: number): number };
type Names = { readonly empty: boolean; get(index: number): string | null };

/** The columns of the SQL table `records`, but for its texts, as they are now; `columns/documented.ts` says what each means. */
export function publishedColumns(table: RecordTable): readonly TableColumn[] {
  const { columns } = table;
  return [
    { name: 'index', type: 'integer', empty: false, get: (index) => index },
    text('id', columns.id),
    text('split', columns.split),
    text('subset', columns.subset),
    number('integer', 'n_responses', columns.responses),
    fromOne('preference', columns.preferred),
    number('double', 'strength', columns.strength),
    number('double', 'mean', columns.mean),
    number('double', 'sd', columns.sd),
    number('double', 'z', columns.z),
    number('double', 'p_sign', columns.pSign),
    number('double', 'p_wrong', columns.pWrong),
    number('integer', 'models', columns.models),
    number('double', 'priority', columns.priority),
    { name: 'flags', type: 'texts', empty: false, get: (index) => flagNames(table, index) },
    { name: 'state', type: 'text', empty: false, get: (index) => table.reviews.state(index) },
    { name: 'note', type: 'text', empty: table.reviews.empty, get: (index) => table.reviews.note(index) },
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

/** Names of a record's flags, in the order of the table's list. */
export function flagNames(table: RecordTable, index: number): readonly string[] {
  const bits = table.columns.flags.get(index);
  return bits > 0 ? table.judging.flagList.filter((_, place) => bits & (1 << place)).map(({ name }) => name) : [];
}

function responseColumns(table: RecordTable, k: 0 | 1): readonly TableColumn[] {
  const n = k + 1;
  return [
    number('integer', `length_${n}`, table.columns.length[k]),
    {
      name: `reward_${n}`,
      type: 'double',
      empty: table.voters.length === 0,
      get: (index) => mean(table.scaledRewards(index, k)),
    },
    text(`model_${n}`, table.columns.model[k]),
    ...table.attributes.all.flatMap((attribute) => attributeColumns(attribute, k, table.attributes.predictedOnFileScale)),
  ];
}

function attributeColumns(columns: AttributeColumns, k: 0 | 1, onFileScale: boolean): readonly TableColumn[] {
  const { column } = columns;
  return [
    number('double', `label_${column}_${k + 1}`, columns.label[k]),
    number('double', `spread_${column}_${k + 1}`, columns.spread[k]),
    number('integer', `raters_${column}_${k + 1}`, columns.raters[k]),
    number('double', `pred_${column}_${k + 1}`, columns.predicted[k]),
    { name: `pred_sd_${column}_${k + 1}`, type: 'double', empty: columns.predictedSd[k].empty, get: (index) => predictionSd(columns, index, k, onFileScale) },
  ];
}

function number(type: 'integer' | 'double', name: string, column: Numbers): TableColumn {
  return { name, type, empty: column.empty, get: (index) => column.get(index) };
}

function fromOne(name: string, column: Numbers): TableColumn {
  return { name, type: 'integer', empty: column.empty, get: (index) => column.get(index) + 1 };
}

function text(name: string, column: Names): TableColumn {
  return { name, type: 'text', empty: column.empty, get: (index) => column.get(index) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
