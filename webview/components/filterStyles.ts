/** How the filter looks. */
import { css } from 'lit';

/** Styles of the box, its completions and its error. */
export const filterStyles = css`
  .box { position: relative; flex: 1; min-width: 0; }
  .buttons { position: absolute; right: 3px; top: 3px; display: inline-flex; gap: 1px; }
  .buttons button { display: inline-flex; padding: 2px; color: var(--dim); }
  .error {
    position: absolute; top: calc(100% + 2px); left: 0; right: 0; z-index: 3; padding: 4px 8px; white-space: pre-wrap; overflow-wrap: anywhere;
    max-height: 40vh; overflow: auto; font: 12px/1.4 var(--mono); color: var(--vscode-inputValidation-errorForeground, var(--fg));
    background: var(--vscode-inputValidation-errorBackground, var(--bg)); border: 1px solid var(--vscode-inputValidation-errorBorder, var(--bad));
  }
  .offers {
    position: absolute; top: calc(100% + 2px); left: 0; right: 0; z-index: 4; max-height: min(290px, 60vh); overflow: auto; padding: 2px 0; color: var(--vscode-editorSuggestWidget-foreground, var(--fg));
    background: var(--vscode-editorSuggestWidget-background, var(--bg)); border: 1px solid var(--vscode-editorSuggestWidget-border, var(--line)); border-radius: 3px; box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
  }
  .offers [role=option] { display: grid; grid-template-columns: minmax(9ch, max-content) minmax(0, 1fr); gap: 14px; padding: 0 8px; line-height: 22px; cursor: pointer; white-space: nowrap; }
  .offers .name { font-family: var(--mono); font-size: 12px; }
  .offers .detail { color: var(--dim); font-size: var(--small); overflow: hidden; text-overflow: ellipsis; text-align: right; }
  .offers [role=option]:hover { background: var(--vscode-list-hoverBackground); }
  .offers [aria-selected=true] { background: var(--vscode-editorSuggestWidget-selectedBackground, var(--vscode-list-activeSelectionBackground)); color: var(--vscode-editorSuggestWidget-selectedForeground, inherit); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
  .offers [aria-selected=true] .detail { color: inherit; }
  .matched { white-space: nowrap; }
  .progress { position: absolute; inset: auto 0 0 0; height: 2px; overflow: hidden; }
  .progress i { display: block; height: 100%; width: 25%; background: var(--vscode-progressBar-background); animation: slide 1.6s linear infinite; }
  @keyframes slide { from { transform: translateX(-100%); } to { transform: translateX(500%); } }
  @media (prefers-reduced-motion: reduce) { .progress i { animation: none; width: 100%; opacity: 0.5; } }
`;
