/** Numbers as the page writes them. */

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** A count with thousands separated: 9,125. */
export function count(value: number): string {
  return WHOLE.format(value);
}

/** A count and its noun: 1 record, 9,125 records. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A label or bound with at most two decimals, and a real minus sign. */
export function number(value: number): string {
  return SHORT.format(value).replace('-', '−');
}

/** A measured value with fixed decimals, and a real minus sign. */
export function fixed(value: number, decimals = 2): string {
  const text = value.toFixed(decimals);
  // Rounded to nothing, a negative is no longer one.
  return Number(text) === 0 ? (0).toFixed(decimals) : text.replace('-', '−');
}

/** A share from 0 to 1 in percent, without the sign: 7.1. */
export function percent(share: number, decimals = 0): string {
  return fixed(share * 100, decimals);
}

/** Mean and standard deviation: 1.84 ± 0.62. */
export function meanSd(mean: number, sd: number, decimals = 2): string {
  return `${fixed(mean, decimals)} ± ${fixed(sd, decimals)}`;
}
