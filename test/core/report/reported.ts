import { Dataset } from '../../../src/core/dataset.js';
import { LineFile } from '../../../src/core/formats/lines.js';
import { datasetReport, type DatasetReport } from '../../../src/core/report/datasetReport.js';
import { schemaNamed } from '../../../src/core/schemas/registry.js';
import { Session } from '../../../src/core/session.js';
import { DuckTableStore } from '../../../src/platform/duckdb/tableStore.js';
import { sha256Hex16 } from '../../../src/platform/node/hash.js';
import { memorySource } from '../../support/memory.js';

/** What a file's names may hold. */
export const MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

/** Rows as a file that is read and reported on. */
export async function reported(rows: readonly unknown[], schema: string): Promise<{ session: Session; report: DatasetReport }> {
  const file = new LineFile(memorySource(Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))));
  const dataset = new Dataset([{ rows: file, split: null }], schemaNamed(schema), sha256Hex16);
  const session = new Session(dataset, new DuckTableStore());
  for await (const step of session.read()) void step;
  const steps = datasetReport(session.table, session.census, { name: 'f.jsonl', format: 'jsonl', schema, rows: dataset.rows, badRows: 0 });
  for (;;) {
    const step = steps.next();
    if (step.done) return { session, report: step.value };
  }
}
