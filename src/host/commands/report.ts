import type { TiebreakDocument } from '../editor/document.js';
import { exportReport } from '../report/export.js';
import { inFront } from './inFront.js';
import type { CommandContext } from './registry.js';

/** Shows the report of the dataset in front, beside its editor. */
export function report(context: CommandContext): void {
  context.reports.show(reported(context));
}

/** Writes the report as an HTML page that needs nothing else. */
export function exportReportHtml(context: CommandContext): Promise<void> {
  return exportReport(reported(context), 'html');
}

/** Writes the report's numbers as JSON. */
export function exportReportJson(context: CommandContext): Promise<void> {
  return exportReport(reported(context), 'json');
}

/** The dataset in front, or that of the report in front. Throws where there is none. */
function reported({ provider, reports }: CommandContext): TiebreakDocument {
  return reports.active ?? inFront(provider);
}
