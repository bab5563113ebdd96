/** Loads the texts of the display language, which the host has put into the page. A page imports this first: what other modules say, some say when they are loaded. */
import { config } from '@vscode/l10n';
import { BUNDLE_ELEMENT } from '../src/protocol/language.js';

const contents = document.getElementById(BUNDLE_ELEMENT)?.textContent;
if (contents) config({ contents });
