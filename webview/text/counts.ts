/** Counts with their nouns, as whole texts: languages build them in different ways. */
import { t } from '@vscode/l10n';
import { count } from './numbers.js';

/** 1 record, 9,125 records. */
export function records(value: number): string {
  return value === 1 ? t('1 record') : t('{0} records', count(value));
}

/** 1 row, 9,125 rows. */
export function rows(value: number): string {
  return value === 1 ? t('1 row') : t('{0} rows', count(value));
}

/** 1 bad row, 12 bad rows. */
export function badRows(value: number): string {
  return value === 1 ? t('1 bad row') : t('{0} bad rows', count(value));
}

/** 1 response, 100 responses. */
export function responses(value: number): string {
  return value === 1 ? t('1 response') : t('{0} responses', count(value));
}
