import { t } from '@vscode/l10n';

/** The name of a response in sentences, by its position from 0: A to Z, then its number. */
export function responseName(position: number | null): string {
  if (position === null) return t('none');
  return position < 26 ? responseLabel(position) : t('response {0}', position + 1);
}

/** What goes behind the word "Response": a letter, or from the 27th on its number. */
export function responseLabel(position: number): string {
  return position < 26 ? String.fromCharCode(65 + position) : String(position + 1);
}

/** A number with its sign and two decimals, with a real minus. */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  if (Number(text) === 0) return '0.00';
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** A number as short as it is: whole ones without decimals, others with at most two. */
export function plain(value: number): string {
  return String(Math.round(value * 100) / 100).replace('-', '−');
}

/** A probability with two decimals that never reads as certain. */
export function sureness(probability: number): string {
  return probability > 0.995 ? t('over {0}', '0.99') : probability.toFixed(2);
}

/** Record numbers as a list; of many the first few, and how many more there are. */
export function recordList(indices: readonly number[], most = 6): string {
  const shown = indices.slice(0, most).join(', ');
  return indices.length > most ? t('{0} and {1} more', shown, indices.length - most) : shown;
}
