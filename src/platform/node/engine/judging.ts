import type { DatasetId, EngineEvents, EngineMethods } from '../../../protocol/engine.js';
import type { Answerer } from '../rpc.js';
import type { OpenFile } from './openFile.js';

/** Answers what changes the limits that records are judged by. */
export function serveJudging(wire: Answerer<EngineMethods, EngineEvents>, find: (dataset: DatasetId) => OpenFile): void {
  wire.handle('judge', async ({ dataset, judging }) => {
    await find(dataset).judgeBy(judging);
    return null;
  });
}
