import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ModelSummary } from '../../protocol/engine.js';
import { BUNDLED, modelSetting, modelWish, setModels } from '../settings.js';
import { deviceNames } from '../views/status.js';
import type { CommandContext } from './registry.js';

const ALONE = 'Use It Alone';
const SCORE = 'Score Responses';

/** Adds a folder with a reward model to the models that vote: the folder given, else one that is asked for. It is read, and run on a few texts, before it is taken. */
export async function addModel({ engine, provider }: CommandContext, given?: unknown): Promise<ModelSummary | undefined> {
  const folder = given instanceof vscode.Uri ? given : await ask();
  if (!folder) return undefined;
  if (folder.scheme !== 'file') throw new Error('a model must be in a folder of this machine');
  const path = folder.fsPath;
  const summary = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Tiebreak: reading the model in ${basename(path)}` },
    () => engine.request('readModel', { folder: path, device: modelWish().device }),
  );
  const before = modelSetting();
  if (!before.includes(path)) await setModels([...(before.length > 0 ? before : [BUNDLED]), path]);
  // The answer may be long in coming; the command is done.
  void vscode.window.showInformationMessage(sentence(summary), ALONE, ...(provider.active ? [SCORE] : [])).then(async (answer) => {
    if (answer === ALONE) await setModels([path]);
    if (answer === SCORE) await provider.active?.document.score();
  });
  return summary;
}

async function ask(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: 'Add Model',
    title: 'A folder with config.json, tokenizer.json and onnx/model.onnx',
  });
  return picked?.[0];
}

function sentence({ name, members, attributes, scale, device, adapter }: ModelSummary): string {
  const gives = [
    members === 0 ? '' : members === 1 ? 'one reward' : `${members} rewards`,
    attributes.length === 0 ? '' : `${attributes.length} attributes (${attributes.slice(0, 5).join(', ')}${attributes.length > 5 ? ', …' : ''})`,
  ].filter(Boolean);
  const scaled = members > 0 && scale === null ? ', on a scale that each file gives' : '';
  return `Tiebreak: ${name} now votes beside the others. It gives ${gives.join(' and ')}${scaled}, on ${deviceNames[device] ?? device} (${adapter}).`;
}
