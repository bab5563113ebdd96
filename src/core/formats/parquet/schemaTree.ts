import { t } from '@vscode/l10n';
import { bytesField, intField } from './fields.js';
import { leafType, type LeafType } from './leafType.js';
import { ParquetError, type ThriftStruct } from './thrift.js';
import { annotationOf, type Annotation } from './annotation.js';

/** How often a value of a node stands in its parent. */
export type Repetition = 'required' | 'optional' | 'repeated';

/** A node of the schema: a group with children or a leaf. */
export interface SchemaNode {
  readonly name: string;
  readonly repetition: Repetition;
  readonly annotation: Annotation;
  readonly children: readonly SchemaNode[];
  readonly leaf: Leaf | null;
  /** Definition level of a value that is there. */
  readonly definition: number;
  /** Repeated nodes from the root down to this one. */
  readonly repeats: number;
}

/** A leaf: one column chunk in each row group. */
export interface Leaf {
  /** Place among the leaves, which is that of its chunk in a row group. */
  readonly index: number;
  /** Place of its top-level column. */
  readonly column: number;
  readonly path: readonly string[];
  readonly type: LeafType;
  readonly maxDefinition: number;
  readonly maxRepetition: number;
}

/** The columns of a file and all leaves under them. */
export interface Schema {
  readonly columns: readonly SchemaNode[];
  readonly leaves: readonly Leaf[];
}

const MAX_DEPTH = 100;
const REPETITIONS: readonly Repetition[] = ['required', 'optional', 'repeated'];

/** Reads the flat list of schema elements as a tree. Throws `ParquetError` where it is none. */
export function schemaTree(elements: readonly ThriftStruct[]): Schema {
  const leaves: Leaf[] = [];
  const decoder = new TextDecoder();
  let next = 1;
  const read = (path: readonly string[], definition: number, repeats: number, column: number): SchemaNode => {
    const element = elements[next++];
    if (!element) throw new ParquetError(t('the schema ends within a group'));
    if (path.length >= MAX_DEPTH) throw new ParquetError(t('the schema is nested deeper than {0} levels', MAX_DEPTH));
    const name = decoder.decode(bytesField(element, 4) ?? new Uint8Array());
    const own = [...path, name];
    const repetition = REPETITIONS[intField(element, 3, t('a repetition type')) ?? 0];
    if (!repetition) throw new ParquetError(t('the column {0} has an unknown repetition type', own.join('.')));
    const at = { definition: definition + (repetition === 'required' ? 0 : 1), repeats: repeats + (repetition === 'repeated' ? 1 : 0) };
    const count = childCount(element, own, elements.length - next);
    const common = { name, repetition, annotation: annotationOf(element), ...at };
    if (count > 0) {
      const children: SchemaNode[] = [];
      for (let i = 0; i < count; i++) children.push(read(own, at.definition, at.repeats, column));
      return { ...common, children, leaf: null };
    }
    const leaf = { index: leaves.length, column, path: own, type: leafType(element, own.join('.')), maxDefinition: at.definition, maxRepetition: at.repeats };
    leaves.push(leaf);
    return { ...common, children: [], leaf };
  };
  const root = elements[0];
  if (!root) throw new ParquetError(t('the schema is empty'));
  const count = childCount(root, ['schema'], elements.length - 1);
  const columns: SchemaNode[] = [];
  for (let column = 0; column < count; column++) columns.push(read([], 0, 0, column));
  if (next !== elements.length) throw new ParquetError(t('the schema has {0} elements that belong to no column', elements.length - next));
  return { columns, leaves };
}

/** The leaves under a node, in order. */
export function leavesOf(node: SchemaNode): Leaf[] {
  return node.leaf ? [node.leaf] : node.children.flatMap(leavesOf);
}

function childCount(element: ThriftStruct, path: readonly string[], left: number): number {
  const count = intField(element, 5, t('the child count of {0}', path.join('.'))) ?? 0;
  if (count < 0 || count > left) throw new ParquetError(t('the schema says that {0} has {1} children', path.join('.'), count));
  return count;
}
