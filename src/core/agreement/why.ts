import { t } from '@vscode/l10n';
import type { Undefined } from './ratedItems.js';

/** Why a statistic is undefined, in a sentence. */
export function whyText(reason: Undefined): string {
  switch (reason) {
    case 'noPairs':
      return t('No item has two marks.');
    case 'oneCategory':
      return t('All marks are the same: agreement by chance is total.');
    case 'oneScaleValue':
      return t('The scale has one value.');
    case 'oneItem':
      return t('Only one item has two marks.');
    case 'noVariance':
      return t('The marks do not vary.');
    case 'noNames':
      return t('The annotators have no names.');
    case 'incomplete':
      return t('Not every annotator marked every item once.');
    case 'oneRater':
      return t('There is one annotator.');
    case 'tooMany':
      return t('There are too many different values.');
  }
}
