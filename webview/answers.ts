/** What the page's actions say, and what they look at. */
import { t } from '@vscode/l10n';
import type { LabelOperation } from '../src/core/edits.js';
import { responseLetter } from '../src/protocol/responseLetter.js';
import type { AttributeView, RecordView } from '../src/protocol/views/record.js';
import type { Command } from './keys.js';
import { shownRecord, type PageState } from './state.js';
import { number } from './text/numbers.js';

/** Commands under which an open question stays open. */
export const KEEPS_PENDING: ReadonlySet<Command['do']> = new Set<Command['do']>(['value', 'attribute', 'focus', 'askStrength', 'side', 'strength']);

/** Why an operation is refused where the file cannot take it. */
export const REFUSALS: Readonly<Record<LabelOperation['kind'], string>> = {
  flip: t('This record has no preference that could be flipped.'),
  choose: t('This file states no preference: nothing can be chosen.'),
  tie: t('This file has no place for a tie.'),
  strength: t('This file has no place for the strength of a preference.'),
  set: t('This file has no attributes that could be set.'),
};

/** Why nothing can be changed. */
export function readOnlyWords({ dataset }: PageState): string {
  return dataset?.stopped ? t('Reading was stopped: read on to edit.') : t('This file is read-only.');
}

/** An attribute of the response that keys act on: the one that can be set, where pools share its name. */
export function focusedAttribute(state: PageState, name: string): AttributeView | undefined {
  const response = shownRecord(state)?.responses.find(({ number }) => number === state.focused);
  const named = response?.attributes.filter((attribute) => attribute.name === name) ?? [];
  return named.find(({ editable }) => editable) ?? named[0];
}

/** True where a flip is of the pair that stands apart from the responses. */
export function flipsBesides({ besides, responses }: RecordView): boolean {
  return besides !== null && responses.length !== 2;
}

/** Which response is chosen, in words. */
export function chosenSpoken(record: RecordView): string {
  const { chosen } = record.preference;
  return chosen === null ? t('no response is chosen') : t('{0} is chosen', responseLetter(chosen));
}

/** A sentence's first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The digits that answer S: a file's scale may go further than they do. */
export function strengthDigits(strengthMax: number): string {
  return `0 – ${Math.min(9, strengthMax)}`;
}

/** What is asked, and said, after S: how much better a response is; the chosen one where none is named. */
export function strengthQuestion({ preference: { chosen, strengthMax } }: RecordView, response: number | undefined): Pick<PageState, 'pending' | 'announcement'> {
  const side = response ?? chosen ?? 1;
  return {
    pending: { kind: 'strength', response: side },
    announcement: t('{0} is better by how much? 0 is a tie, {1} the most.', responseLetter(side), number(strengthMax)),
  };
}
