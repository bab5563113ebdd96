import * as vscode from 'vscode';
import type { TextScore } from '../../protocol/engine.js';
import { modelWish } from '../settings.js';
import { deviceNames } from '../views/status.js';
import type { CommandContext } from './registry.js';

/** Scores the selected text of any editor (the whole text where nothing is selected) as a response without a prompt. */
export async function scoreSelection({ engine }: CommandContext): Promise<TextScore | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error(vscode.l10n.t('select text in an editor first'));
  const text = editor.document.getText(editor.selection.isEmpty ? undefined : editor.selection);
  if (text.trim() === '') throw new Error(vscode.l10n.t('the selection is empty'));
  const score = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Tiebreak: scoring the selection'), cancellable: true },
    (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort(new vscode.CancellationError()));
      return engine.request('scoreText', { prompt: '', text, model: modelWish() }, controller.signal);
    },
  );
  void vscode.window.showInformationMessage(summary(score), vscode.l10n.t('Copy')).then((answer) => {
    if (answer) void vscode.env.clipboard.writeText(summary(score));
  });
  return score;
}

function summary({ model, device, adapter, reward, attributes }: TextScore): string {
  const number = ({ mean, sd }: { mean: number; sd: number }) => `${mean.toFixed(2)} ± ${sd.toFixed(2)}`;
  const list = attributes.map((each) => `${each.attribute} ${number(each)}`);
  const scores = [...(reward ? [vscode.l10n.t('Reward {0}', number(reward))] : []), ...list].join(' · ');
  return vscode.l10n.t('{0} ({1} on {2}, {3})', scores, model, deviceNames[device] ?? device, adapter);
}
