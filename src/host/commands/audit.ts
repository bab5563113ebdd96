import * as vscode from 'vscode';
import type { AuditPlan } from '../../core/audit/plan.js';
import type { AuditView } from '../../protocol/audit.js';
import type { Panel } from '../editor/panel.js';
import type { CommandContext } from './registry.js';

/** The size that is offered first. */
const USUAL = 200;

/** Begins an audit (of `given` records, else of as many as are asked for), or goes on with the one that is there. */
export async function startAudit({ provider }: CommandContext, given?: unknown): Promise<void> {
  const panel = provider.active;
  if (!panel) throw new Error(vscode.l10n.t('open a preference file first'));
  const { document } = panel;
  const { readOnly, stopped, audit } = document.view;
  if (stopped) throw new Error(vscode.l10n.t('reading was stopped before the end of the file: read on first'));
  if (readOnly) throw new Error(vscode.l10n.t('this file is read-only here: an audit could not be kept beside it'));
  if (audit?.running) return show(panel, audit);
  const plan = (size: number): Promise<AuditPlan> => document.ask((engine, dataset) => engine.request('auditPlan', { dataset, size }));
  const size = typeof given === 'number' ? given : await ask(plan);
  if (size === undefined) return;
  // Answers count from here on: an edit that is on its way belongs before.
  await document.settled();
  const seed = Math.floor(Math.random() * 2 ** 32);
  const started = await document.ask((engine, dataset) => engine.request('startAudit', { dataset, size, seed }));
  if (started) show(panel, started);
}

/** Ends the audit that goes on, and says what it has found. */
export async function endAudit({ provider }: CommandContext): Promise<void> {
  const panel = provider.active;
  if (!panel) throw new Error(vscode.l10n.t('open a preference file first'));
  await panel.document.settled();
  const ended = await panel.document.ask((engine, dataset) => engine.request('endAudit', { dataset }));
  panel.send('query', { query: { where: null, order: 'flags' } });
  if (!ended) return;
  const report = vscode.l10n.t('Dataset Report');
  const picked = await vscode.window.showInformationMessage(found(ended), report);
  if (picked === report) await vscode.commands.executeCommand('tiebreak.report');
}

/** Turns blind mode on or off: the setting, where it is set, else for all windows. */
export async function toggleBlind(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('tiebreak');
  const { workspaceValue } = settings.inspect('blind') ?? {};
  const on = settings.get('blind') === 'on';
  await settings.update('blind', on ? 'off' : 'on', workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace);
}

function show(panel: Panel, { next }: AuditView): void {
  panel.send('query', { query: { where: null, order: 'audit' } });
  if (next !== null) panel.show(next);
}

/** Asks for the size, and says meanwhile how exactly an audit of that size would speak. */
async function ask(plan: (size: number) => Promise<AuditPlan>): Promise<number | undefined> {
  const usual = await plan(USUAL);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Start Audit'),
    prompt: vscode.l10n.t('How many records will you look at? They are drawn at random, and shown without scores and labels.'),
    value: String(usual.sampled),
    validateInput: async (value) => {
      if (!/^[1-9]\d{0,6}$/.test(value.trim())) return vscode.l10n.t('A whole number from 1 to {0}', usual.records);
      return { message: bought(await plan(Number(value))), severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  return text === undefined ? undefined : Number(text);
}

function bought({ sampled, records, share: { estimate, low, high } }: AuditPlan): string {
  return vscode.l10n.t('{0} of {1} records: if {2}% of the labels are wrong, the audit will say {3}–{4}%.', sampled, records, percent(estimate), percent(low), percent(high));
}

function found({ answered, sampled, share, recall }: AuditView): string {
  if (!share) return vscode.l10n.t('The audit is over, without an answer.');
  const places = [percent(share.estimate), percent(share.low), percent(share.high), answered, sampled];
  if (!recall) return vscode.l10n.t('Estimated wrong labels: {0}% ({1}–{2}), from {3} of {4} records.', ...places);
  return vscode.l10n.t('Estimated wrong labels: {0}% ({1}–{2}), from {3} of {4} records. The flags catch {5}% of them ({6}–{7}).',
    ...places, percent(recall.estimate), percent(recall.low), percent(recall.high));
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
