import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './paths.mjs';

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} publisher
 * @property {string} version
 * @property {{ vscode: string }} engines
 * @property {{ customEditors?: { viewType: string, selector: { filenamePattern: string }[] }[] }} [contributes]
 */

/** @type {Manifest} */
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Which editor opens which names, as the extension's manifest has it. */
const editors = (manifest.contributes?.customEditors ?? []).flatMap((editor) =>
  editor.selector.map(({ filenamePattern: pattern }) => ({ pattern, viewType: editor.viewType })));

/** The extension's name as VS Code knows it, and the folder name it is installed under. */
export const extension = {
  id: `${manifest.publisher}.${manifest.name}`,
  folder: `${manifest.publisher}.${manifest.name}-${manifest.version}`,
  vscode: manifest.engines.vscode.replace(/^[^\d]*/, ''),
};

/** @typedef {Record<string, unknown>} Settings */

/**
 * Settings that keep everything but the extension out of the way.
 * @type {Settings}
 */
export const quiet = {
  // In a browser VS Code saves by itself after a second; people decide what reaches a dataset.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  // The sample lies in a repository; nobody who looks at it wants to be asked about that.
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * For tests: as `quiet`, nothing that asks the network or the mouse, and every file that the extension can open opens in it.
 * @type {Settings}
 */
export const forTests = {
  ...quiet,
  'git.enabled': false,
  'tiebreak.showAgain': false,
  'tiebreak.openPreferenceFiles': 'never',
  'typescript.validate.enable': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'files.simpleDialog.enable': true,
  'workbench.editorAssociations': Object.fromEntries(editors.map(({ pattern, viewType }) => [pattern, viewType])),
};

/**
 * Has the opener, a small extension of the harness, open this file in the extension's editor.
 * @param {string} path
 * @returns {Settings}
 */
export function opening(path) {
  const editor = editors.find(({ pattern }) => path.endsWith(pattern.replace(/^\*+/, ''))) ?? editors[0];
  return { 'tiebreakHarness.open': path, 'tiebreakHarness.viewType': editor?.viewType };
}

/**
 * For `npm start`: this file opens in the extension, and those named like it do when the user opens them.
 * @param {string} path
 * @returns {Settings}
 */
export function forStart(path) {
  const name = basename(path);
  const dot = name.indexOf('.', 1);
  const pattern = dot < 0 ? name : `*${name.slice(dot)}`;
  const opener = opening(path);
  return { ...quiet, ...opener, 'workbench.editorAssociations': { [pattern]: opener['tiebreakHarness.viewType'] } };
}
