/** Finds the columns that are lists of annotations, each an object of marks, and reads them. */
import { t } from '@vscode/l10n';
import { kind, level } from './fields.js';
import { guessScale, type Scale } from './scales.js';
import { RowError, type Row } from './schema.js';

/** One list column: a group of annotators that is kept apart from others. */
export interface Pool {
  readonly column: string;
  /** Name of the group (`expert` of `expert_annotations`); null where it is the only one. */
  readonly name: string | null;
  readonly attributes: readonly (Scale & { readonly name: string })[];
}

/** One annotator's marks; an attribute that is empty is not marked. */
export interface Annotation {
  readonly annotator: string | null;
  readonly marks: ReadonlyMap<string, number>;
}

const LIST = /(?:^|[_ -])(?:annotations?|ratings?|marks|labels|evaluations?|judg(?:e)?ments?|reviews?|scores)$/i;
const ANNOTATOR_KEYS = ['annotator', 'annotator_id', 'worker', 'worker_id', 'rater', 'rater_id', 'user_id'];
/** Keys of one list that are looked at; a hostile row may hold any number. */
const MOST_KEYS = 50;

/** The lists in a sample, and the attributes and scales that their objects show. */
export function annotationPools(sample: readonly Row[]): Pool[] {
  const columns = new Set(sample.slice(0, 100).flatMap((row) => Object.keys(row).filter((column) => LIST.test(column))));
  const pools = [...columns].flatMap((column): Pool[] => {
    const attributes = attributesOf(sample.flatMap((row) => objects(row[column])));
    return attributes.length > 0 ? [{ column, name: column.replace(LIST, '') || null, attributes }] : [];
  });
  const [only, more] = pools;
  return only && !more ? [{ ...only, name: null }] : pools;
}

/** Every annotation of the row's list; none where it is empty or null. Throws `RowError` naming the place. */
export function marksIn(row: Row, { column, attributes }: Pool): Annotation[] {
  const list = row[column];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new RowError(t('column {0} is {1}, not a list of annotations', column, kind(list)));
  return list.map((item: unknown, i) => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) throw new RowError(t('{0}[{1}] is {2}, not an object of marks', column, i, kind(item)));
    const annotation = item as Row;
    const marks = attributes.flatMap(({ name, min, max }): [string, number][] => {
      const value = Object.hasOwn(annotation, name) ? annotation[name] : null;
      return value === null || Number.isNaN(value) ? [] : [[name, level(value, `${column}[${i}].${name}`, min, max)]];
    });
    const who = ANNOTATOR_KEYS.find((key) => Object.hasOwn(annotation, key) && isName(annotation[key]));
    return { annotator: who === undefined ? null : String(annotation[who]), marks: new Map(marks) };
  });
}

function isName(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function objects(list: unknown): Row[] {
  if (!Array.isArray(list)) return [];
  return list.filter((item: unknown): item is Row => item !== null && typeof item === 'object' && !Array.isArray(item));
}

/** Keys whose values are whole numbers on a usual scale; all annotations of a file share them. */
function attributesOf(annotations: readonly Row[]): (Scale & { name: string })[] {
  const values = new Map<string, unknown[]>();
  for (const annotation of annotations) {
    for (const [name, value] of Object.entries(annotation)) {
      if (value === null || Number.isNaN(value) || ANNOTATOR_KEYS.includes(name)) continue;
      const list = values.get(name);
      if (list) list.push(value);
      else if (values.size < MOST_KEYS) values.set(name, [value]);
    }
  }
  return [...values].flatMap(([name, list]) => {
    const scale = guessScale(list);
    return scale === null ? [] : [{ name, ...scale }];
  });
}
