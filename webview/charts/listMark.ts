/** The worklist's mark: the ensemble's mean and sd around zero; left of zero the models disagree with the label. */
import { t } from '@vscode/l10n';
import { css, nothing, svg, type TemplateResult } from 'lit';
import { meanSd } from '../text/numbers.js';
import { band, LIST_LIMIT } from './geometry.js';

const WIDTH = 52;

/** Draws the mark; an empty slot where there are no scores. */
export function listMark(mean: number | null, sd: number | null): TemplateResult {
  if (mean === null) return svg`<svg class="mark" width=${WIDTH} height="22" aria-hidden="true"></svg>`;
  const at = band(mean, sd ?? 0, -LIST_LIMIT, LIST_LIMIT);
  const x = (share: number): number => 4 + share / 100 * (WIDTH - 8);
  return svg`<svg class="mark" width=${WIDTH} height="22" aria-hidden="true">
    <title>${mean < 0 ? t('Models against the label: {0}', meanSd(mean, sd ?? 0)) : t('Models for the label: {0}', meanSd(mean, sd ?? 0))}</title>
    <line class="zero" x1=${x(50)} x2=${x(50)} y1="4" y2="18"></line>
    ${at.to > at.from ? svg`<line class="sd" x1=${x(at.from)} x2=${x(at.to)} y1="11" y2="11"></line>` : nothing}
    <circle class=${mean < 0 ? 'against' : 'for'} cx=${x(at.mean)} cy="11" r="2.5"></circle>
  </svg>`;
}

/** The mark's colours. */
export const listMarkStyles = css`
  .mark { display: block; }
  .mark .zero { stroke: var(--line-strong); }
  .mark .sd { stroke: var(--dim); stroke-width: 2; }
  .mark .for { fill: var(--fg); }
  .mark .against { fill: var(--bad); }
`;
