const vscode = require('vscode');

// A file named on the command line or in the page's address opens as text when VS Code gets to it before it knows
// which editors extensions bring. This runs after that.
exports.activate = async () => {
  const settings = vscode.workspace.getConfiguration('tiebreakHarness');
  const file = settings.get('open');
  const viewType = settings.get('viewType');
  if (!file || !viewType) return;
  const uri = vscode.Uri.file(file);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  // After a reload the tab is back, maybe with unsaved work; opening the file anew would lose that.
  if (tabs.some((tab) => tab.input?.viewType === viewType && tab.input.uri.path === uri.path)) return;
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType, { preview: false });
};
