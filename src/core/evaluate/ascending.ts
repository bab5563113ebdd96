const DIGIT = 16;
const BUCKETS = 1 << DIGIT;
/** Fewer values are sorted by comparing them. */
const FEW = 4096;

/** Places of the values, lowest value first, equal ones in the order they stand; NaN last. By digits of 16 bits where there are many values: linear in their number. */
export function ascending(values: Float64Array): Uint32Array {
  const places = new Uint32Array(values.length);
  for (let i = 0; i < places.length; i++) places[i] = i;
  if (values.length < FEW) return places.sort((a, b) => compare(values[a]!, values[b]!) || a - b);
  const keys = keysOf(values);
  return [0, 1, 2, 3].reduce<Uint32Array>((order, digit) => byDigit(order, keys, digit), places);
}

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}

/** Bits of the values such that unsigned numbers order them, four digits a value, the lowest first. */
function keysOf(values: Float64Array): Uint16Array {
  // A copy with one zero and one NaN: both are told apart by their bits, not by their order.
  const copy = new Float64Array(values.length);
  for (let i = 0; i < copy.length; i++) copy[i] = Number.isNaN(values[i]!) ? NaN : values[i]! + 0;
  const bits = new Uint32Array(copy.buffer);
  for (let i = 0; i < bits.length; i += 2) {
    const negative = bits[i + 1]! >>> 31 === 1;
    bits[i] = negative ? ~bits[i]! : bits[i]!;
    bits[i + 1] = negative ? ~bits[i + 1]! : bits[i + 1]! | 0x80000000;
  }
  return new Uint16Array(bits.buffer);
}

function byDigit(order: Uint32Array, keys: Uint16Array, digit: number): Uint32Array {
  const starts = new Uint32Array(BUCKETS + 1);
  for (const place of order) starts[keys[place * 4 + digit]! + 1]!++;
  // Whole numbers have the same last digits, and small ranges the same first ones.
  if (starts[keys[digit]! + 1] === order.length) return order;
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1]! += starts[bucket]!;
  const sorted = new Uint32Array(order.length);
  for (const place of order) sorted[starts[keys[place * 4 + digit]!]!++] = place;
  return sorted;
}
