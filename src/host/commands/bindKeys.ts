import * as vscode from 'vscode';

/** Shows the extension's keys in VS Code's list of them, where they are bound anew. */
export async function bindKeys(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', '@command:tiebreak.');
}
