import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';

describe('the sample dataset', () => {
  it('opens in the editor of the extension', async () => {
    const extension = vscode.extensions.getExtension('tiebreak.tiebreak');
    assert.ok(extension);
    const uri = vscode.Uri.file(join(extension.extensionPath, 'media', 'sample', 'sample.jsonl'));
    await vscode.commands.executeCommand('vscode.openWith', uri, 'tiebreak.editor');
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, 'tiebreak.editor');
    assert.ok(extension.isActive);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
