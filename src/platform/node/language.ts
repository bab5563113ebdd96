/** Loads the texts of the display language, where the extension host names their bundle. A process imports this first: what other modules say, some say when they are loaded. */
import { config } from '@vscode/l10n';
import { BUNDLE_PATH } from '../../protocol/language.js';

const path = process.env[BUNDLE_PATH];
try {
  if (path) config({ fsPath: path });
} catch {
  // English serves as well as a process that does not start.
}
