import { inTurns } from '../../../core/fit/turns.js';
import { datasetReport, type DatasetReport } from '../../../core/report/datasetReport.js';
import { scatterOf } from '../../../core/report/scatter.js';
import type { DatasetId, EngineEvents, EngineMethods } from '../../../protocol/engine.js';
import type { PackedScatter } from '../../../protocol/report.js';
import { factsOf } from '../reportFacts.js';
import type { Answerer } from '../rpc.js';
import { TURNS } from '../turns.js';
import type { OpenFile } from './openFile.js';

/** Answers the report's own requests; `stats` and `evaluate` are answered elsewhere. */
export function serveReport(wire: Answerer<EngineMethods, EngineEvents>, find: (dataset: DatasetId) => OpenFile): void {
  wire.handle('report', async ({ dataset }, signal) => {
    const file = find(dataset);
    await file.reading.usable;
    return reportOf(file, signal);
  });
  wire.handle('scatter', async ({ dataset }) => {
    const file = find(dataset);
    await file.reading.usable;
    return packed(file);
  });
}

function reportOf({ session, opened }: OpenFile, signal: AbortSignal): Promise<DatasetReport> {
  return inTurns(datasetReport(session.table, session.census, factsOf(opened)), { ...TURNS, signal });
}

function packed({ session }: OpenFile): PackedScatter {
  const { index, mean, sd, flagged } = scatterOf(session.table);
  return { index: base64(index), mean: base64(mean), sd: base64(sd), flagged: base64(flagged) };
}

function base64({ buffer, byteOffset, byteLength }: { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number }): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
