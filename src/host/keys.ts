import * as vscode from 'vscode';
import type { BoundKeys } from '../protocol/keyTable.js';
import { DEFAULT_KEYS } from '../protocol/keyTable.js';
import { readRules, rebound } from '../protocol/rebound.js';

/** Reads the user's keybindings.json: in a browser from VS Code's own store, on the desktop from beside the storage of the profile, which for a window on another machine lies on that. `storage` is the extension's place there. */
export async function boundKeys(storage: vscode.Uri): Promise<BoundKeys> {
  const place = placeOf(storage);
  if (place === null) return { keys: DEFAULT_KEYS, own: false };
  try {
    return { keys: rebound(DEFAULT_KEYS, readRules(Buffer.from(await vscode.workspace.fs.readFile(place)).toString())), own: true };
  } catch (error) {
    // There is no such file until somebody binds a key.
    return { keys: DEFAULT_KEYS, own: error instanceof vscode.FileSystemError && error.code === 'FileNotFound' };
  }
}

function placeOf(storage: vscode.Uri): vscode.Uri | null {
  if (vscode.env.uiKind === vscode.UIKind.Web) return vscode.Uri.from({ scheme: 'vscode-userdata', path: '/User/keybindings.json' });
  return vscode.env.remoteName === undefined ? vscode.Uri.joinPath(storage, '..', '..', 'keybindings.json') : null;
}
