/** Which response people and models prefer: two axes, each on its own scale, with zero in one line. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { responseLetter } from '../../src/protocol/responseLetter.js';
import type { EnsembleView, PreferenceView, RecordView, ResponseView, ScoringView } from '../../src/protocol/views.js';
import { modelsAxis, votesAxis } from '../charts/axis.js';
import { symmetric } from '../charts/geometry.js';
import { oneLine } from '../text/hostile.js';
import { fixed, meanSd, number } from '../text/numbers.js';

/** The rows under the responses; nothing where there is one response alone. `set` takes a strength that is clicked, null where none can be set. */
export function preference(record: RecordView, scoring: ScoringView | null, score: (() => void) | null, set: ((response: number, size: number) => void) | null): TemplateResult | typeof nothing {
  if (record.responses.length < 2) return nothing;
  const { left, right } = sides(record);
  const { preference: stated, ensemble } = record;
  const people = stated.strength !== null || stated.votes.length > 0 || set !== null;
  return html`<section class="preference" aria-label="Preference">
    <div class="line heads" aria-hidden="true"><span></span>
      ${people || ensemble ? html`<span class="sides"><span class="left">prefers ${responseLetter(left)}</span><span class="right">prefers ${responseLetter(right)}</span></span>` : nothing}</div>
    ${people ? line('labels', votes(stated, set), labelWords(stated)) : nothing}
    ${ensemble
      ? line('models', models(ensemble, left), html`${modelWords(ensemble)}${people ? nothing : html`<div>label ${labelWords(stated)}</div>`}`)
      : html`${people ? nothing : line('label', nothing, labelWords(stated))}
        ${line('models', nothing, highest(record) ?? html`${noScores(scoring)} ${score ? html`<button class="link" @click=${score}>Score</button>` : nothing}`)}`}
  </section>`;
}

/** The two responses the axes lie between: those the models compare, else the first two. The lower is on the left. */
export function sides(record: RecordView): { readonly left: number; readonly right: number } {
  const { ensemble } = record;
  if (!ensemble) return { left: 1, right: 2 };
  return { left: Math.min(ensemble.preferred, ensemble.other), right: Math.max(ensemble.preferred, ensemble.other) };
}

function line(name: string, axis: unknown, words: unknown): TemplateResult {
  return html`<div class="line"><span class="dim">${name}</span>${axis === nothing ? nothing : html`<span class="axis-box">${axis}</span>`}<span class="words ${axis === nothing ? 'wide' : ''}">${words}</span></div>`;
}

function votes({ strength, strengthMax: limit, votes: cast }: PreferenceView, set: ((response: number, size: number) => void) | null): TemplateResult {
  const ticks = limit <= 5 ? Array.from({ length: limit }, (_, i) => i + 1) : [limit];
  return votesAxis({ limit, ticks }, cast.map((vote) => vote.strength), strength, set && ((value) => set(value < 0 ? 1 : 2, Math.abs(value))));
}

function models(ensemble: EnsembleView, left: number): TemplateResult {
  // Differences are preferred minus other; on the axis the left response is negative.
  const sign = ensemble.preferred === left ? -1 : 1;
  const voters = ensemble.voters.map(({ name, difference }) => ({
    difference: sign * difference,
    title: `${oneLine(name)}: ${responseLetter(difference < 0 ? ensemble.other : ensemble.preferred)} by ${fixed(Math.abs(difference))}`,
  }));
  const axis = symmetric([...voters.map((voter) => voter.difference), Math.abs(ensemble.mean) + ensemble.sd]);
  return modelsAxis(axis, voters, sign * ensemble.mean, ensemble.sd);
}

function labelWords({ chosen, strength, votes: cast, judges, derived }: PreferenceView): TemplateResult {
  const side = (value: number): string => (value === 0 ? 'tie' : value < 0 ? 'A' : 'B');
  const stated = chosen === null
    ? html`<b>${strength === 0 ? 'tie' : 'no preference'}</b>`
    : html`<b>${responseLetter(chosen)}</b>${strength === null || strength === 0 ? nothing : html` by ${number(Math.abs(strength))}`}`;
  return html`${stated}${derived && chosen !== null ? html`<span class="dim">, from the ratings</span>` : nothing}
    ${cast.length === 0 ? nothing : html`<span class="dim">· ${cast.length} ${cast.length === 1 ? 'vote' : 'votes'} ${cast.map((vote) => side(vote.strength)).join(' ')}</span>`}
    ${judges.map(({ judge, agrees }) => html`<span class="dim">· <bdi>${oneLine(judge)}</bdi> ${agrees === null ? 'abstains' : agrees ? 'agrees' : 'disagrees'}</span>`)}`;
}

function modelWords(ensemble: EnsembleView): TemplateResult {
  const winner = ensemble.mean < 0 ? ensemble.other : ensemble.preferred;
  const agreeing = ensemble.voters.filter(({ difference }) => difference !== 0 && difference < 0 === ensemble.mean < 0).length;
  return html`<b>${responseLetter(winner)}</b> by ${meanSd(Math.abs(ensemble.mean), ensemble.sd)}
    ${ensemble.voters.length > 1 ? html`<span class="dim">· ${agreeing} of ${ensemble.voters.length} ${ensemble.noun}s</span>` : nothing}`;
}

/** The response that the scores put first, where no pair is compared; null where nothing is scored. */
function highest({ responses }: RecordView): TemplateResult | null {
  let best: ResponseView | null = null;
  for (const response of responses) if (response.reward && response.reward.mean > (best?.reward?.mean ?? -Infinity)) best = response;
  if (!best?.reward) return null;
  const scored = responses.filter(({ reward }) => reward !== null).length;
  return html`<b>${responseLetter(best.number)}</b> highest, ${fixed(best.reward.mean)} <span class="dim">· of ${scored} scored responses${best.model === null ? nothing : html` · <bdi>${oneLine(best.model)}</bdi>`}</span>`;
}

function noScores(scoring: ScoringView | null): TemplateResult {
  const busy = scoring?.state === 'starting' || scoring?.state === 'running';
  return html`<span class="dim">${busy ? 'not scored yet' : 'no scores'}</span>`;
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
  .preference .line > .dim:first-child, .preference .words { padding-top: 7px; }
  .preference .line:has(.wide) > .dim:first-child, .preference .line:has(.wide) > .words { padding-top: 0; }
  .preference .line > .dim:first-child { text-align: right; }
  .preference .words.wide { grid-column: 2 / 4; }
  .preference .words div { color: var(--dim); }
  .preference .words b { font-weight: 600; }
  .preference .words { font-variant-numeric: tabular-nums; }
`;
