import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Edit, RowText } from '../../../src/core/edits.js';
import { Journal, textsOf } from '../../../src/core/journal.js';
import { openDataset, type Opened } from '../../../src/platform/node/files/openDataset.js';
import { saveDataset } from '../../../src/platform/node/files/save.js';
import { Random } from '../../support/random.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tiebreak-test-'))));
afterEach(() => rmSync(folder, { recursive: true }));

interface Shard {
  readonly path: string;
  readonly prefix: string;
  readonly rows: readonly string[];
}

/** Shards in folders, plain and packed, with blank lines, marks, broken rows, doubles, and ends with and without a newline. */
function makeShards(random: Random): Shard[] {
  const shards = Array.from({ length: 1 + random.below(4) }, (_, s): Shard => {
    const end = random.pick(['\n', '\r\n', '\n\n', ' \r\n\t\n']);
    const good = () => JSON.stringify({ prompt: `p${random.below(3)}`, chosen: 'a\u{1f600}', rejected: 'b', x: 1e300 });
    const rows = Array.from({ length: (s === 0 ? 1 : 0) + random.below(5) }, (_, i) => (i === 0 || random.below(6) > 0 ? good() : random.pick(['junk', '{"prompt":1}', '{'])) + end);
    if (random.below(2) && rows.length > 0) rows.push((rows.pop() as string).trimEnd());
    return { path: join(folder, random.pick(['', 'a', 'b/c']), `${s}.jsonl${random.pick(['', '.gz'])}`), prefix: random.pick(['', '\ufeff', '\n', '\ufeff \n']), rows };
  });
  for (const { path, prefix, rows } of shards) {
    mkdirSync(dirname(path), { recursive: true });
    const text = prefix + rows.join('');
    writeFileSync(path, path.endsWith('.gz') ? gzipSync(text) : text);
  }
  return shards.sort((a, b) => (a.path < b.path ? -1 : 1));
}

describe('a dataset of several files', () => {
  it('over random edits, undos, saves and restarts, edits during a save among them, equals a naive model byte for byte', async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = new Random(seed);
      const shards = makeShards(random);
      const disk = () => shards.map(({ path }) => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString());
      const model = shards.flatMap(({ rows }, part) => rows.map((text) => ({ part, text })));
      const expected = () => shards.map(({ prefix }, part) => prefix + model.filter((row) => row.part === part).map(({ text }) => text).join(''));
      const original = disk();
      const journal = new Journal();
      const open = async () => {
        const opened = await openDataset(folder, { schema: 'pair', removed: JSON.parse(JSON.stringify(journal.removed())) as RowText[] });
        for await (const chunk of opened.dataset.scan()) void chunk;
        for (const pending of journal.pending()) await opened.dataset.apply(textsOf(pending));
        return opened;
      };
      let opened: Opened = await open();
      const done: Edit[] = [];
      const put = async (edit: Edit, undone: boolean) => {
        for (const { row, before, after } of edit.changes) model[row]!.text = undone ? before : after;
        await opened.dataset.apply(textsOf({ edit, undone }));
      };
      const undo = async () => {
        const edit = done.pop();
        if (edit) await put(edit, true).then(() => journal.undone(edit));
      };
      const save = async () => {
        const edits = journal.pending();
        const saved = journal.saving();
        const want = expected();
        const saving = saveDataset(opened, { path: folder, edits, overwrite: random.below(4) === 0 });
        const meanwhile = random.below(2) ? undo() : null;
        await saving;
        saved();
        expect(disk(), `seed ${seed}`).toEqual(want);
        await meanwhile;
      };
      for (let step = 0; step < 40; step++) {
        const what = random.below(10);
        if (what < 5) {
          const index = random.below(opened.dataset.records);
          const kind = (await opened.dataset.record(index)).dropped ? 'drop' : random.pick(['flip', 'drop'] as const);
          const edit = await opened.dataset.edit(index, { kind }, null);
          if (edit.changes.length === 0) continue;
          await put(edit, false);
          journal.done(edit);
          done.push(edit);
        } else if (what < 7) await undo();
        else if (what < 9) await save();
        else {
          for (const file of opened.files) await file.close();
          opened = await open();
        }
      }
      while (done.length > 0) await undo();
      await save();
      expect(disk(), `seed ${seed}`).toEqual(original);
      for (const file of opened.files) await file.close();
      expect(readdirSync(folder, { recursive: true }).filter((name) => /\.tmp$|saving\.json$/.test(name as string))).toEqual([]);
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    }
  }, 30_000);
});
