/** A text with what differs from another marked in it. */
import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Piece } from '../diff/compare.js';
import { pieces as textPieces } from '../text/hostile.js';

/** Characters after which a new part begins at the next line end: the browser leaves out the layout of parts that are not seen. */
const PART = 8000;

/** The pieces in order. */
export function diffText(pieces: readonly Piece[]): TemplateResult {
  if (pieces.length === 0) return html`<span class="none">${t('empty')}</span>`;
  const parts = inParts(pieces);
  return html`${parts.map((part) => html`<div class="part ${parts.length > 1 ? 'chunk' : ''}">${part.map(piece)}</div>`)}`;
}

function piece({ kind, text }: Piece): unknown {
  const shown = textPieces(text).map((each) => ('text' in each ? each.text : html`<span class="ctl">${each.hidden}</span>`));
  if (kind === 'same') return shown;
  return kind === 'gone' ? html`<del>${shown}</del>` : html`<ins>${shown}</ins>`;
}

function inParts(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const out: Piece[][] = [[]];
  let size = 0;
  for (const { kind, text } of pieces) {
    let rest = text;
    while (size + rest.length > PART) {
      const end = rest.indexOf('\n', Math.max(0, PART - size));
      if (end < 0) break;
      out.at(-1)?.push({ kind, text: rest.slice(0, end) });
      rest = rest.slice(end + 1);
      out.push([]);
      size = 0;
    }
    if (rest === '') continue;
    out.at(-1)?.push({ kind, text: rest });
    size += rest.length;
  }
  return out.filter((part) => part.length > 0);
}
