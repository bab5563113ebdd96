import { t } from '@vscode/l10n';
import { EditError } from '../../edits.js';
import type { JsonNode } from '../json/tokens.js';
import type { Entries } from './entries.js';
import { scalarBytes } from './scalar.js';
import { leavesOf, type SchemaNode } from './schemaTree.js';

interface Building {
  readonly repetitions: number[];
  readonly definitions: number[];
  readonly values: Uint8Array[];
}

/** A row's value of one column as levels and physical values, by leaf. Throws `EditError` where the column cannot hold it. */
export function shred(text: string, value: JsonNode, column: SchemaNode): Map<number, Entries> {
  const leaves = new Map<number, Building>(leavesOf(column).map(({ index }) => [index, { repetitions: [], definitions: [], values: [] }]));
  put(text, value, column, 0, 0, leaves);
  return leaves;
}

/** A group that is no value of its own: it stands for its only child (a list's wrapper, or its repeated entry). */
export function passes(node: SchemaNode): boolean {
  return node.children.length === 1 && node.annotation !== 'entry' && (node.annotation !== null || node.repetition === 'repeated');
}

/** True for the repeated entries of a map, which have a key and a value by place, not by name. */
export function isEntry(node: SchemaNode, parent: SchemaNode | null): boolean {
  return node.repetition === 'repeated' && node.children.length === 2 && (node.annotation === 'entry' || parent?.annotation === 'map');
}

function put(text: string, value: JsonNode, node: SchemaNode, repetition: number, definition: number, leaves: ReadonlyMap<number, Building>, parent: SchemaNode | null = null): void {
  if (node.repetition !== 'repeated') {
    if (!isNull(text, value)) return within(text, value, node, repetition, node.definition, leaves, parent);
    if (node.repetition === 'required') throw new EditError(t('the column {0} must have a value; null is none', nameOf(node)));
    return absent(node, repetition, definition, leaves);
  }
  if (!value.items) throw new EditError(t('the column {0} holds a list; {1} is none', nameOf(node), value.kind));
  if (value.items.length === 0) return absent(node, repetition, definition, leaves);
  for (const [i, item] of value.items.entries()) {
    const level = i === 0 ? repetition : node.repeats;
    if (node.leaf && isNull(text, item)) throw new EditError(t('the list {0} cannot hold null', nameOf(node)));
    within(text, item, node, level, node.definition, leaves, parent);
  }
}

/** What a node that is there holds. */
function within(text: string, value: JsonNode, node: SchemaNode, repetition: number, definition: number, leaves: ReadonlyMap<number, Building>, parent: SchemaNode | null): void {
  if (node.leaf) {
    const leaf = leaves.get(node.leaf.index)!;
    leaf.repetitions.push(repetition);
    leaf.definitions.push(definition);
    leaf.values.push(scalarBytes(text, value, node.leaf));
    return;
  }
  if (passes(node)) return put(text, value, node.children[0]!, repetition, definition, leaves, node);
  if (!value.members) throw new EditError(t('the column {0} holds objects with {1}; {2} is none', nameOf(node), node.children.map(({ name }) => name).join(', '), value.kind));
  const names = isEntry(node, parent) ? ['key', 'value'] : node.children.map(({ name }) => name);
  if (value.members.some(({ key }) => !names.includes(key))) throw new EditError(t('the column {0} has only {1}', nameOf(node), names.join(', ')));
  node.children.forEach((child, i) => {
    const found = value.members!.findLast(({ key }) => key === names[i]);
    if (!found) throw new EditError(t('the column {0} needs a value for {1}', nameOf(node), String(names[i])));
    put(text, found.node, child, repetition, definition, leaves, node);
  });
}

/** Nothing from `definition` on, for every leaf below. */
function absent(node: SchemaNode, repetition: number, definition: number, leaves: ReadonlyMap<number, Building>): void {
  for (const { index } of leavesOf(node)) {
    const leaf = leaves.get(index)!;
    leaf.repetitions.push(repetition);
    leaf.definitions.push(definition);
  }
}

function isNull(text: string, { kind, start }: JsonNode): boolean {
  return kind === 'literal' && text[start] === 'n';
}

function nameOf(node: SchemaNode): string {
  return node.leaf?.path.join('.') ?? leavesOf(node)[0]?.path.join('.') ?? node.name;
}
