/** The flip of a mapping with a chosen and a rejected side. */
import { t } from '@vscode/l10n';
import { EditError, type CellPatch } from '../../edits.js';
import type { Row } from '../schema.js';
import { assign, responseCells } from './assign.js';
import { cellAt, cellsAt, isEmpty, type Cell } from './pointer.js';
import { mapped, written } from './values.js';
import type { Mapping, Pointer } from './types.js';

/** Texts, models, labels and scores that the mapping names change sides; a judge that agreed no longer does. Throws `EditError`. */
export function sideFlip(row: Row, mapping: Mapping): CellPatch[] {
  const sources = responseCells(row, mapping.responses);
  const chosen = sources[0]?.length ?? 0;
  if (chosen !== sources[1]?.length) throw new EditError(t('{0} responses of this record are chosen and {1} rejected, so they cannot change places one by one: drop the record instead', chosen, sources[1]?.length ?? 0));
  const swaps = new Map<string, CellPatch>();
  const swap = (a: Cell | undefined, b: Cell | undefined) => {
    if (!a || !b) return;
    const key = JSON.stringify(a.path);
    if (key === JSON.stringify(b.path) || (a.value === undefined && b.value === undefined)) return;
    swaps.set(key, { kind: 'swap', a: a.path, b: b.path });
  };
  sources[0]?.forEach((cell, i) => swap(cell, sources[1]?.[i]));
  for (const { paths, what } of besides(row, mapping)) {
    const cells = assign(row, paths, sources, what).map((assigned) => assigned.cells);
    cells.slice(0, chosen).forEach((list, i) => {
      const other = cells[chosen + i] ?? [];
      if (list.length !== other.length) throw new EditError(t('{0} has {1} values for a chosen response and {2} for the rejected one, so they cannot change places', what, list.length, other.length));
      list.forEach((cell, k) => swap(cell, other[k]));
    });
  }
  return [...swaps.values(), ...judgeCells(row, mapping)];
}

/** What goes with the texts. One model's name for all of them stays. */
function besides(row: Row, { models, labels, scores }: Mapping): { paths: readonly Pointer[]; what: string }[] {
  const [model] = models;
  const shared = model !== undefined && models.length === 1 && cellsAt(row, model).every(({ value, stars }) => stars.length === 0 && !Array.isArray(value));
  return [
    ...(shared || models.length === 0 ? [] : [{ paths: models, what: 'models' }]),
    ...labels.map(({ attribute, paths }) => ({ paths, what: `labels.${attribute}` })),
    ...scores.map(({ model: name, paths }) => ({ paths, what: `scores.${name}` })),
  ];
}

function judgeCells(row: Row, { judges }: Mapping): CellPatch[] {
  return judges.flatMap(({ judge, path, values }): CellPatch[] => {
    const cell = cellAt(row, path) as Cell;
    const agrees = isEmpty(cell.value) ? null : mapped(cell.value, values, path.source);
    if (agrees === null) return [];
    return [{ kind: 'set', path: cell.path, value: written(!agrees, values, cell.value, `judges.${judge}`) }];
  });
}
