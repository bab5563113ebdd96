/** Paths of a mapping: parsed from text, and found in a row. */
import { t } from '@vscode/l10n';
import type { CellPath } from '../../edits.js';
import { RowError, type Row } from '../schema.js';
import type { Pointer, Segment } from './types.js';

/** A value that a path names; `value` is undefined where the row does not have it. */
export interface Cell {
  readonly path: CellPath;
  readonly value: unknown;
  /** What each `*` stands for. */
  readonly stars: readonly Star[];
}

/** What one `*` of a path stands for. */
export interface Star {
  /** The place in a list, or the characters in the place of the `*`. */
  readonly text: string;
  /** The whole key; null for a place in a list. */
  readonly key: string | null;
}

/** Values that one path may name in a row; more is a mistake, or a hostile row. */
const MOST_CELLS = 10_000;
const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;

/** Reads a JSON pointer. Throws an `Error` whose message says what is wrong with it. */
export function parsePointer(source: string): Pointer {
  if (!source.startsWith('/') || source === '/') throw new Error(t('{0} is not a path: one starts with a slash, as /prompt or /completions/0/text', JSON.stringify(source.slice(0, 60))));
  const segments = source.slice(1).split('/').map(segment);
  if (segments.filter(({ kind }) => kind !== 'name').length > 2) throw new Error(t('{0} has more than two *', source));
  return { source, segments };
}

function segment(raw: string): Segment {
  if (/~(?![01])/.test(raw)) throw new Error(t('in {0} a tilde must be written ~0, and a slash in a name ~1', JSON.stringify(raw)));
  const name = raw.replaceAll('~1', '/').replaceAll('~0', '~');
  if (name === '*') return { kind: 'any' };
  const parts = name.split('*');
  if (parts.length === 1) return { kind: 'name', name };
  if (parts.length > 2) throw new Error(t('{0} has more than one * in a name', JSON.stringify(raw)));
  const [before, after] = parts.map((part) => part.replace(SPECIAL, '\\$&'));
  return { kind: 'like', pattern: new RegExp(`^${before}([^_\\-.\\s/]+)${after}$`), except: new Set() };
}

/** The path, whose first step takes none of these columns for its `*`. */
export function without(pointer: Pointer, except: ReadonlySet<string>): Pointer {
  const [first, ...rest] = pointer.segments;
  return first?.kind === 'like' ? { ...pointer, segments: [{ ...first, except }, ...rest] } : pointer;
}

/** True where the path's first step names this column. */
export function startsAt({ segments: [first] }: Pointer, column: string): boolean {
  return first?.kind === 'name' ? first.name === column : first?.kind === 'any' || (first !== undefined && first.pattern.test(column) && !first.except.has(column));
}

/** True where a `*` is in the path. */
export function isStarred({ segments }: Pointer): boolean {
  return segments.some(({ kind }) => kind !== 'name');
}

/** Every value the path names, in order; one without a `*` names exactly one, `undefined` where it is not there. */
export function cellsAt(row: Row, { source, segments }: Pointer): Cell[] {
  let cells: Cell[] = [{ path: [], value: row, stars: [] }];
  for (const step of segments) {
    const next: Cell[] = [];
    for (const cell of cells) {
      for (const child of stepInto(cell, step)) next.push(child);
      if (next.length > MOST_CELLS) throw new RowError(t('{0} names more than {1} values in this row', source, MOST_CELLS));
    }
    cells = next;
  }
  return cells;
}

/** The one value of a path without `*`; the first one otherwise. */
export function cellAt(row: Row, pointer: Pointer): Cell | null {
  return cellsAt(row, pointer)[0] ?? null;
}

/** True where a value is not there. */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || Number.isNaN(value);
}

/** True where a value is not there, or says nothing. */
export function isEmpty(value: unknown): boolean {
  return value === '' || isMissing(value);
}

function stepInto({ path, value, stars }: Cell, step: Segment): Cell[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : null;
  const object = list === null && value !== null && typeof value === 'object' ? (value as Row) : null;
  if (step.kind === 'name') {
    const key = list && /^(?:0|[1-9]\d*)$/.test(step.name) ? Number(step.name) : step.name;
    const child = list ? (typeof key === 'number' ? list[key] : undefined) : object && Object.hasOwn(object, key) ? object[key] : undefined;
    return [{ path: [...path, key], value: child, stars }];
  }
  if (list) return step.kind === 'any' ? list.map((child, i) => ({ path: [...path, i], value: child, stars: [...stars, { text: String(i), key: null }] })) : [];
  if (!object) return [];
  const found = Object.keys(object).flatMap((key): { key: string; text: string }[] => {
    const text = step.kind === 'any' ? key : step.except.has(key) ? undefined : step.pattern.exec(key)?.[1];
    return text === undefined ? [] : [{ key, text }];
  });
  if (step.kind === 'like') found.sort((a, b) => inOrder(a.text, b.text));
  return found.map((star) => ({ path: [...path, star.key], value: object[star.key], stars: [...stars, star] }));
}

/** Numbers by size, then words by letter. */
function inOrder(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => (/^\d+$/.test(text) ? Number(text) : Infinity)) as [number, number];
  if (x !== y) return x < y ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
