import * as vscode from 'vscode';
import type { Device } from '../core/scoring/scores.js';
import type { ModelWish } from '../protocol/engine.js';
import type { DatasetView } from '../protocol/views.js';

/** The bundled model, on the device that the settings name. */
export function modelWish(): ModelWish {
  return { folder: null, device: settings().get<'auto' | Device>('device', 'auto') };
}

/** True for a file that is scored when it has been read: it holds no scores, and no more responses than the settings say. */
export function wantsScores({ complete, failed, scored, responses }: DatasetView): boolean {
  return complete && failed === null && !scored && responses > 0 && responses <= settings().get('scoreOnOpen', 0);
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('tiebreak');
}
