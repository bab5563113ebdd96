import { t } from '@vscode/l10n';
import { AuditBook } from '../../../core/audit/book.js';
import { draw } from '../../../core/audit/drawn.js';
import type { AuditLine } from '../../../core/audit/lines.js';
import { planAudit, type AuditPlan } from '../../../core/audit/plan.js';
import { decidedSince, wrongSince } from '../../../core/audit/since.js';
import { strataOf, type Stratum } from '../../../core/audit/strata.js';
import { lineText, logPath } from '../../../core/log.js';
import type { AuditView } from '../../../protocol/audit.js';
import type { DatasetId, EngineEvents, EngineMethods } from '../../../protocol/engine.js';
import type { ListItem } from '../../../protocol/views/list.js';
import type { RecordView } from '../../../protocol/views/record.js';
import { appendLog } from '../files/appendLog.js';
import type { Answerer } from '../rpc.js';
import type { OpenFile } from './openFile.js';

/** Answers what an audit asks: its plan, its beginning and end, its state; and keeps how a record that came back was decided. */
export function serveAudit(wire: Answerer<EngineMethods, EngineEvents>, find: (dataset: DatasetId) => OpenFile): void {
  wire.handle('audit', async ({ dataset }) => {
    const file = find(dataset);
    await file.reading.usable;
    return auditView(file.audits);
  });
  wire.handle('auditPlan', async ({ dataset, size }) => planOf(await strataNow(find(dataset)), size));
  wire.handle('startAudit', async ({ dataset, size, seed }) => {
    const file = find(dataset);
    const strata = await strataNow(file);
    return file.inTurn(() => start(file, strata, size, seed));
  });
  wire.handle('endAudit', ({ dataset }) => {
    const file = find(dataset);
    return file.inTurn(async () => {
      if (file.audits.running === null) throw new Error(t('no audit is going on'));
      await keep(file, { event: 'audit', kind: 'end', time: new Date().toISOString() });
      file.tellView();
      return auditView(file.audits);
    });
  });
  wire.handle('again', ({ dataset, index, same }) => {
    const file = find(dataset);
    return file.inTurn(async () => {
      const { id } = await file.session.dataset.record(index);
      await keep(file, { event: 'again', time: new Date().toISOString(), id, index, same });
      return file.audits.consistency;
    });
  });
}

/** Takes what was decided about records as the audit's answers, where it asks for them; a log that cannot be written loses none of this session's. */
export async function answerAudit(file: OpenFile, indices: readonly number[]): Promise<void> {
  const { audits, session } = file;
  const since = audits.running;
  if (since === null) return;
  for (const index of indices) {
    if (audits.standing(index) === undefined) continue;
    const wrong = wrongSince(session.reviews.history(index), since);
    if (wrong === audits.answer(index)) continue;
    const { id } = await session.dataset.record(index);
    const line = { event: 'audit', kind: 'answer', time: new Date().toISOString(), id, index, wrong } as const;
    // The edit or the review is made already: it must not seem to have failed.
    await keep(file, line).catch(() => audits.take(line));
  }
  file.tellView();
}

/** What the page must know of a record before it shows it: whether the curator has decided it since the file was opened, and whether the audit asks for it. */
export function blindness(file: OpenFile, index: number): Pick<RecordView & ListItem, 'decidedNow' | 'audit'> {
  const audit = file.audits.standing(index);
  const decidedNow = audit === undefined ? decidedSince(file.session.reviews.history(index), file.since) : audit === 'answered';
  return { ...(decidedNow && { decidedNow }), ...(audit && { audit }) };
}

/** The audit as the page shows it; null before the first. */
export function auditView(audits: AuditBook): AuditView | null {
  const { result, running, next, consistency } = audits;
  return result && { ...result, running: running !== null, next, consistency };
}

async function strataNow(file: OpenFile): Promise<readonly Stratum[]> {
  await file.reading.whole();
  return strataOf(file.session.table);
}

function planOf(strata: readonly Stratum[], size: number): AuditPlan {
  return planAudit(strata.map(({ indices, expected }) => ({ size: indices.length, expected })), size);
}

async function start(file: OpenFile, strata: readonly Stratum[], size: number, seed: number): Promise<AuditView | null> {
  if (file.audits.running !== null) throw new Error(t('an audit is going on already: end it first'));
  const { counts, sampled } = planOf(strata, size);
  if (sampled === 0) throw new Error(t('there is no record to audit'));
  const found = draw(strata.map(({ indices }) => indices.length), counts, seed).map(({ stratum, member }) => ({ stratum, index: strata[stratum]!.indices[member]! }));
  const sample: (readonly [string, number])[] = [];
  for (const { stratum, index } of found) sample.push([(await file.session.dataset.record(index)).id, stratum]);
  const logged = strata.map(({ flagged, band, indices }) => ({ flagged, band, size: indices.length }));
  await keep(file, { event: 'audit', kind: 'start', time: new Date().toISOString(), seed, strata: logged, sample });
  sample.forEach(([id], place) => file.audits.meet(id, found[place]!.index));
  file.tellView();
  return auditView(file.audits);
}

/** A line is on the disk before it counts. */
async function keep(file: OpenFile, line: AuditLine): Promise<void> {
  const path = file.opened.files[0]?.path;
  if (path === undefined) throw new Error(t('this file is not open'));
  await appendLog(logPath(path), lineText(line));
  file.audits.take(line);
}
