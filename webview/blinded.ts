/** A record as it is seen before the curator has decided: the texts, and nothing that anybody says of them. */
import type { ListItem } from '../src/protocol/views/list.js';
import type { RecordView, ResponseView } from '../src/protocol/views/record.js';

/** True where a blind record's choice is hidden too: where somebody who does not see it can make one. */
export function choiceIsHidden({ responses, preference }: Pick<RecordView, 'responses' | 'preference'>): boolean {
  return responses.length > 1 && preference.edits.includes('choose');
}

/** A line of the list that says nothing of its record but what it asks. */
export function blindedItem(item: ListItem): ListItem {
  return { ...unscoredItem(item), edited: false, state: 'untouched', noted: false };
}

/** A line of the list without what models and flags say. */
export function unscoredItem(item: ListItem): ListItem {
  return { ...item, flags: [], mean: null, sd: null, pWrong: null };
}

/** Takes out scores, labels, votes, judges, flags, the present choice, the models' names, and the columns that may speak of them. What can be edited stays. */
export function blinded(record: RecordView): RecordView {
  const { preference } = record;
  // A label that can only be accepted or flipped must be seen: nobody could say that it is right otherwise.
  const seen = !choiceIsHidden(record);
  return {
    ...record,
    responses: record.responses.map((each) => response(each, seen)),
    preference: { ...preference, chosen: null, strength: null, votes: [], judges: [], derived: false },
    ensemble: null,
    pWrong: null,
    queue: null,
    flags: [],
    // Which of the pair is the chosen one is a label.
    besides: seen ? record.besides : null,
    subset: null,
    extra: [],
    // What the curator thought of it before would decide for them again.
    note: null,
    state: 'untouched',
    edited: false,
  };
}

function response(view: ResponseView, seen: boolean): ResponseView {
  return {
    ...view,
    preferred: false,
    model: null,
    reward: null,
    // Only what the curator could set: an attribute that a model alone speaks of would be an empty row.
    attributes: view.attributes.filter(({ editable }) => editable).map((attribute) => ({ ...attribute, marks: [], label: seen ? attribute.label : null, predicted: null, split: false })),
  };
}
