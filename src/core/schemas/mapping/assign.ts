/** Which values of a row belong to which of its responses. */
import { t } from '@vscode/l10n';
import { appendTo } from '../../multimap.js';
import { RowError, type Row } from '../schema.js';
import { cellsAt, isEmpty, isMissing, isStarred, type Cell } from './pointer.js';
import type { Pointer } from './types.js';

/** Values of one response: one cell, or every annotator's where `several`. */
export interface Assigned {
  readonly cells: readonly Cell[];
  readonly several: boolean;
}

/** The cells of the responses of one row, by the path that names them; a `*` with nothing there is no response. */
export function responseCells(row: Row, paths: readonly Pointer[]): Cell[][] {
  return paths.map((path) => cellsAt(row, path).filter(({ value }) => !isStarred(path) || !isMissing(value)));
}

/** The values under `paths` for every response, in the order of the responses. Throws `RowError` where they do not match. */
export function assign(row: Row, paths: readonly Pointer[], sources: readonly (readonly Cell[])[], what: string): Assigned[] {
  const [path] = paths;
  if (path === undefined) return [];
  if (paths.length === 1) return onePath(row, path, sources.flat(), what);
  return paths.flatMap((each, i) => onePath(row, each, sources[i] ?? [], what));
}

function onePath(row: Row, path: Pointer, responses: readonly Cell[], what: string): Assigned[] {
  const cells = cellsAt(row, path);
  const [first] = responses;
  if (first === undefined) return [];
  if (isStarred(path)) {
    const starred = responses.every(({ stars }) => stars.length > 0);
    if (responses.length === 1 && !starred) return [{ cells, several: true }];
    return byStar(cells, responses, starred, what);
  }
  const [cell] = cells as [Cell];
  if (responses.length === 1 && first.stars.length === 0) return [{ cells: [cell], several: false }];
  if (isEmpty(cell.value)) return responses.map(() => ({ cells: [], several: false }));
  if (!Array.isArray(cell.value)) throw new RowError(t('{0} gives one value ({1}) for {2} responses', what, path.source, responses.length));
  const items = cell.value as readonly unknown[];
  if (items.length !== responses.length) throw mismatch(what, items.length, responses.length);
  return items.map((value, i) => ({ cells: [{ path: [...cell.path, i], value, stars: cell.stars }], several: false }));
}

/** A value belongs to the response whose `*` stands for the same; in order where one `*` is a name and the other a place. */
function byStar(cells: readonly Cell[], responses: readonly Cell[], starred: boolean, what: string): Assigned[] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) appendTo(groups, cell.stars[0]!.text, cell);
  // A second `*` is over the annotators.
  const assigned = (group: readonly Cell[]): Assigned => ({ cells: group, several: (group[0]?.stars.length ?? 0) > 1 });
  const alike = cells.length === 0 || (starred && responses.every(({ stars }) => (stars[0]!.key === null) === (cells[0]!.stars[0]!.key === null)));
  if (!alike) {
    if (groups.size !== responses.length) throw mismatch(what, groups.size, responses.length);
    return [...groups.values()].map(assigned);
  }
  return responses.map(({ stars }) => assigned(groups.get(stars[0]?.text ?? '') ?? []));
}

function mismatch(what: string, values: number, responses: number): RowError {
  return new RowError(t('{0} gives {1} values for {2} responses', what, values, responses));
}
