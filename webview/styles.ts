/** Colours and type of the whole page, all from the theme; names here say what a colour is for. */
import { css } from 'lit';

/** Set once on the page's root; custom properties reach every component. */
export const theme = css`
  :host {
    --bg: var(--vscode-editor-background);
    --side: var(--vscode-sideBar-background);
    --fg: var(--vscode-foreground);
    /* Some themes give descriptions the text's own colour, which leaves no second voice. */
    --dim: color-mix(in srgb, var(--vscode-foreground) 72%, var(--vscode-editor-background));
    --focus: var(--vscode-focusBorder);
    --line: var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
    --line-strong: var(--vscode-contrastBorder, var(--vscode-editorIndentGuide-activeBackground1, var(--vscode-disabledForeground)));
    --well: var(--vscode-textCodeBlock-background);
    --warn: var(--vscode-editorWarning-foreground);
    --bad: var(--vscode-editorError-foreground, var(--vscode-errorForeground));
    --good: var(--vscode-charts-green);
    /* Text in a signal's colour is drawn nearer to the text's own, to be read on any theme. */
    --warn-text: color-mix(in srgb, var(--warn) 60%, var(--fg));
    --bad-text: color-mix(in srgb, var(--bad) 80%, var(--fg));
    --good-text: color-mix(in srgb, var(--good) 80%, var(--fg));
    --mono: var(--vscode-editor-font-family, monospace);
    --small: calc(var(--vscode-font-size) - 2px);
    --ink-1: var(--vscode-charts-blue);
    --ink-2: var(--vscode-symbolIcon-classForeground);
    --ink-3: var(--vscode-charts-purple);
    --ink-4: var(--vscode-charts-green);
    --ink-5: var(--vscode-charts-red);
    --ink-6: var(--vscode-charts-yellow);
    color: var(--fg);
    background: var(--bg);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    font-weight: var(--vscode-font-weight);
    line-height: 1.45;
    scrollbar-width: thin;
    scrollbar-color: var(--vscode-scrollbarSlider-background) transparent;
  }
  :host-context(.vscode-high-contrast) { --dim: var(--vscode-descriptionForeground); }
`;

/** Taken up by every component. */
export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  :focus { outline: none; }
  :focus-visible { outline: 1px solid var(--focus); outline-offset: -1px; }
  h1, h2, h3, p, dl, dd { margin: 0; font-size: inherit; font-weight: inherit; }
  .dim { color: var(--dim); }
  .num { font-variant-numeric: tabular-nums; }
  .clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
  .spoken { position: absolute; inset: 0 auto auto 0; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  button.plain {
    font: inherit; color: inherit; background: none; border: none; border-radius: 3px; padding: 0 4px; cursor: pointer;
  }
  button.plain:hover { background: var(--vscode-toolbar-hoverBackground); outline: 1px dashed var(--vscode-contrastActiveBorder, transparent); outline-offset: -1px; }
  button.plain:focus-visible { outline: 1px solid var(--focus); }
  button.link { font: inherit; color: var(--vscode-textLink-foreground); background: none; border: none; padding: 0; cursor: pointer; }
  button.link:hover { text-decoration: underline; }
  kbd {
    font: 11px var(--mono); line-height: 15px; color: var(--vscode-keybindingLabel-foreground);
    background: var(--vscode-keybindingLabel-background); border: 1px solid var(--vscode-contrastBorder, var(--vscode-keybindingLabel-border));
    border-radius: 3px; padding: 0 4px; min-width: 17px; display: inline-block; text-align: center;
  }
  bdi { unicode-bidi: isolate; }
  .ctl {
    font: 10px var(--mono); color: var(--warn-text); border: 1px solid currentColor; border-radius: 2px; padding: 0 2px; margin: 0 1px; white-space: nowrap;
  }
`;
