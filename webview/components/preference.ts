/** Which response people and models prefer: two axes with zero in one line, on one scale where models' differences can be read as strengths. */
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { EnsembleView, PreferenceView, RecordView, ResponseView } from '../../src/protocol/views/record.js';
import type { ScoringView } from '../../src/protocol/views/scoring.js';
import { preferenceAxis, type ModelMarks } from '../charts/axis.js';
import { symmetric } from '../charts/geometry.js';
import { slid, type Draft } from '../draft.js';
import { oneLine } from '../text/hostile.js';
import { fixed, meanSd, number } from '../text/numbers.js';

/** How the axis is looked at, and set. */
export interface PreferenceContext {
  readonly blind: boolean;
  readonly draft: Draft;
  /** Takes a strength that is clicked or moved to; null where none can be set. */
  readonly set: ((response: number, size: number) => void) | null;
}

/** The rows under the responses; nothing where there is one response alone. */
export function preference(record: RecordView, scoring: ScoringView | null, score: (() => void) | null, context: PreferenceContext): TemplateResult | typeof nothing {
  if (record.responses.length < 2) return nothing;
  const { left, right } = sides(record);
  const { preference: stated, ensemble } = record;
  const { blind, set } = context;
  const people = stated.strength !== null || stated.votes.length > 0 || set !== null;
  if (blind && !people) return nothing;
  // On one scale people and models share an axis: what is compared stands in one place.
  const shared = people && !blind && ensemble?.strengths !== undefined;
  return html`<section class="preference" aria-label=${t('Preference')}>
    ${people || ensemble ? html`<div class="line heads" aria-hidden="true"><span></span><span class="sides"><span class="left">${t('prefers {0}', responseLetter(left))}</span><span class="right">${t('prefers {0}', responseLetter(right))}</span></span></div>` : nothing}
    ${people ? line(shared ? t('preference') : t('labels'), votes(stated, shared ? modelMarks(ensemble, left) : null, context), blind ? nothing : shared ? html`<div>${labelWords(stated)}</div><div><span class="dim">${t('models')}</span> ${modelWords(ensemble)}</div>` : labelWords(stated)) : nothing}
    ${blind || shared ? nothing : ensemble
      ? line(t('models'), models(ensemble, left), html`${modelWords(ensemble)}${people ? nothing : html`<div><span class="dim">${t('label')}</span> ${labelWords(stated)}</div>`}`)
      : html`${people ? nothing : line(t('label'), nothing, labelWords(stated))}
        ${line(t('models'), nothing, highest(record) ?? html`${noScores(scoring)} ${score ? html`<button class="link" @click=${score}>${t('Score')}</button>` : nothing}`)}`}
  </section>`;
}

/** The two responses the axes lie between: those the models compare, else the first two. The lower is on the left. */
export function sides(record: RecordView): { readonly left: number; readonly right: number } {
  const { ensemble } = record;
  if (!ensemble) return { left: 1, right: 2 };
  return { left: Math.min(ensemble.preferred, ensemble.other), right: Math.max(ensemble.preferred, ensemble.other) };
}

function line(name: string, axis: unknown, words: unknown): TemplateResult {
  return html`<div class="line"><span class="dim">${name}</span>${axis === nothing ? nothing : axis}<span class="words ${axis === nothing ? 'wide' : ''}">${words}</span></div>`;
}

function votes({ strength, strengthMax: limit, votes: cast }: PreferenceView, beside: ModelMarks | null, { draft, set }: PreferenceContext): TemplateResult {
  const ticks = limit <= 5 ? Array.from({ length: limit }, (_, i) => i + 1) : [limit];
  const commit = set && ((value: number) => set(value < 0 ? 1 : 2, Math.abs(value)));
  const shown = draft.value('strength') ?? strength;
  const drawing = preferenceAxis({ limit, ticks }, { votes: cast.map((vote) => vote.strength), label: shown, set: commit }, beside);
  const title = beside ? t('Models’ differences as strengths: how strong the labels of this file are at such differences') : nothing;
  if (!commit) return html`<span class="axis-box" title=${title}>${drawing}</span>`;
  return html`<span class="axis-box" role="slider" tabindex="0" title=${title} aria-label=${t('Strength of the preference')} aria-valuemin=${-limit} aria-valuemax=${limit} aria-valuenow=${shown ?? 0} aria-valuetext=${strengthWords(shown)}
    @keydown=${(event: KeyboardEvent) => slide(event, limit, shown, draft, commit)} @blur=${() => draft.settle()}>${drawing}</span>`;
}

/** Arrows move the strength, Enter sets it, Escape takes it back; every other key finds it set. */
function slide(event: KeyboardEvent, limit: number, shown: number | null, draft: Draft, commit: (value: number) => void): void {
  const to = event.ctrlKey || event.altKey || event.metaKey ? null : slid(event.key, shown ?? 0, -limit, limit);
  if (to !== null) draft.move('strength', to, commit);
  else if (event.key === 'Escape' ? !draft.drop() : draft.value('strength') === null || event.key !== 'Enter') return draft.settle();
  else draft.settle();
  event.preventDefault();
  event.stopPropagation();
}

function strengthWords(strength: number | null): string {
  if (strength === null) return t('no preference');
  if (strength === 0) return t('tie');
  return t('{0} is better by {1}', responseLetter(strength < 0 ? 1 : 2), number(Math.abs(strength)));
}

/** The models' marks: as strengths where they can be read so, else on their own scale. Differences are preferred minus other; on the axis the left response is negative. */
function modelMarks({ preferred, other, strengths, voters, mean, sd }: Omit<EnsembleView, 'strengths'> & { readonly strengths?: EnsembleView['strengths'] | undefined }, left: number): ModelMarks {
  const sign = preferred === left ? -1 : 1;
  const spread = strengths ?? { from: mean - sd, mean, to: mean + sd };
  const ends = [sign * spread.from, sign * spread.to];
  return {
    voters: voters.map(({ name, difference }, i) => ({
      difference: sign * (strengths?.voters[i] ?? difference),
      title: t('{0}: {1} by {2}', oneLine(name), responseLetter(difference < 0 ? other : preferred), fixed(Math.abs(difference))),
    })),
    from: Math.min(...ends),
    mean: sign * spread.mean,
    to: Math.max(...ends),
  };
}

function models(ensemble: EnsembleView, left: number): TemplateResult {
  const marks = modelMarks({ ...ensemble, strengths: undefined }, left);
  const axis = symmetric([...marks.voters.map((voter) => voter.difference), Math.abs(ensemble.mean) + ensemble.sd]);
  return html`<span class="axis-box" title=${t('Models’ differences, each on its own scale')}>${preferenceAxis(axis, null, marks)}</span>`;
}

function labelWords({ chosen, strength, votes: cast, judges, derived }: PreferenceView): TemplateResult {
  const side = (value: number): string => (value === 0 ? t('tie') : value < 0 ? 'A' : 'B');
  const stated = chosen === null ? html`<b>${strength === 0 ? t('tie') : t('no preference')}</b>` : strength === null || strength === 0 ? html`<b>${responseLetter(chosen)}</b>` : html`<b>${t('{0} by {1}', responseLetter(chosen), number(Math.abs(strength)))}</b>`;
  return html`${stated}${derived && chosen !== null ? html`<span class="dim">, ${t('from the ratings')}</span>` : nothing}
    ${cast.length === 0 ? nothing : html`<span class="dim">· ${cast.length === 1 ? t('1 vote') : t('{0} votes', cast.length)} ${cast.map((vote) => side(vote.strength)).join(' ')}</span>`}
    ${judges.map(({ judge, agrees }) => html`<span class="dim">· <bdi>${agrees === null ? t('{0} abstains', oneLine(judge)) : agrees ? t('{0} agrees', oneLine(judge)) : t('{0} disagrees', oneLine(judge))}</bdi></span>`)}`;
}

function modelWords(ensemble: EnsembleView): TemplateResult {
  const winner = responseLetter(ensemble.mean < 0 ? ensemble.other : ensemble.preferred);
  const agreeing = ensemble.voters.filter(({ difference }) => difference !== 0 && difference < 0 === ensemble.mean < 0).length;
  const of = ensemble.noun === 'member' ? t('{0} of {1} members', agreeing, ensemble.voters.length) : t('{0} of {1} models', agreeing, ensemble.voters.length);
  return html`<b>${t('{0} by {1}', winner, meanSd(Math.abs(ensemble.mean), ensemble.sd))}</b>
    ${ensemble.voters.length > 1 ? html`<span class="dim">· ${of}</span>` : nothing}`;
}

/** The response that the scores put first, where no pair is compared; null where nothing is scored. */
function highest({ responses }: RecordView): TemplateResult | null {
  let best: ResponseView | null = null;
  for (const response of responses) if (response.reward && response.reward.mean > (best?.reward?.mean ?? -Infinity)) best = response;
  if (!best?.reward) return null;
  const scored = responses.filter(({ reward }) => reward !== null).length;
  return html`<b>${t('{0} highest, {1}', responseLetter(best.number), fixed(best.reward.mean))}</b> <span class="dim">· ${t('of {0} scored responses', scored)}${best.model === null ? nothing : html` · <bdi>${oneLine(best.model)}</bdi>`}</span>`;
}

function noScores(scoring: ScoringView | null): TemplateResult {
  const busy = scoring?.state === 'starting' || scoring?.state === 'running';
  return html`<span class="dim">${busy ? t('not scored yet') : t('no scores')}</span>`;
}

/** Styles of the axes. */
export const preferenceStyles = css`
  .preference { flex: none; padding: 0 2px; }
  .preference .line { display: grid; grid-template-columns: minmax(0, 1fr) minmax(200px, 52%) minmax(0, 1fr); gap: 0 24px; align-items: start; }
  .preference .line + .line:not(.heads + .line) { margin-top: 5px; }
  .preference .heads { height: 15px; font-size: var(--small); }
  .preference .sides { display: flex; justify-content: space-between; color: var(--dim); }
  .preference .sides .left { color: color-mix(in srgb, var(--left) 66%, var(--vscode-foreground)); }
  .preference .sides .right { color: color-mix(in srgb, var(--right) 66%, var(--vscode-foreground)); }
  .preference .line > .dim:first-child, .preference .words { padding-top: 9px; }
  .preference .line:has(.wide) > .dim:first-child, .preference .line:has(.wide) > .words { padding-top: 0; }
  .preference .line > .dim:first-child { text-align: right; }
  .preference .words.wide { grid-column: 2 / 4; }
  .preference .words b { font-weight: 600; }
  .preference .words { font-variant-numeric: tabular-nums; }
  .preference .axis-box:focus-visible { outline-offset: 2px; border-radius: 2px; }
`;
