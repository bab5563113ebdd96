/** Responses of a long list that stay open while the user looks at others. */

/** A response by its number, or one of the pair that stands apart from the responses. */
export type Pin = number | 'chosen' | 'rejected';

/** What is pinned, and of which record: another record starts with nothing pinned. */
export interface Pins {
  readonly of: number;
  readonly responses: readonly Pin[];
}

/** Two can be looked at; of a third, the oldest makes room. */
const MOST = 2;

/** The pins once one is set, or taken away where it was set. */
export function pinned(pins: Pins | null, index: number, pin: Pin): Pins {
  const before = pinsOf(pins, index);
  return { of: index, responses: before.includes(pin) ? before.filter((each) => each !== pin) : [...before, pin].slice(-MOST) };
}

/** The pins of a record. */
export function pinsOf(pins: Pins | null, index: number): readonly Pin[] {
  return pins?.of === index ? pins.responses : [];
}
