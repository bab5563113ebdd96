import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ModelSummary } from '../../protocol/engine.js';
import { BUNDLED, modelSetting, modelWish, setModels } from '../settings.js';
import { deviceNames } from '../views/status.js';
import type { CommandContext } from './registry.js';

/** Adds a folder with a reward model to the models that vote: the folder given, else one that is asked for. It is read, and run on a few texts, before it is taken. */
export async function addModel({ engine, provider }: CommandContext, given?: unknown): Promise<ModelSummary | undefined> {
  const folder = given instanceof vscode.Uri ? given : await ask();
  if (!folder) return undefined;
  if (folder.scheme !== 'file') throw new Error(vscode.l10n.t('a model must be in a folder of this machine'));
  const path = folder.fsPath;
  const summary = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Tiebreak: reading the model in {0}', basename(path)) },
    () => engine.request('readModel', { folder: path, device: modelWish().device }),
  );
  const before = modelSetting();
  if (!before.includes(path)) await setModels([...(before.length > 0 ? before : [BUNDLED]), path]);
  const alone = vscode.l10n.t('Use It Alone');
  const scoreNow = vscode.l10n.t('Score Responses');
  // The answer may be long in coming; the command is done.
  void vscode.window.showInformationMessage(sentence(summary), alone, ...(provider.active ? [scoreNow] : [])).then(async (answer) => {
    if (answer === alone) await setModels([path]);
    if (answer === scoreNow) await provider.active?.document.score();
  });
  return summary;
}

async function ask(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t('Add Model'),
    title: vscode.l10n.t('A folder with config.json, tokenizer.json and onnx/model.onnx'),
  });
  return picked?.[0];
}

function sentence({ name, members, attributes, scale, device, adapter }: ModelSummary): string {
  const where = `${deviceNames[device] ?? device} (${adapter})`;
  const rewards = members === 1 ? vscode.l10n.t('one reward') : vscode.l10n.t('{0} rewards', members);
  const list = attributes.slice(0, 5).join(', ') + (attributes.length > 5 ? ', …' : '');
  const rated = attributes.length === 1 ? vscode.l10n.t('one attribute ({0})', list) : vscode.l10n.t('{0} attributes ({1})', attributes.length, list);
  const unscaled = members > 0 && scale === null;
  if (members > 0 && attributes.length > 0) {
    return unscaled
      ? vscode.l10n.t('Tiebreak: {0} now votes beside the others. It gives {1} and {2}, on a scale that each file gives, on {3}.', name, rewards, rated, where)
      : vscode.l10n.t('Tiebreak: {0} now votes beside the others. It gives {1} and {2}, on {3}.', name, rewards, rated, where);
  }
  return unscaled
    ? vscode.l10n.t('Tiebreak: {0} now votes beside the others. It gives {1}, on a scale that each file gives, on {2}.', name, rewards, where)
    : vscode.l10n.t('Tiebreak: {0} now votes beside the others. It gives {1}, on {2}.', name, members > 0 ? rewards : rated, where);
}
