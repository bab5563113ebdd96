import { t } from '@vscode/l10n';

/** What SQL takes a column for; `texts` is a list. */
export type ColumnType = 'integer' | 'double' | 'text' | 'texts';

/** A column of the table `records` as it is explained; `doc` gives one sentence in the language of the present bundle. */
export interface DocumentedColumn {
  readonly name: string;
  readonly type: ColumnType;
  doc(): string;
}

/** Columns of every attribute of responses k = 1 and 2; `name` holds `<attribute>` and `<k>`. */
export interface AttributePattern {
  readonly name: string;
  readonly type: ColumnType;
  /** One sentence on the column of an attribute (any response where `k` is left out). */
  doc(attribute?: string, k?: number): string;
}

const RESPONSE_COLUMNS = (k: 1 | 2): readonly DocumentedColumn[] => [
  { name: `length_${k}`, type: 'integer', doc: () => t('Characters of response {0}.', k) },
  { name: `reward_${k}`, type: 'double', doc: () => t('Mean reward of response {0} over the models, each on its own scale.', k) },
  { name: `model_${k}`, type: 'text', doc: () => t('Model that wrote response {0}.', k) },
];

/** Every column that any file has, in the table's order, but for those of attributes and the texts. */
export const RECORD_COLUMNS: readonly DocumentedColumn[] = [
  { name: 'index', type: 'integer', doc: () => t('Place of the record in the file, from 0.') },
  { name: 'id', type: 'text', doc: () => t('Hash of the prompt and the responses, with the number of the occurrence.') },
  { name: 'split', type: 'text', doc: () => t('Split that the file names for the record.') },
  { name: 'subset', type: 'text', doc: () => t('Subset that the file names for the record.') },
  { name: 'n_responses', type: 'integer', doc: () => t('Number of responses.') },
  { name: 'preference', type: 'integer', doc: () => t('Response that the labels prefer, from 1; null for a tie or no label.') },
  { name: 'strength', type: 'double', doc: () => t('Signed strength of the preference, negative for response 1.') },
  { name: 'mean', type: 'double', doc: () => t('Mean scaled difference of the models, preferred response minus other.') },
  { name: 'sd', type: 'double', doc: () => t('Population standard deviation of the models’ differences.') },
  { name: 'z', type: 'double', doc: () => t('mean / (sd / sqrt(models - 1)); null for one model.') },
  { name: 'p_sign', type: 'double', doc: () => t('Probability that the true mean is below 0; null for one model.') },
  { name: 'p_wrong', type: 'double', doc: () => t('Probability that the label is wrong, from all evidence there is.') },
  { name: 'models', type: 'integer', doc: () => t('Number of models whose difference counts.') },
  { name: 'priority', type: 'double', doc: () => t('Expected value of a relabel: p_wrong times what it would change; the annotators’ disagreement where there are no scores.') },
  { name: 'flags', type: 'texts', doc: () => t('Names of the flags that the record bears, your own among them.') },
  { name: 'state', type: 'text', doc: () => t('What was done to the record: untouched, skipped, reviewed or edited.') },
  { name: 'note', type: 'text', doc: () => t('Note that is kept with the record.') },
  ...RESPONSE_COLUMNS(1),
  ...RESPONSE_COLUMNS(2),
];

/** The text columns; a statement that names one waits until the texts of the file have been read. */
export const TEXT_COLUMNS: readonly DocumentedColumn[] = [
  { name: 'prompt', type: 'text', doc: () => t('Text of the prompt; of several turns, each begins with its role.') },
  { name: 'response_1', type: 'text', doc: () => t('Text of response 1, the chosen one where the schema says so.') },
  { name: 'response_2', type: 'text', doc: () => t('Text of response 2.') },
  { name: 'responses', type: 'texts', doc: () => t('Texts of all responses.') },
];

/** Columns of every attribute that a file's labels or a model speak of. */
export const ATTRIBUTE_PATTERNS: readonly AttributePattern[] = [
  { name: 'label_<attribute>_<k>', type: 'double', doc: (attribute = '…', k = NaN) => t('Label of response {1} on {0}.', attribute, place(k)) },
  { name: 'spread_<attribute>_<k>', type: 'double', doc: (attribute = '…', k = NaN) => t('Highest mark minus lowest of response {1} on {0}.', attribute, place(k)) },
  { name: 'raters_<attribute>_<k>', type: 'integer', doc: (attribute = '…', k = NaN) => t('Number of marks of response {1} on {0}.', attribute, place(k)) },
  { name: 'pred_<attribute>_<k>', type: 'double', doc: (attribute = '…', k = NaN) => t('A model’s prediction for response {1} on {0}.', attribute, place(k)) },
  { name: 'pred_sd_<attribute>_<k>', type: 'double', doc: (attribute = '…', k = NaN) => t('Standard deviation of the prediction for response {1} on {0}: the calibrated one, or the model’s usual error on this file where that is larger.', attribute, place(k)) },
];

/** Every column of a file whose attributes have these names in columns (`helpfulness`, `expert_relevance`). */
export function documentedColumns(attributes: readonly { readonly column: string; readonly attribute: string }[]): readonly DocumentedColumn[] {
  const generated = ([1, 2] as const).flatMap((k) =>
    attributes.flatMap(({ column, attribute }) =>
      ATTRIBUTE_PATTERNS.map(({ name, type, doc }) => ({ name: columnName(name, column, k), type, doc: () => doc(attribute, k) })),
    ),
  );
  return [...RECORD_COLUMNS, ...generated, ...TEXT_COLUMNS];
}

/** A pattern's name for one attribute and response. */
export function columnName(pattern: string, column: string, k: number): string {
  return pattern.replace('<attribute>', () => column).replace('<k>', String(k));
}

function place(k: number): string {
  return Number.isNaN(k) ? 'k' : String(k);
}
