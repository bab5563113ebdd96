import * as vscode from 'vscode';
import type { ScoringView } from '../../protocol/views/scoring.js';
import type { TiebreakEditorProvider } from '../editor/provider.js';

/** Devices as people call them. */
export const deviceNames: Readonly<Record<string, string>> = { cuda: 'CUDA', webgpu: 'WebGPU', dml: 'DirectML', coreml: 'Core ML', cpu: 'CPU' };

/** The status bar entry of the file in front: what scores it, how fast, and why no better device does. */
export class ScoringStatus {
  private readonly item = vscode.window.createStatusBarItem('tiebreak.scoring', vscode.StatusBarAlignment.Right, 100);

  constructor(private readonly provider: TiebreakEditorProvider) {
    this.item.name = vscode.l10n.t('Tiebreak scoring');
  }

  /** Shows the state of the file in front; hides itself where there is none. */
  refresh(): void {
    const scoring = this.provider.active?.document.scoring;
    if (!scoring || scoring.state === 'off') return this.item.hide();
    this.item.text = text(scoring);
    this.item.tooltip = tooltip(scoring);
    this.item.command = scoring.state === 'running' || scoring.state === 'starting' ? 'tiebreak.cancelScoring' : 'tiebreak.score';
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function text({ state, device, done, total, responsesPerSecond }: ScoringView): string {
  const where = device === null ? '' : ` ${deviceNames[device] ?? device}`;
  switch (state) {
    case 'starting':
      return `$(sync~spin) ${vscode.l10n.t('Tiebreak: starting the model')}`;
    case 'running':
      return `$(sync~spin)${where} ${done}/${total}${responsesPerSecond === null ? '' : ` · ${vscode.l10n.t('{0}/s', responsesPerSecond.toFixed(0))}`}`;
    case 'failed':
      return `$(warning) ${vscode.l10n.t('Tiebreak: scoring failed')}`;
    case 'cancelled':
      return `$(circle-slash)${where} ${vscode.l10n.t('{0}/{1} scored', done, total)}`;
    default:
      return `$(check)${where} ${vscode.l10n.t('{0} scored', done)}`;
  }
}

function tooltip({ model, adapter, skipped, message, state, trained }: ScoringView): string {
  return [
    model && adapter ? vscode.l10n.t('{0} on {1}', model, adapter) : null,
    ...skipped.map(({ device, reason }) => vscode.l10n.t('{0} not used: {1}', deviceNames[device] ?? device, reason)),
    trained && trained.prompts > 0 ? vscode.l10n.t('{0} learned from the prompts of {1} of {2} records here: its scores look better on those than they are', trained.models.join(', '), trained.prompts, trained.of) : null,
    message,
    state === 'running' || state === 'starting' ? vscode.l10n.t('Click to stop') : vscode.l10n.t('Click to score again'),
  ]
    .filter((line) => line !== null)
    .join('\n');
}
