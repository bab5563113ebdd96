/** The audit that goes on: how far it is, what it has found so far, and its end. */
import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { AuditView } from '../../src/protocol/audit.js';
import type { Actions } from '../actions.js';
import { button } from '../controls.js';
import type { PageState } from '../state.js';
import { count, percent } from '../text/numbers.js';
import { icon } from './icon.js';

/** After so many answers the estimate is said aloud: after each it would talk over the records. */
const SAID_EVERY = 10;

/** The line under the header while an audit goes on. */
export function auditBanner({ dataset, query }: PageState, actions: Actions): TemplateResult | typeof nothing {
  const audit = dataset?.audit;
  if (!audit?.running) return nothing;
  const { answered, next } = audit;
  const said = answered > 0 && (answered % SAID_EVERY === 0 || next === null) ? spoken(audit) : '';
  return html`<section class="banner info audit" aria-label=${t('Audit')}>${icon('beaker')}<span>
      <b class="num">${t('Audit: {0} of {1} answered.', count(answered), count(audit.sampled))}</b>
      ${audit.share === null ? nothing : html`<span class="num">${wrong(audit)}</span>`}
      ${audit.recall === null ? nothing : html`<span class="num dim">${caught(audit)}</span>`}</span>
    ${query.order === 'audit' ? nothing : button(t('Show Sample'), () => actions.command('tiebreak.startAudit'))}
    ${button(t('End Audit'), () => actions.command('tiebreak.endAudit'))}
    <span class="spoken" role="status" aria-live="polite">${said}</span></section>`;
}

function spoken(audit: AuditView): string {
  return audit.next === null ? t('All records of the sample are answered. {0}', wrong(audit)) : wrong(audit);
}

/** "Estimated wrong labels: 7.1% (5.9–8.4)." */
function wrong({ share }: AuditView): string {
  return share === null ? '' : t('Estimated wrong labels: {0}% ({1}–{2}).', percent(share.estimate, 1), percent(share.low, 1), percent(share.high, 1));
}

function caught({ recall }: AuditView): string {
  return recall === null ? '' : t('The flags catch {0}% of them ({1}–{2}).', percent(recall.estimate), percent(recall.low), percent(recall.high));
}
