import type { EvaluateReport } from '../../evaluate/report.js';
import type { StatsReport } from '../../stats/report.js';
import type { Section } from '../blocks.js';
import type { DatasetReport } from '../datasetReport.js';
import { agreementSection } from './agreement.js';
import { auditSection, type ReportedAudit } from './audit.js';
import { confusionSection } from './confusion.js';
import { driftSection } from './drift.js';
import { evaluationSection } from './evaluation.js';
import { labelsSection } from './labels.js';
import { overviewSection } from './overview.js';
import { pictureSection } from './picture.js';

/** What a report is made of; null for what is not computed. */
export interface ReportParts {
  readonly report: DatasetReport | null;
  readonly stats: StatsReport | null;
  readonly evaluate: EvaluateReport | null;
  readonly audit: ReportedAudit | null;
}

/** Every section that there is something to say in, in the order of the page. */
export function sectionsOf({ report, stats, evaluate, audit }: ReportParts): readonly Section[] {
  return [
    report && overviewSection(report.overview),
    auditSection(audit),
    report && pictureSection(report.picture),
    stats && agreementSection(stats),
    report && labelsSection(report),
    report && confusionSection(report),
    evaluate && evaluationSection(evaluate),
    report && driftSection(report),
  ].filter((section) => section !== null);
}
