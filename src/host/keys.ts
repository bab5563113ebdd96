import * as vscode from 'vscode';
import type { BoundKeys } from '../protocol/keyTable.js';
import { DEFAULT_KEYS } from '../protocol/keyTable.js';
import { readRules, rebound } from '../protocol/rebound.js';

/** Reads the user's keybindings.json, which lies beside the storage of the profile; `storage` is the extension's place there. */
export async function boundKeys(storage: vscode.Uri): Promise<BoundKeys> {
  const beside = vscode.Uri.joinPath(storage, '..', '..', 'keybindings.json');
  for (const uri of [vscode.Uri.from({ scheme: 'vscode-userdata', path: '/User/keybindings.json' }), ...(vscode.env.remoteName === undefined ? [beside] : [])]) {
    try {
      return { keys: rebound(DEFAULT_KEYS, readRules(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString())), own: true };
    } catch {
      // The next place, or none: there is no such file until somebody binds a key.
    }
  }
  return { keys: DEFAULT_KEYS, own: vscode.env.remoteName === undefined };
}
