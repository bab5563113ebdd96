/** Which responses of a record are shown side by side. */
import type { RecordView, ResponseView } from '../src/protocol/views.js';

/** More responses than these are a list; fewer stand side by side. */
export const MOST_COLUMNS = 6;

/** The two responses that are laid side by side: the preferred one stays, the focused one changes. */
export function laidOpen({ responses, preference, ensemble }: RecordView, focused: number): readonly [ResponseView, ResponseView] | null {
  const at = (number: number | null | undefined) => responses.find((response) => response.number === number);
  const kept = at(preference.chosen) ?? responses[0];
  const rival = at(ensemble?.other) ?? responses.find((response) => response !== kept);
  const other = kept?.number === focused ? rival : at(focused);
  return kept && other ? [kept, other] : null;
}
