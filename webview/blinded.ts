/** A record as it is seen before the curator has decided: the texts, and nothing that anybody says of them. */
import type { RecordView, ResponseView } from '../src/protocol/views.js';

/** Takes out scores, labels, votes, judges, flags, the present choice, the models' names, and the columns that may speak of them. What can be edited stays. */
export function blinded(record: RecordView): RecordView {
  const { preference } = record;
  return {
    ...record,
    responses: record.responses.map(response),
    preference: { ...preference, chosen: null, strength: null, votes: [], judges: [], derived: false },
    ensemble: null,
    pWrong: null,
    queue: null,
    flags: [],
    // Which of the pair is the chosen one is a label.
    besides: null,
    subset: null,
    extra: [],
    // What the curator thought of it before would decide for them again.
    note: null,
    state: 'untouched',
    edited: false,
  };
}

function response(view: ResponseView): ResponseView {
  return {
    ...view,
    preferred: false,
    model: null,
    reward: null,
    // Only what the curator could set: an attribute that a model alone speaks of would be an empty row.
    attributes: view.attributes.filter(({ editable }) => editable).map((attribute) => ({ ...attribute, marks: [], label: null, predicted: null, split: false })),
  };
}
