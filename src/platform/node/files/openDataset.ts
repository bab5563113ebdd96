import { t } from '@vscode/l10n';
import { realpath } from 'node:fs/promises';
import { ownRows } from '../../../core/attachedRows.js';
import { Dataset } from '../../../core/dataset.js';
import type { RowText } from '../../../core/edits.js';
import type { Part } from '../../../core/formats/parts.js';
import type { RowFile } from '../../../core/formats/rows.js';
import { JoinedRecords } from '../../../core/joined.js';
import type { Records } from '../../../core/records.js';
import { candidates, detectSchema, type Candidate } from '../../../core/schemas/detect.js';
import { schemaNamed, SCHEMAS } from '../../../core/schemas/registry.js';
import type { Row, Schema } from '../../../core/schemas/schema.js';
import { sha256Hex16 } from '../hash.js';
import type { SchemaSpec } from '../survey/protocol.js';
import { DataFile } from './dataFile.js';
import { mappingBeside, mappingSchema } from './mappings.js';
import { finishRenames } from './recovery.js';
import { shardsOf, type Shard } from './shards.js';

/** A dataset opened with the schema that fits it, not yet scanned. */
export interface Opened {
  /** What was opened: a file, a folder, or a glob. */
  readonly path: string;
  /** Its files, those of attached datasets last, in the order of the dataset's parts. */
  readonly files: readonly DataFile[];
  readonly dataset: Records;
  /** The parts of the dataset itself, without attached ones. */
  readonly parts: readonly Part[];
  /** How the schema is made again in another thread; null where a mapping or several datasets make it. */
  readonly spec: SchemaSpec | null;
  /** How sure the detection is; 1 where the schema was named. */
  readonly confidence: number;
  readonly reason: string;
}

/** How a dataset is opened. */
export interface OpenOptions {
  /** Name of a schema, or a mapping file (`.json`); null detects it. */
  readonly schema?: string | null;
  /** Rows that this session's saves took out, as they were. */
  readonly removed?: readonly RowText[];
  /** Files that speak of the same prompts and responses. */
  readonly attach?: readonly string[];
}

/** Rows that decide which schema it is, and those that say what its columns hold; and how much text is read for that. */
const SAMPLE = { rows: 50, characters: 4_000_000 };
const FIT_SAMPLE = { rows: 1000, characters: 32_000_000 };

/** Most columns of a table, as a share, that such a schema reads; and how sure it must be. */
const NARROW = 0.8;
const SURE = 0.9;

/** Opens a file, a folder or a glob as one dataset. Throws, naming it, where it cannot; `AmbiguousSchema` where two schemas fit alike. */
export async function openDataset(path: string, { schema = null, removed = [], attach = [] }: OpenOptions = {}): Promise<Opened> {
  const main = await openParts(path, schema, attach.length === 0 ? removed : ownRows(0, removed));
  if (attach.length === 0) return main;
  const others: Opened[] = [];
  try {
    for (const [k, other] of attach.entries()) others.push(await openParts(other, null, ownRows(k + 1, removed)));
    await assertDistinct([main, ...others].flatMap(({ files }) => files));
  } catch (error) {
    await Promise.all([main, ...others].flatMap(({ files }) => files.map((file) => file.close())));
    throw error;
  }
  return {
    ...main,
    spec: null,
    files: [main, ...others].flatMap(({ files }) => files),
    dataset: new JoinedRecords(main.dataset, others.map(({ dataset }) => dataset)),
    reason: t('{0}; opened together with {1}', main.reason, attach.join(', ')),
  };
}

/** The schemas that a file may have, best first. */
export async function schemaCandidates(path: string): Promise<Candidate[]> {
  const shards = await shardsOf(path);
  const file = await DataFile.open(shards?.[0]?.path ?? path);
  try {
    return candidates(await anyRows(file.rows, []));
  } finally {
    await file.close();
  }
}

async function openParts(path: string, schema: string | null, removed: readonly RowText[]): Promise<Opened> {
  const several = await shardsOf(path);
  const shards: readonly Shard[] = several ?? [{ path, split: null }];
  await finishRenames(shards.map((shard) => shard.path));
  const files: DataFile[] = [];
  try {
    for (const shard of shards) files.push(await DataFile.open(shard.path));
    // A file that has no bytes, or none any more, says nothing of the schema.
    const first = (files.find(({ rows }) => rows.bytes > 0) ?? (files[0] as DataFile)).rows;
    if (removed.length === 0 && files.every(({ rows }) => rows.bytes === 0)) throw new Error(t('the file is empty'));
    const found = await chosenSchema(path, schema, first, removed);
    if (found.schema.columns) for (const { rows } of files) if (rows.columns) rows.select?.(found.schema.columns(rows.columns));
    const parts = files.map(({ rows }, i) => ({ rows, split: several ? (shards[i] as Shard).split : null }));
    const dataset = new Dataset(parts, found.schema, sha256Hex16, removed);
    const reason = several ? `${found.reason}; ${files.length} ${files.length === 1 ? 'file' : 'files'}` : found.reason;
    return { path, files, parts, dataset, spec: found.spec, confidence: found.confidence, reason };
  } catch (error) {
    await Promise.all(files.map((file) => file.close()));
    const { message: why, name } = error as Error;
    const damage = files.map(({ rows }) => rows.damage).find((each) => each !== null);
    const message = damage ? `${why}; ${damage}` : why;
    throw Object.assign(new Error(message.startsWith(path) || files.some((file) => message.startsWith(file.path)) ? message : `${path}: ${message}`), { name });
  }
}

/** Throws where two are one file: each would be saved over the other. */
async function assertDistinct(files: readonly DataFile[]): Promise<void> {
  const seen = new Set<string>();
  for (const { path } of files) {
    const real = await realpath(path);
    if (seen.has(real)) throw new Error(t('{0}: this file is open in this dataset already; attach another', path));
    seen.add(real);
  }
}

async function chosenSchema(path: string, named: string | null, rows: RowFile, removed: readonly RowText[]): Promise<{ schema: Schema; spec: SchemaSpec | null; confidence: number; reason: string }> {
  if (named?.endsWith('.json')) return { schema: await mappingSchema(named), spec: null, confidence: 1, reason: t('mapped by {0}', named) };
  if (named !== null) {
    return { ...(await fitted(schemaNamed(named), rows)), confidence: 1, reason: t('named by the user') };
  }
  const mapping = await mappingBeside(path);
  if (mapping) return { ...mapping, spec: null };
  const found = (await narrowly(rows)) ?? detectSchema(await anyRows(rows, removed));
  return { ...found, ...(await fitted(found.schema, rows)) };
}

/** The first rows; where all were taken out, those that were, which say what they were. Throws why where none can be read. */
async function anyRows(rows: RowFile, removed: readonly RowText[]): Promise<Row[]> {
  const { sample, broken } = await sampleRows(rows, SAMPLE);
  if (sample.length > 0) return sample;
  const gone = removed.slice(0, SAMPLE.rows).flatMap(({ text }): Row[] => {
    const { row } = parsed(rows, text, null);
    return row ? [row] : [];
  });
  if (gone.length === 0 && broken !== null) throw new Error(t('no schema fits this file: no row of it could be read ({0})', broken));
  return gone;
}

/** A schema that leaves many columns of a wide table unread is looked for in those that it reads: decoding all of them takes the longer part of opening. */
async function narrowly(rows: RowFile): Promise<Candidate | null> {
  const all = rows.columns;
  if (!all || !rows.select) return null;
  for (const schema of SCHEMAS) {
    const read = schema.columns?.(all) ?? all;
    if (read.length === 0 || read.length > all.length * NARROW) continue;
    rows.select(read);
    const found = schema.detect((await sampleRows(rows, SAMPLE)).sample);
    if (found && found.confidence >= SURE) return { ...found, schema };
  }
  rows.select(all);
  return null;
}

async function fitted(schema: Schema, rows: RowFile): Promise<{ schema: Schema; spec: SchemaSpec }> {
  const sample = schema.fit ? (await sampleRows(rows, FIT_SAMPLE)).sample : null;
  return { schema: sample ? schema.fit!(sample) : schema, spec: { name: schema.name, sample } };
}

/** The first rows that can be read, with `{}` in the places of broken ones among them; `broken` says why the first of those is. */
async function sampleRows(file: RowFile, most: typeof SAMPLE): Promise<{ sample: Row[]; broken: string | null }> {
  let rows: Row[] = [];
  let characters = 0;
  let readable = false;
  let broken: string | null = null;
  for await (const { slots } of file.scan()) {
    for (const { row: number, text, problem } of slots) {
      if (readable && (rows.length >= most.rows || characters > most.characters)) return { sample: rows, broken };
      characters += text?.length ?? 0;
      const { row, why } = parsed(file, text, problem);
      if (row === null) broken ??= `row ${number + 1}: ${why}`;
      // Rows of junk before the first good one would only fill the memory.
      if (row !== null && !readable && rows.length >= most.rows) rows = [];
      readable ||= row !== null;
      // A broken row holds its place: which rows are neighbours says which schema it is.
      if (readable || rows.length < most.rows) rows.push(row ?? {});
    }
  }
  return { sample: readable ? rows : [], broken };
}

function parsed(file: RowFile, text: string | null, problem: string | null): { row: Row | null; why: string } {
  try {
    return text === null ? { row: null, why: problem ?? t('it cannot be read') } : { row: file.parse(text), why: '' };
  } catch (error) {
    return { row: null, why: (error as Error).message };
  }
}
