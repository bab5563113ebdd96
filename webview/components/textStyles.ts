/** How a dataset's texts look. */
import { css } from 'lit';

/** Text as it stands in the file, its folds and marks. */
export const textStyles = css`
  :host { display: block; }
  .part { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; tab-size: 4; }
  .code {
    font: var(--vscode-editor-font-size, 12px)/1.4 var(--mono); background: var(--well); border-radius: 3px;
    padding: 4px 8px; margin: 4px 0; border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .raw { font: var(--vscode-editor-font-size, 12px)/1.4 var(--mono); }
  .chunk { content-visibility: auto; contain-intrinsic-size: auto 1500px; }
  .fold { display: flex; align-items: center; gap: 10px; margin: 8px 0; color: var(--dim); }
  .fold::before, .fold::after { content: ''; flex: 1; border-top: 1px dashed var(--line-strong); }
  .none { color: var(--dim); font-style: italic; }
  .note { color: var(--dim); font-size: var(--small); margin-bottom: 6px; }
  ins, del { color: inherit; text-decoration: none; border-radius: 2px; }
  ins { background: var(--vscode-diffEditor-insertedTextBackground); outline: 1px solid var(--vscode-diffEditor-insertedTextBorder, transparent); }
  del { background: var(--vscode-diffEditor-removedTextBackground); outline: 1px solid var(--vscode-diffEditor-removedTextBorder, transparent); }
  ::highlight(tb-search) { background-color: var(--vscode-editor-findMatchHighlightBackground); color: var(--vscode-editor-findMatchHighlightForeground, currentColor); }
`;

/** Rendered Markdown: the page's own type and colours, tighter than a document's. */
export const markdownStyles = css`
  .markdown { overflow-wrap: anywhere; unicode-bidi: plaintext; tab-size: 4; }
  .markdown :is(p, ul, ol, blockquote, table, pre, hr, .heading) { margin: 0 0 7px; unicode-bidi: plaintext; }
  .markdown .slice:last-child > :last-child { margin-bottom: 0; }
  .markdown :is(ul, ol) { padding-inline-start: 22px; }
  .markdown li > :is(ul, ol) { margin-bottom: 0; }
  .markdown li + li { margin-top: 2px; }
  .markdown li > p { margin-bottom: 3px; }
  .markdown .heading { font-weight: 600; margin-top: 10px; }
  .markdown .slice:first-child > .heading:first-child { margin-top: 0; }
  .markdown :is(.h1, .h2) { font-size: 1.15em; }
  .markdown strong { font-weight: 600; }
  .markdown blockquote { border-left: 3px solid var(--line-strong); padding-left: 10px; color: var(--dim); }
  .markdown hr { border: none; border-top: 1px solid var(--line-strong); }
  .markdown table { border-collapse: collapse; display: block; overflow-x: auto; max-width: 100%; }
  .markdown :is(th, td) { border: 1px solid var(--line-strong); padding: 2px 8px; text-align: start; overflow-wrap: normal; }
  .markdown th { font-weight: 600; }
  .markdown :is(th, td).right { text-align: right; font-variant-numeric: tabular-nums; }
  .markdown :is(th, td).center { text-align: center; }
  .markdown :is(code, pre) { font: var(--vscode-editor-font-size, 12px)/1.4 var(--mono); background: var(--well); border-radius: 3px; }
  .markdown code { padding: 0 3px; }
  .markdown pre { padding: 5px 9px; white-space: pre-wrap; border: 1px solid var(--vscode-contrastBorder, transparent); }
  .markdown pre.plain { white-space: pre-wrap; font: inherit; background: none; padding: 0; }
  .markdown .to { color: var(--vscode-textLink-foreground); cursor: pointer; text-decoration: underline; text-underline-offset: 2px; }
  .markdown .address { color: var(--dim); font-size: var(--small); margin-inline-start: 4px; overflow-wrap: anywhere; }
  .markdown .image { border: 1px dashed var(--line-strong); border-radius: 3px; padding: 1px 6px; }
  .markdown .math { unicode-bidi: isolate; }
  .markdown .math.display { display: block; margin: 6px 0; overflow-x: auto; overflow-y: hidden; }
  .markdown .math:not(.drawn) { font: var(--vscode-editor-font-size, 12px)/1.4 var(--mono); white-space: pre-wrap; }
  .markdown .math.wrong { text-decoration: underline dotted var(--warn); }
  .hljs-comment, .hljs-quote, .hljs-meta { color: var(--dim); font-style: italic; }
  .hljs-keyword, .hljs-selector-tag, .hljs-doctag, .hljs-section, .hljs-name { color: color-mix(in srgb, var(--vscode-debugTokenExpression-name) 80%, var(--fg)); }
  .hljs-string, .hljs-regexp, .hljs-addition, .hljs-attr, .hljs-link { color: color-mix(in srgb, var(--vscode-debugTokenExpression-string) 80%, var(--fg)); }
  .hljs-number, .hljs-symbol, .hljs-bullet { color: color-mix(in srgb, var(--vscode-debugTokenExpression-number) 80%, var(--fg)); }
  .hljs-literal, .hljs-built_in, .hljs-variable.language_ { color: color-mix(in srgb, var(--vscode-debugTokenExpression-boolean) 80%, var(--fg)); }
  .hljs-type, .hljs-title.class_ { color: color-mix(in srgb, var(--vscode-charts-green) 75%, var(--fg)); }
  .hljs-title, .hljs-title.function_ { color: color-mix(in srgb, var(--vscode-charts-yellow) 60%, var(--fg)); }
  .hljs-deletion { color: var(--bad-text); }
`;
