import * as vscode from 'vscode';
import type { Device } from '../core/scoring/scores.js';
import type { ModelWish } from '../protocol/engine.js';

/** The bundled model, on the device that the settings name. */
export function modelWish(): ModelWish {
  return { folder: null, device: settings().get<'auto' | Device>('device', 'auto') };
}

/** Files with at most so many responses are scored when they are opened. */
export function scoreOnOpen(): number {
  return settings().get('scoreOnOpen', 0);
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('tiebreak');
}
