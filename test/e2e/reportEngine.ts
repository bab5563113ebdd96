/** The report's numbers of a file from the engine itself, as the editor's host asks for them. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { ReportParts } from '../../src/core/report/sections/all.js';

import type { EngineEvents, EngineMethods } from '../../src/protocol/engine.js';
import type { DatasetView } from '../../src/protocol/views/dataset.js';
import { root } from '../harness/paths.mjs';
import { connect } from './source.js';

/** All parts of one file's report. */
export interface Computed {
  readonly view: DatasetView;
  readonly parts: ReportParts & { readonly report: NonNullable<ReportParts['report']> };
}

/** Computes the reports of files, one after the other, in one engine. */
export async function computeReports(paths: readonly string[]): Promise<readonly Computed[]> {
  const child = fork(join(root, 'dist', 'engine.js'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const wire = connect<EngineMethods, EngineEvents>(child);
  const views = new Map<number, DatasetView>();
  wire.on('dataset', ({ dataset, view }) => void views.set(dataset, view));
  try {
    const all: Computed[] = [];
    for (const path of paths) {
      const opened = await wire.request('open', { path, schema: null, removed: [], attach: [] });
      const { dataset } = opened;
      const report = await wire.request('report', { dataset });
      const stats = await wire.request('stats', { dataset });
      const evaluate = await wire.request('evaluate', { dataset });
      all.push({ view: { ...(views.get(dataset) ?? opened.view), complete: true }, parts: { report, stats, evaluate, audit: null } });
      await wire.request('close', { dataset });
    }
    return all;
  } finally {
    wire.close();
    child.kill();
  }
}
