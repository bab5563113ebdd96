import * as vscode from 'vscode';
import type { Gesture } from '../../protocol/page.js';
import type { EngineClient } from '../engineClient.js';
import type { TiebreakEditorProvider } from '../editor/provider.js';
import type { Filters } from '../filters.js';
import type { Hub } from '../hub/hub.js';
import type { LabelTexts } from '../compare/texts.js';
import type { Mappings } from '../mapping/mappings.js';
import type { Offers } from '../offer/offers.js';
import type { Reports } from '../views/report.js';
import { addModel } from './addModel.js';
import { endAudit, startAudit, toggleBlind } from './audit.js';
import { attach, detach } from './attach.js';
import { bindKeys } from './bindKeys.js';
import { chooseSchema } from './chooseSchema.js';
import { compareHead } from './compareHead.js';
import { downloadModel } from './downloadModel.js';
import { drop } from './drop.js';
import { saveFilter, savedFilters } from './filters.js';
import { fit } from './fit.js';
import { goToRecord } from './goToRecord.js';
import { endPreview, mapColumns, useMapping } from './mapColumns.js';
import { openInTiebreak } from './open.js';
import { openFolder } from './openFolder.js';
import { choose, setStrength, tie } from './prefer.js';
import { readOn, stopReading } from './reading.js';
import { reopenAsText } from './reopenAsText.js';
import { exportReportHtml, exportReportJson, report } from './report.js';
import { redo, undo, undoReview } from './reviews.js';
import { cancelScoring, score } from './score.js';
import { scoreSelection } from './scoreSelection.js';
import { setAttribute } from './setAttribute.js';
import { setHubToken } from './setHubToken.js';

/** What a command may use. */
export interface CommandContext {
  readonly provider: TiebreakEditorProvider;
  readonly engine: EngineClient;
  readonly mappings: Mappings;
  readonly offers: Offers;
  readonly labels: LabelTexts;
  readonly reports: Reports;
  readonly filters: Filters;
  readonly hub: Hub;
}

/** Commands that the page carries out, because it knows where the user looks. */
const GESTURES: Readonly<Record<string, Gesture>> = {
  'tiebreak.next': 'next',
  'tiebreak.previous': 'previous',
  'tiebreak.nextFlag': 'nextFlag',
  'tiebreak.previousFlag': 'previousFlag',
  'tiebreak.flip': 'flip',
  'tiebreak.accept': 'accept',
  'tiebreak.skip': 'skip',
  'tiebreak.note': 'note',
  'tiebreak.focusFilter': 'focusFilter',
  'tiebreak.focusList': 'focusList',
  'tiebreak.showBadRows': 'badRows',
  'tiebreak.showKeys': 'keys',
  'tiebreak.toggleDiff': 'diff',
  'tiebreak.switchDiffLayout': 'diffLayout',
  'tiebreak.toggleMarkdown': 'markdown',
  'tiebreak.toggleFold': 'fold',
  'tiebreak.toggleScrollTogether': 'together',
  'tiebreak.pinResponse': 'pin',
};

/** Commands that the host carries out; a new one is a file here, a line here, and a line in package.json. */
const COMMANDS: Readonly<Record<string, (context: CommandContext, ...args: unknown[]) => unknown>> = {
  'tiebreak.open': openInTiebreak,
  'tiebreak.reopenAsText': reopenAsText,
  'tiebreak.goToRecord': goToRecord,
  'tiebreak.compareHead': compareHead,
  'tiebreak.openFolder': openFolder,
  'tiebreak.attach': attach,
  'tiebreak.detach': detach,
  'tiebreak.chooseSchema': chooseSchema,
  'tiebreak.mapColumns': mapColumns,
  'tiebreak.useMapping': useMapping,
  'tiebreak.endPreview': endPreview,
  'tiebreak.stopReading': stopReading,
  'tiebreak.readOn': readOn,
  'tiebreak.choose': choose,
  'tiebreak.tie': tie,
  'tiebreak.setStrength': setStrength,
  'tiebreak.setAttribute': setAttribute,
  'tiebreak.drop': drop,
  'tiebreak.undo': undo,
  'tiebreak.redo': redo,
  'tiebreak.undoReview': undoReview,
  'tiebreak.bindKeys': bindKeys,
  'tiebreak.savedFilters': savedFilters,
  'tiebreak.saveFilter': saveFilter,
  'tiebreak.score': score,
  'tiebreak.fit': fit,
  'tiebreak.cancelScoring': cancelScoring,
  'tiebreak.addModel': addModel,
  'tiebreak.downloadModel': downloadModel,
  'tiebreak.setHubToken': setHubToken,
  'tiebreak.scoreSelection': scoreSelection,
  'tiebreak.startAudit': startAudit,
  'tiebreak.endAudit': endAudit,
  'tiebreak.toggleBlind': toggleBlind,
  'tiebreak.report': report,
  'tiebreak.exportReportHtml': exportReportHtml,
  'tiebreak.exportReportJson': exportReportJson,
};

/** Registers every command of the palette. */
export function registerCommands(context: CommandContext): vscode.Disposable[] {
  const gestures = Object.entries(GESTURES).map(([command, gesture]) =>
    vscode.commands.registerCommand(command, () => context.provider.active?.send('gesture', { gesture })),
  );
  const commands = Object.entries(COMMANDS).map(([command, run]) =>
    vscode.commands.registerCommand(command, async (...args: unknown[]) => {
      try {
        return await run(context, ...args);
      } catch (error) {
        void vscode.window.showErrorMessage(vscode.l10n.t('Tiebreak: {0}', (error as Error).message));
        return undefined;
      }
    }),
  );
  return [...gestures, ...commands];
}
