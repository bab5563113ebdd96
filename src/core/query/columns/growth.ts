/**
 * Length of a column that has `length` entries and needs `need`: up to `small` entries twice its length, for few copies; then
 * an eighth more, for little empty room.
 */
export function grown(length: number, need: number, small = 4096): number {
  return Math.max(need, length < small ? length * 2 : Math.ceil(length * 1.125));
}
