import { t } from '@vscode/l10n';
import type { Block, Section } from '../blocks.js';
import { sectionsOf, type ReportParts } from '../sections/all.js';
import { scatterTable } from '../sections/scatter.js';
import { blockHtml, folded } from './blocks.js';
import { escaped } from './escape.js';
import { scatterSvg } from './scatter.js';
import { STYLE } from './style.js';

/** The report as one HTML page that needs no script and nothing from outside; every text of the dataset is escaped. `name` is the dataset's. */
export function reportHtml(name: string, parts: ReportParts, language = 'en'): string {
  const sections = sectionsOf(parts);
  const title = t('Dataset report: {0}', name);
  // Nothing in here may ever run or fetch, whatever a dataset holds.
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Tiebreak">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<header><h1>${escaped(title)}</h1>${about(parts)}<nav>${sections.map(({ id, title: each }) => `<a href="#${escaped(id)}">${escaped(each)}</a>`).join('')}</nav></header>
<main>
${sections.map((section) => sectionHtml(section, parts)).join('\n')}
</main>
</body>
</html>
`;
}

function about({ report }: ReportParts): string {
  return report === null ? '' : `<p>${escaped(t('{0} in {1}', report.overview.schema, report.overview.format))}</p>`;
}

function sectionHtml({ id, title, blocks }: Section, { report }: ReportParts): string {
  const of = (kind: Block['kind']): string => blocks.filter((block) => block.kind === kind).map(blockHtml).join('\n');
  const grid = id === 'ensemble' ? (report?.scatter ?? null) : null;
  const scatter = grid === null ? '' : `<figure><figcaption><h3>${escaped(t('Sd of the models against their mean'))}</h3></figcaption>${scatterSvg(grid)}${folded(scatterTable(grid))}</figure>`;
  const charts = of('chart');
  return `<section id="${escaped(id)}"><h2>${escaped(title)}</h2>${of('figures')}${scatter}${charts === '' ? '' : `<div class="charts">${charts}</div>`}${of('note')}<div class="tables">${of('table')}</div></section>`;
}
