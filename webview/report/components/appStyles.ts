/** How the report's page is laid out. */
import { css } from 'lit';

/** Styles of `<tiebreak-report>`. */
export const appStyles = css`
  :host { display: block; min-height: 100vh; --grid: color-mix(in srgb, var(--vscode-foreground) 12%, transparent); }
  header { position: sticky; top: 0; z-index: 2; background: var(--bg); border-bottom: 1px solid var(--line); }
  .top { display: flex; align-items: center; flex-wrap: wrap; gap: 4px 12px; padding: 6px 20px; }
  h1 { font-weight: 600; flex: 0 1 auto; }
  .tools { margin-left: auto; display: flex; gap: 6px; flex-wrap: wrap; }
  nav { display: flex; flex-wrap: wrap; gap: 2px 16px; padding: 0 20px 6px; }
  nav .link:focus-visible { outline: 1px solid var(--focus); outline-offset: 2px; }
  .notices > div { display: flex; align-items: center; gap: 8px; padding: 4px 20px; background: var(--well); border-top: 1px solid var(--line); min-width: 0; }
  .notices span, .notices bdi { min-width: 0; overflow-wrap: anywhere; }
  .notices code { font: 12px var(--mono); }
  .notices .error .icon { color: var(--bad); }
  .notices .plain { display: inline-flex; padding: 1px; margin-left: auto; }
  main > section:first-of-type { border-top: none; }
  .message { padding: 20px; display: flex; gap: 6px; }
  .offer { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; }
`;
