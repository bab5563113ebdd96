import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { deviceWish } from '../core/scoring/deviceWish.js';
import type { ModelWish } from '../protocol/engine.js';
import type { DatasetView } from '../protocol/views/dataset.js';

/** The models and the device that the settings name; the bundled model where they name none. */
export function modelWish(): ModelWish {
  const named = modelSetting().map((name) => name.replace(/^~(?=$|[/\\])/, homedir()));
  const relative = named.find((name) => name !== BUNDLED && !isAbsolute(name));
  if (relative !== undefined) throw new Error(vscode.l10n.t('the setting {0} must hold absolute paths of folders, or {1}, not {2}', 'tiebreak.models', BUNDLED, relative));
  return { folders: named.length > 0 ? named : [BUNDLED], device: deviceWish(settings().get<string>('device', 'auto')) ?? 'auto' };
}

/** What the bundled model is called in the setting. */
export const BUNDLED = 'bundled';

/** The setting `tiebreak.models` as it stands; what is no text in it is left out. */
export function modelSetting(): string[] {
  const value = settings().get<unknown>('models', []);
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string' && each !== '') : [];
}

/** Writes the setting `tiebreak.models` for all windows. */
export async function setModels(models: readonly string[]): Promise<void> {
  await settings().update('models', models.length > 0 ? models : undefined, vscode.ConfigurationTarget.Global);
}

/** True for a file that is scored when it has been read: it holds no scores, and no more responses than the settings say. */
export function wantsScores({ complete, failed, scored, responses }: DatasetView): boolean {
  return complete && failed === null && !scored && responses > 0 && responses <= settings().get('scoreOnOpen', 0);
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('tiebreak');
}
