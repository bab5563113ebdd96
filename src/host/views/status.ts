import * as vscode from 'vscode';
import type { ScoringView } from '../../protocol/views.js';
import type { TiebreakEditorProvider } from '../editor/provider.js';

/** Devices as people call them. */
export const deviceNames: Readonly<Record<string, string>> = { cuda: 'CUDA', webgpu: 'WebGPU', dml: 'DirectML', coreml: 'Core ML', cpu: 'CPU' };

/** The status bar entry of the file in front: what scores it, how fast, and why no better device does. */
export class ScoringStatus {
  private readonly item = vscode.window.createStatusBarItem('tiebreak.scoring', vscode.StatusBarAlignment.Right, 100);

  constructor(private readonly provider: TiebreakEditorProvider) {
    this.item.name = 'Tiebreak scoring';
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
      return '$(sync~spin) Tiebreak: starting the model';
    case 'running':
      return `$(sync~spin)${where} ${done}/${total}${responsesPerSecond === null ? '' : ` · ${responsesPerSecond.toFixed(0)}/s`}`;
    case 'failed':
      return '$(warning) Tiebreak: scoring failed';
    case 'cancelled':
      return `$(circle-slash)${where} ${done}/${total} scored`;
    default:
      return `$(check)${where} ${done} scored`;
  }
}

function tooltip({ model, adapter, skipped, message, state }: ScoringView): string {
  return [
    model && adapter ? `${model} on ${adapter}` : null,
    ...skipped.map(({ device, reason }) => `${deviceNames[device] ?? device} not used: ${reason}`),
    message,
    state === 'running' || state === 'starting' ? 'Click to stop' : 'Click to score again',
  ]
    .filter((line) => line !== null)
    .join('\n');
}
