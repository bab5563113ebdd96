/** Labels of a record, said of its responses by their texts: two versions of one record are compared though a flip has changed the responses' places. */
import { t } from '@vscode/l10n';
import type { AttributeLabel, PreferenceRecord } from '../record.js';

/** What the labels say, a line each, responses named by their places in `order` (their texts, as another version of the record has them). */
export function labelLines(record: PreferenceRecord, order: readonly string[]): readonly string[] {
  const places = placesOf(record.responses.map(({ text }) => text), order);
  const lines = [preferenceLine(record, places)];
  const byPlace = record.responses.map(({ labels }, i) => ({ place: places[i]!, labels })).sort((a, b) => a.place - b.place);
  for (const { place, labels } of byPlace) for (const label of labels) lines.push(labelLine(letter(place), label));
  return lines;
}

/** The place of each text in `order`; of equal ones in turn. Texts that are not there come after. */
function placesOf(texts: readonly string[], order: readonly string[]): number[] {
  const taken = new Set<number>();
  let beyond = order.length;
  return texts.map((text) => {
    const place = order.findIndex((other, i) => other === text && !taken.has(i));
    if (place < 0) return beyond++;
    taken.add(place);
    return place;
  });
}

function preferenceLine({ preference }: PreferenceRecord, places: readonly number[]): string {
  if (!preference) return t('no preference');
  const { chosen, strength } = preference;
  if (chosen === null) return strength === 0 ? t('a tie') : t('no preference');
  const which = letter(places[chosen]!);
  return strength === null ? t('{0} is preferred', which) : t('{0} is preferred by {1}', which, Math.abs(strength));
}

function labelLine(response: string, { attribute, pool, consensus, ratings }: AttributeLabel): string {
  const name = pool === null ? attribute : `${attribute} (${pool})`;
  const value = consensus === null ? t('no label') : short(consensus);
  return ratings.length === 0
    ? t('{0} {1}: {2}', response, name, value)
    : t('{0} {1}: {2} (marks {3})', response, name, value, ratings.map((rating) => short(rating.value)).join(', '));
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function letter(place: number): string {
  return place < 26 ? String.fromCharCode(65 + place) : `#${place + 1}`;
}
