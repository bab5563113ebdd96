/** A pair of responses the other way round: A is B, in what is shown and in what is done. */
import type { Operation } from '../src/core/edits.js';
import type { RecordView } from '../src/protocol/views/record.js';

/** The texts and labels of a record of two responses, each with the other's number; what is said of A and B in words is left, so it is for blind records alone. */
export function mirrored(record: RecordView): RecordView {
  const { preference } = record;
  return {
    ...record,
    responses: record.responses.toReversed().map((response, i) => ({ ...response, number: i + 1 })),
    preference: { ...preference, chosen: preference.chosen === null ? null : 3 - preference.chosen, strength: opposite(preference.strength) },
  };
}

/** What an operation on the mirrored pair means for the file. */
export function mirroredOperation(operation: Operation): Operation {
  switch (operation.kind) {
    case 'choose': return { ...operation, response: 3 - operation.response };
    case 'strength': return { ...operation, value: opposite(operation.value) };
    case 'set': return { ...operation, response: 3 - operation.response };
    default: return operation;
  }
}

function opposite<T extends number | null>(value: T): T {
  return (value === null || value === 0 ? value : -value) as T;
}
