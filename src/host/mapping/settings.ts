import { createHash } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { globPattern } from '../../platform/node/files/glob.js';

/** The mapping that the setting `tiebreak.mappings` gives a file, as a path; null where it gives none. */
export async function mappingFor(uri: vscode.Uri, storage: vscode.Uri): Promise<string | null> {
  const setting = vscode.workspace.getConfiguration('tiebreak', uri).get<unknown>('mappings', {});
  // VS Code hands settings out as proxies that lose what lies under a key with a dot; whole, they copy well.
  const mappings = JSON.parse(JSON.stringify(setting ?? {})) as Readonly<Record<string, unknown>>;
  const path = vscode.workspace.asRelativePath(uri, false);
  for (const [glob, mapping] of Object.entries(mappings)) {
    if (!matches(glob, path, uri.path)) continue;
    return typeof mapping === 'string' ? absolute(mapping, uri) : stored(mapping, storage);
  }
  return null;
}

/** True where a glob names a file: by its name alone, by its path in the workspace, or by its whole path. */
function matches(glob: string, relative: string, whole: string): boolean {
  const pattern = globPattern(glob);
  const name = whole.split('/').at(-1) ?? whole;
  return (glob.includes('/') ? [relative, whole] : [name]).some((path) => pattern.test(path));
}

function absolute(path: string, uri: vscode.Uri): string {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  return isAbsolute(path) || root === undefined ? path : join(root, path);
}

/** The engine reads mappings from files: one that stands in the settings is put into one. */
async function stored(mapping: unknown, storage: vscode.Uri): Promise<string> {
  const text = JSON.stringify(mapping, null, 2);
  const file = vscode.Uri.joinPath(storage, 'mappings', `settings-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.tiebreak.json`);
  await vscode.workspace.fs.writeFile(file, Buffer.from(text));
  return file.fsPath;
}
