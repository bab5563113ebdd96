import { ascending } from './ascending.js';

/** Rank of each value from 1, the mean rank for equal ones. No value may be NaN. */
export function ranks(values: Float64Array): Float64Array {
  const order = ascending(values);
  const found = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) found[order[i]!] = (start + 1 + end) / 2;
  }
  return found;
}
