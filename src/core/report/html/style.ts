const INKS = ['#1a6fb4', '#b8560f', '#2d7d3a', '#b3261e', '#7a4fb5', '#8a6d00'];
const DARK_INKS = ['#5aa9e6', '#e8935a', '#7fc28b', '#f0847c', '#b79ae6', '#d8bb4a'];

const inks = (colours: readonly string[]): string => colours.map((colour, i) => `--ink-${i + 1}:${colour};`).join('');
/** Lines are told apart without colours too. */
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 2', '12 4'];
const classes = INKS.map((_, i) => i + 1).map((n) => `.line.ink-${n}{stroke-dasharray:${DASHES[n - 1]}}.fill-${n}{fill:var(--ink-${n})}.ink-${n}{stroke:var(--ink-${n})}.back-${n}{background:var(--ink-${n})}`).join('');

/** The exported page's style sheet: it follows the reader's light or dark setting, and prints. */
export const STYLE = `:root{color-scheme:light dark;--bg:#fff;--fg:#1f1f1f;--dim:#5f5f5f;--line:#d4d4d4;--grid:#ececec;${inks(INKS)}}
@media (prefers-color-scheme:dark){:root{--bg:#1f1f1f;--fg:#ccc;--dim:#9d9d9d;--line:#3c3c3c;--grid:#2b2b2b;${inks(DARK_INKS)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:13px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif}
header,section{max-width:1200px;margin:0 auto;padding:16px 24px}
section{border-top:1px solid var(--line);display:grid;gap:16px}
h1{font-size:18px;font-weight:600;margin:0;overflow-wrap:anywhere}h2{font-size:15px;font-weight:600;margin:0}h3{font-size:inherit;font-weight:600;margin:0}
p{margin:0}.note,.legend,header p{color:var(--dim);font-size:12px}
nav{display:flex;flex-wrap:wrap;gap:2px 16px;padding-top:6px}a{color:var(--ink-1)}
dl{display:flex;flex-wrap:wrap;gap:8px 28px;margin:0}dt{color:var(--dim);font-size:12px}dd{margin:0;font-size:18px;font-variant-numeric:tabular-nums}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:16px 24px}
figure{margin:0;min-width:0}svg{max-width:100%;height:auto;display:block}
svg text{fill:var(--dim);font-size:11px;font-variant-numeric:tabular-nums}.grid{stroke:var(--grid)}.axis{stroke:var(--line)}
.line{fill:none;stroke-width:1.5}.whisker{opacity:.5}.band{opacity:.2}.reference{stroke:var(--dim);stroke-dasharray:4 4;stroke-width:1}
.legend{display:flex;flex-wrap:wrap;gap:2px 12px}.legend span{display:inline-flex;align-items:center;gap:5px}.legend i{width:10px;height:3px}.legend .dashed{border-top:1px dashed var(--dim);height:0}
.tables{display:flex;flex-wrap:wrap;gap:16px 40px;align-items:flex-start}.block{display:grid;gap:3px;min-width:0;max-width:100%}.scroll{overflow:auto;max-width:100%;width:fit-content}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:2px 10px 2px 0;text-align:left;font-weight:inherit;white-space:nowrap;border-bottom:1px solid var(--grid)}td.right,th.right,td.shaded{padding:2px 8px}.right{text-align:right}
thead th{color:var(--dim);font-size:12px;border-bottom-color:var(--line);vertical-align:bottom}
.shaded{background:color-mix(in srgb,var(--ink-1) var(--share),transparent)}
summary{color:var(--dim);font-size:12px;cursor:pointer}
@media print{section{break-inside:auto}figure,.block{break-inside:avoid}}
${classes}`;
