/** How the scatter looks. */
import { css } from 'lit';

/** Styles of `<tb-scatter>`. */
export const scatterStyles = css`
  :host { display: block; min-width: 0; }
  figure { margin: 0; display: grid; gap: 4px; }
  figcaption { display: flex; align-items: baseline; flex-wrap: wrap; gap: 2px 12px; }
  h3 { font-weight: 600; }
  .count, .key, .tip { font-size: var(--small); }
  .key { display: inline-flex; align-items: center; gap: 5px; color: var(--dim); }
  .key i { width: 8px; height: 8px; }
  .key .plain { background: var(--ink-1); }
  .key .flagged { background: var(--warn); }
  .plot { overflow: hidden; }
  .plot:focus-visible { outline: 1px solid var(--focus); }
  .u-under .points { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
  .u-under .faint { opacity: 0.35; }
  .u-over { cursor: crosshair; touch-action: none; }
  .brush { position: absolute; border: 1px solid var(--focus); background: color-mix(in srgb, var(--focus) 8%, transparent); pointer-events: none; }
  .tip { min-height: 1.45em; }
  .fields { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 8px; }
  .fields label { display: inline-flex; align-items: center; gap: 6px; color: var(--dim); }
  .fields input {
    width: 11ch; font: inherit; font-variant-numeric: tabular-nums; color: var(--vscode-input-foreground); background: var(--vscode-input-background);
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent)); border-radius: 2px; padding: 2px 4px; appearance: textfield;
  }
  .fields input::-webkit-inner-spin-button { appearance: none; }
  .fields input:focus { outline: 1px solid var(--focus); outline-offset: -1px; }
`;
