/** How a long list of responses looks. */
import { css } from 'lit';

/** Styles of the list. */
export const manyStyles = css`
  :host { display: flex; flex-direction: column; min-height: 0; min-width: 0; border: 1px solid var(--line); border-radius: 4px; overflow: hidden; }
  .top { display: flex; align-items: center; gap: 8px; padding: 3px 8px 3px 4px; flex: none; white-space: nowrap; border-bottom: 1px solid var(--line); }
  .top vscode-text-field { flex: 1; min-width: 0; }
  .histogram { flex: none; padding: 0 9px; margin-top: 5px; box-sizing: border-box; }
  .grid { --columns: 16px 32px minmax(0, 1fr) 34px; display: flex; flex-direction: column; flex: 1; min-height: 0; }
  .grid.labelled { --columns: 16px 32px minmax(0, 1fr) 36px 34px; }
  .grid.scored { --columns: 16px 32px minmax(0, 1fr) clamp(80px, 32%, 112px) 34px; }
  .grid.labelled.scored { --columns: 16px 32px minmax(0, 1fr) 36px clamp(80px, 30%, 104px) 34px; }
  .grid.scored.exact { --columns: 16px 32px minmax(0, 1fr) 50px 36px; }
  .grid.labelled.scored.exact { --columns: 16px 32px minmax(0, 1fr) 36px 50px 36px; }
  .head, .row { display: grid; grid-template-columns: var(--columns); gap: 6px; align-items: center; padding: 0 8px 0 3px; width: 100%; }
  .head { height: 24px; flex: none; color: var(--dim); font-size: var(--small); border-bottom: 1px solid var(--line); overflow: hidden; }
  .head .sort { justify-self: start; padding: 0 2px; margin: 0 -2px; font-size: inherit; display: inline-flex; align-items: center; min-width: 0; }
  .head .sort.r { justify-self: end; }
  .head .sort[aria-pressed=true] { color: var(--fg); }
  .head .sort .icon { width: 12px; height: 12px; }
  .list { overflow: auto; flex: 1; min-height: 0; }
  .row { height: 22px; position: relative; cursor: pointer; white-space: nowrap; content-visibility: auto; contain-intrinsic-size: auto 22px; }
  .row:hover { background: var(--vscode-list-hoverBackground); }
  .row.open { background: var(--vscode-list-inactiveSelectionBackground); }
  .row[aria-selected=true] { box-shadow: inset 2px 0 var(--focus); }
  button.row { font: inherit; color: inherit; background: none; border: none; border-bottom: 1px solid var(--line); text-align: start; flex: none; grid-template-columns: 16px 32px minmax(0, 1fr) 34px; }
  button.row:focus-visible { outline: 1px solid var(--focus); outline-offset: -1px; }
  .pin { visibility: hidden; color: var(--dim); display: grid; }
  .pin { width: 14px; height: 14px; }
  .pin .icon { width: 14px; height: 14px; }
  .pin:empty::after { content: ''; width: 7px; height: 7px; margin: 3px; border: 1px solid currentColor; border-radius: 50%; }
  .row:hover .pin, .row.pinned .pin, .row[aria-pressed=true] .pin { visibility: visible; }
  .row.pinned .pin, .row[aria-pressed=true] .pin { color: var(--fg); }
  .number { text-align: right; color: var(--dim); }
  .number .icon { width: 13px; height: 13px; }
  .row.chosen .number { color: var(--good-text); font-weight: 600; display: inline-flex; gap: 1px; align-items: center; justify-content: flex-end; }
  .words { text-align: right; color: var(--dim); }
  .reward { display: grid; grid-template-columns: minmax(0, 1fr) 38px; gap: 5px; align-items: center; text-align: right; }
  .row.open:not(.chosen) .number, .row.open .words { color: inherit; }
  .exact .reward { display: block; }
  .mark { position: relative; height: 12px; border-left: 1px solid var(--line); border-right: 1px solid var(--line); }
  .mark::before { content: ''; position: absolute; inset: 5px 0 auto 0; border-top: 1px solid var(--line-strong); }
  .mark i { position: absolute; top: 3px; width: 5px; height: 5px; margin-left: -2.5px; border-radius: 50%; background: var(--fg); }
  .mark .sd { top: 4px; height: 3px; margin: 0; border-radius: 0; background: var(--dim); opacity: 0.5; }
  .nothing { padding: 8px 12px; }
`;
