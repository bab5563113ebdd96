/** How the texts of the display language reach the processes that speak to people: `t` of @vscode/l10n takes them from there. */

/** Environment variable of the engine and the scorer: the path of the bundle. */
export const BUNDLE_PATH = 'TIEBREAK_L10N';

/** Id of the element that holds the bundle as JSON in a page. */
export const BUNDLE_ELEMENT = 'l10n';
