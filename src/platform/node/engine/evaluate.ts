import { evaluating } from '../../../core/evaluate/evaluate.js';
import type { EvaluateReport } from '../../../core/evaluate/report.js';
import type { OpenFile } from './openFile.js';

/** Time between two turns of others, in milliseconds. */
const TURN_MS = 30;

/** What the scores of an open file, as they are now, are worth against its labels. Others have their turn meanwhile, every `turnMs`. */
export async function evaluateFile(file: OpenFile, signal: AbortSignal, turnMs = TURN_MS): Promise<EvaluateReport> {
  await file.reading.usable;
  const steps = evaluating(file.session.table);
  for (let began = performance.now(); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - began < turnMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    began = performance.now();
  }
}
