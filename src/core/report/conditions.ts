/** SQL conditions over `records` that the report's parts stand for: what a click puts into the filter. */

/** Records that bear a flag. */
export function withFlag(flag: string): string {
  return `list_contains(flags, ${literal(flag)})`;
}

/** Records between two places of the file, the second one not included. */
export function inSlice(from: number, to: number): string {
  return `${name('index')} BETWEEN ${from} AND ${to - 1}`;
}

/** A column's value in [from, to); an infinite end is none. */
export function between(column: string, from: number, to: number): string {
  const parts = [
    ...(from === -Infinity ? [] : [`${name(column)} >= ${number(from)}`]),
    ...(to === Infinity ? [] : [`${name(column)} < ${number(to)}`]),
  ];
  return parts.length === 0 ? `${name(column)} IS NOT NULL` : parts.join(' AND ');
}

/** Exactly one value. */
export function equals(column: string, value: number | string): string {
  return `${name(column)} = ${typeof value === 'number' ? number(value) : literal(value)}`;
}

/** A rectangle of the scatter of mean against sd, ends included. */
export function inRectangle(mean: readonly [number, number], sd: readonly [number, number]): string {
  return `mean BETWEEN ${number(mean[0])} AND ${number(mean[1])} AND sd BETWEEN ${number(sd[0])} AND ${number(sd[1])}`;
}

/** Either of some conditions, all of them in brackets where there are several. */
export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0]! : conditions.map((each) => `(${each})`).join(' OR ');
}

/** All of some conditions. */
export function allOf(conditions: readonly string[]): string {
  return conditions.map((each) => (/ OR /.test(each) ? `(${each})` : each)).join(' AND ');
}

/** A column's name, quoted where SQL would read it otherwise. */
function name(column: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(column) && column !== 'index' ? column : `"${column.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A number as SQL reads it, to its last digit: a long decimal fraction would not be read as a double by itself. */
function number(value: number): string {
  const text = String(value);
  return text.length <= 15 || text.includes('e') ? text : `${text}e0`;
}
