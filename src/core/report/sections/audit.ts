import { t } from '@vscode/l10n';
import type { AuditResult, Consistency } from '../../audit/result.js';
import type { Cell, Section, Table } from '../blocks.js';
import { count, interval, NONE, percent } from '../text.js';

/** An audit's findings, and how often the curator agreed with themselves. */
export type ReportedAudit = AuditResult & { readonly consistency: Consistency | null };

/** What an audit of a random sample says of the labels; null where nothing was answered. */
export function auditSection(audit: ReportedAudit | null): Section | null {
  if (audit === null || audit.share === null) return null;
  const { share, recall, answered, sampled, wrong, ended, consistency } = audit;
  return {
    id: 'audit',
    title: t('Audit'),
    blocks: [
      {
        kind: 'figures',
        figures: [
          { label: t('Estimated wrong labels'), text: percent(share.estimate), title: t('95% interval {0}', interval([share.low, share.high], percent)) },
          { label: t('95% interval'), text: interval([share.low, share.high], percent) },
          { label: t('Wrong labels that flags catch'), text: percent(recall?.estimate ?? null), title: recall === null ? t('no wrong label was found yet') : t('95% interval {0}', interval([recall.low, recall.high], percent)) },
          { label: t('Found wrong'), text: count(wrong) },
          { label: ended === null ? t('Answered so far') : t('Answered'), text: t('{0} of {1}', count(answered), count(sampled)) },
          {
            label: t('You agreed with yourself'),
            text: consistency === null ? NONE : t('{0} of {1}', count(consistency.same), count(consistency.of)),
            ...(consistency === null ? {} : { title: t('95% interval {0}', interval(consistency.interval, percent)) }),
          },
        ],
      },
      strata(audit),
    ],
  };
}

function strata({ strata: all }: ReportedAudit): Table {
  return {
    kind: 'table',
    id: 'audit-strata',
    title: t('Strata of the sample'),
    note: null,
    columns: [
      { label: t('Stratum'), numeric: false },
      { label: t('Records'), numeric: true },
      { label: t('Sampled'), numeric: true },
      { label: t('Answered'), numeric: true },
      { label: t('Wrong'), numeric: true },
    ],
    rows: all.map((each, i): Cell[] => [
      { text: each.flagged ? t('{0}: flagged', i + 1) : t('{0}: not flagged', i + 1) },
      { text: count(each.size) },
      { text: count(each.sampled) },
      { text: count(each.answered) },
      { text: count(each.wrong) },
    ]),
  };
}
