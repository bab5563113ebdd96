/** Where the parts of a record lie, in wide panes and narrow ones. */
import { css } from 'lit';

/** The record's layout. */
export const recordStyles = css`
  :host { display: block; container-type: inline-size; overflow: auto; min-height: 0; }
  article { display: flex; flex-direction: column; gap: 8px; padding: 8px 16px 0; height: 100%; min-height: calc(450px + var(--rows) * 22px); }
  tb-prompt { flex: 0 1 auto; min-height: 52px; max-height: 26%; }
  .responses {
    flex: 1 1 0; min-height: calc(210px + var(--rows) * 22px); display: grid; grid-auto-flow: column; grid-auto-columns: minmax(300px, 1fr); grid-template-rows: minmax(0, 1fr);
    gap: 12px; overflow-x: auto;
  }
  .responses.inline { grid-template-rows: minmax(150px, 1fr) auto; gap: 8px 12px; min-height: calc(240px + var(--rows) * 22px); }
  .responses.inline tb-response { grid-row: 2; }
  /* Columns beyond the pane scroll; the one text stays in view, and its lines within the pane. */
  .responses .diff-pane { grid-column: 1 / span var(--span); grid-row: 1; position: sticky; left: 0; max-width: calc(100cqi - 32px); }
  .many { flex: 1 1 0; min-height: calc(240px + var(--rows) * 22px); display: grid; grid-template: minmax(0, 1fr) / clamp(250px, 28%, 380px) minmax(0, 1fr) minmax(0, 1fr); gap: 12px; }
  .many.inline { grid-template-rows: minmax(0, 1fr) auto; gap: 8px 12px; }
  .many.inline tb-many { grid-row: 1 / 3; }
  .many .diff-pane { grid-column: 2 / 4; }
  .diff-pane { display: flex; flex-direction: column; min-height: 0; border: 1px solid var(--line); border-radius: 4px; }
  .diff-pane h3 { display: flex; align-items: center; gap: 14px; padding: 0 12px; height: 28px; border-bottom: 1px solid var(--line); flex: none; }
  .diff-pane h3 .end { margin-left: auto; }
  .diff-pane h3 :is(ins, del) { text-decoration: none; padding: 0 5px; border-radius: 2px; }
  .diff-pane ins { background: var(--vscode-diffEditor-insertedTextBackground); outline: 1px solid var(--vscode-diffEditor-insertedTextBorder, transparent); }
  .diff-pane del { background: var(--vscode-diffEditor-removedTextBackground); outline: 1px solid var(--vscode-diffEditor-removedTextBorder, transparent); }
  .diff-pane .text { padding: 8px 12px; overflow: auto; flex: 1; min-height: 0; }
  .diff-pane tb-text { max-width: 120ch; }
  article.empty-handed tb-prompt { max-height: 45%; }
  article.dropped { --fg: var(--dim); color: var(--dim); }
  @container (max-width: 643px) {
    article { height: auto; min-height: 100%; padding: 8px 10px 0; }
    .many, .many.inline { grid-template: 240px auto auto auto / minmax(0, 1fr); flex: none; }
    .many.inline tb-many { grid-row: 1; }
    .many .diff-pane, .responses .diff-pane { grid-column: 1; grid-row: auto; max-height: 70vh; max-width: none; }
    .responses, .responses.inline { grid-auto-flow: row; grid-template-rows: none; grid-auto-columns: auto; flex: none; overflow: visible; }
    .responses.inline tb-response { grid-row: auto; }
    tb-prompt { max-height: 220px; }
    tb-response { max-height: 70vh; }
    .preference .line { grid-template-columns: minmax(0, 1fr) !important; }
    .preference .words.wide { grid-column: 1; }
    .preference .line > .dim:first-child { text-align: left; padding-top: 4px; }
    .preference .words { padding-top: 2px; }
  }
`;
