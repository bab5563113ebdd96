/** @param {number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** A ratio of far less than one keeps its digits. */
const times = (/** @type {number} */ ratio) => (ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2));
const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)}%`;

/**
 * One line a side, medians over the rounds; what a side computed on its device is known of some only.
 * @param {number} texts @param {readonly { name: string, limit: number | null }[]} peers @param {readonly { own: any, theirs: any[] }[]} rounds
 */
export function printRows(texts, peers, rounds) {
  const row = (/** @type {string} */ name, /** @type {any[]} */ runs, /** @type {string} */ ratio) => {
    const of = (/** @type {(run: any) => number} */ value) => median(runs.map(value));
    const idle = runs[0].busySeconds === undefined ? '' : percent(of((r) => 1 - r.busySeconds / r.seconds));
    console.log(`| ${name} | ${of((r) => texts / r.seconds).toFixed(1)} | ${of((r) => r.tokens / r.seconds).toFixed(0)} | ${percent(of((r) => 1 - r.tokens / r.padded))} | ${idle} | ${ratio} |`);
  };
  console.log('| side | responses/s | tokens/s | padding | device idle | Tiebreak is faster by (runs; at least) |\n|---|---|---|---|---|---|');
  row('Tiebreak', rounds.map(({ own }) => own), '');
  for (const [i, { name, limit }] of peers.entries()) {
    const ratios = rounds.map(({ own, theirs }) => theirs[i].seconds / own.seconds);
    row(name, rounds.map(({ theirs }) => theirs[i]), `${times(median(ratios))} (${ratios.map(times).join(', ')}${limit ? `; ${limit}` : ''})`);
  }
}
