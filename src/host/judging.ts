import * as vscode from 'vscode';
import { ownFlags } from '../core/flags/own/ownFlag.js';
import { DEFAULT_THRESHOLDS, withThresholds } from '../core/flags/thresholds.js';
import type { JudgingOptions } from '../core/query/judgingOptions.js';
import type { DatasetView } from '../protocol/views/dataset.js';

const THRESHOLDS = 'tiebreak.thresholds';
const FLAGS = 'tiebreak.flags';

/** What the settings say records are judged by; where a setting is wrong its default, and a word to the user. */
export function judgingWish(): JudgingOptions {
  const settings = vscode.workspace.getConfiguration('tiebreak');
  return {
    thresholds: valid(THRESHOLDS, () => withThresholds(settings.get<Readonly<Record<string, unknown>>>('thresholds', {})), DEFAULT_THRESHOLDS),
    ownFlags: valid(FLAGS, () => ownFlags(settings.get<unknown>('flags', [])), []),
  };
}

/** Hears of settings that change what records are judged by. */
export function onJudgingChanged(listener: (judging: JudgingOptions) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(THRESHOLDS) || event.affectsConfiguration(FLAGS)) listener(judgingWish());
  });
}

/** Tells the user of flags whose conditions cannot be evaluated, where the view before did not have the same; answers the view. */
export function tellProblems(view: DatasetView, before: DatasetView | null): DatasetView {
  const problems = view.flagProblems ?? [];
  if (problems.length > 0 && problems.join() !== before?.flagProblems?.join()) {
    void vscode.window.showWarningMessage(vscode.l10n.t('{0}: flags of the setting {1} cannot be evaluated: {2}', view.name, FLAGS, problems.join('; ')));
  }
  return view;
}

/** The last reason told of each setting: a wrong one is told once, not with every file. */
const told = new Map<string, string>();

function valid<T>(setting: string, read: () => T, fallback: T): T {
  try {
    const found = read();
    told.delete(setting);
    return found;
  } catch (error) {
    const reason = (error as Error).message;
    if (told.get(setting) !== reason) void vscode.window.showWarningMessage(vscode.l10n.t('The setting {0} is not used: {1}', setting, reason));
    told.set(setting, reason);
    return fallback;
  }
}
