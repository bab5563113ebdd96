/** A, B, ... for a response's number (from 1); a number sign and the number after Z. */
export function responseLetter(number: number): string {
  return number <= 26 ? String.fromCharCode(64 + number) : `#${number}`;
}
