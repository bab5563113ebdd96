import { basename } from 'node:path';
import { datasetReport, type DatasetReport } from '../../../core/report/datasetReport.js';
import { scatterOf } from '../../../core/report/scatter.js';
import type { DatasetId, EngineEvents, EngineMethods } from '../../../protocol/engine.js';
import type { PackedScatter } from '../../../protocol/report.js';
import type { Answerer } from '../rpc.js';
import type { OpenFile } from './openFile.js';

/** Answers the report's own requests; `stats` and `evaluate` are answered elsewhere. */
export function serveReport(wire: Answerer<EngineMethods, EngineEvents>, find: (dataset: DatasetId) => OpenFile): void {
  wire.handle('report', async ({ dataset }, signal) => {
    const file = find(dataset);
    await file.usable;
    return reportOf(file, signal);
  });
  wire.handle('scatter', async ({ dataset }) => {
    const file = find(dataset);
    await file.usable;
    return packed(file);
  });
}

async function reportOf(file: OpenFile, signal: AbortSignal): Promise<DatasetReport> {
  const { session, opened } = file;
  const { dataset, files, path } = opened;
  const steps = datasetReport(session.table, session.census, {
    name: basename(path),
    format: files[0]?.rows.format ?? '',
    schema: dataset.schema.name,
    rows: dataset.rows,
    badRows: dataset.bad.count,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    // Other questions, and that this one is called off, come between steps.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
}

function packed({ session }: OpenFile): PackedScatter {
  const { index, mean, sd, flagged } = scatterOf(session.table);
  return { index: base64(index), mean: base64(mean), sd: base64(sd), flagged: base64(flagged) };
}

function base64({ buffer, byteOffset, byteLength }: { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number }): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
