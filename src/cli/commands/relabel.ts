import type { Operation } from '../../core/edits.js';
import type { Opened } from '../../platform/node/files/openDataset.js';
import { placesOf } from '../../platform/node/files/places.js';
import { saveDataset } from '../../platform/node/files/save.js';
import { count, parse, UsageError } from '../args.js';
import { readTo } from '../locate.js';
import { note, print } from '../output.js';
import { withOpened } from '../opened.js';
import { placesJson, placesText } from '../places.js';
import { assertFormat } from '../target.js';

const USAGE =
  'relabel FILE INDEX (--flip | --choose K | --tie | --strength S | --response K --set attr=v | --drop) [--reason TEXT] [--out FILE] [--schema S] [--split NAME] [--attach FILE]... [--json]';
const OPTIONS = {
  flip: { type: 'boolean' },
  choose: { type: 'string' },
  tie: { type: 'boolean' },
  strength: { type: 'string' },
  response: { type: 'string' },
  set: { type: 'string' },
  drop: { type: 'boolean' },
  reason: { type: 'string' },
  out: { type: 'string' },
} as const;

/** Changes one record's label in place, or into `--out`. */
export async function relabel(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parse(argv, USAGE, OPTIONS, 2);
  const [path, place] = positionals as [string, string];
  const operation = operationOf(values);
  const index = count(place, 'INDEX');
  const target = values.out ?? path;
  const { edit, places } = await withOpened(path, values, (opened) => change(opened, index, operation, values, target));
  const changed = places.length > 0;
  print(values.json, { index, id: edit.id, operation, changed, ...placesJson(places, path), out: target }, () => [
    changed
      ? `record ${index} (${edit.id}): ${placesText(places, path)} written${target === path ? '' : ` to ${target}`}`
      : `record ${index} (${edit.id}) is so already; nothing to write`,
  ]);
}

/** Makes the edit and writes the target; the file itself stays untouched where it is so already. Rows count from 1 in their own files. */
async function change(opened: Opened, index: number, operation: Operation, { reason, split }: Values, target: string) {
  const { dataset, path } = opened;
  if (target !== path) assertFormat(target, opened);
  await readTo(dataset, index, { split });
  // The save must know where every row ends; what is in those after the record is nobody's business here.
  await dataset.indexRows();
  const edit = await dataset.edit(index, operation, reason ?? null);
  await dataset.apply(edit.changes.map(({ row, after }) => ({ row, text: after })));
  const places = placesOf(opened, edit.changes.map(({ row }) => row));
  if (places.length > 0 || target !== path) {
    const edits = places.length > 0 ? [{ edit, undone: false }] : [];
    const { unlogged } = await saveDataset(opened, { path: target, edits, overwrite: false });
    if (unlogged !== null) note(`saved, but the log could not be written: ${unlogged}`);
  }
  return { edit, places };
}

type Values = ReturnType<typeof parse<typeof OPTIONS>>['values'];

function operationOf(values: Values): Operation {
  const given = (['flip', 'choose', 'tie', 'strength', 'set', 'drop'] as const).filter((name) => values[name] !== undefined);
  if (given.length !== 1) throw new UsageError(`exactly one change is needed, ${given.length} given\nusage: tiebreak ${USAGE}`);
  if ((values.response !== undefined) !== (values.set !== undefined)) throw new UsageError('--response K and --set attr=v belong together');
  if (values.choose !== undefined) return { kind: 'choose', response: count(values.choose, '--choose', 1) };
  if (values.strength !== undefined) return { kind: 'strength', value: count(values.strength, '--strength', -3) };
  if (values.set !== undefined) {
    const [, attribute, value] = /^([^=]+)=(-?\d+(?:\.\d+)?)$/.exec(values.set) ?? [];
    if (!attribute || value === undefined) throw new UsageError(`--set takes attribute=value, not ${values.set}`);
    return { kind: 'set', response: count(values.response as string, '--response', 1), attribute, value: Number(value) };
  }
  return { kind: values.flip ? 'flip' : values.tie ? 'tie' : 'drop' };
}
