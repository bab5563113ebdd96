/** Coverage and width of intervals for the share of wrong labels from a stratified sample. */
import { markedInterval, type Shown } from '../../../src/core/audit/markedInterval.js';
import { stratifiedCount } from '../../../src/core/audit/stratified.js';
import { randomStream } from '../../../src/core/fit/random.js';

const RUNS = 2000;

interface Truth {
  readonly size: number;
  readonly wrong: number;
  readonly answered: number;
}

type Ends = readonly [low: number, high: number];

const METHODS: Readonly<Record<string, (strata: readonly Shown[]) => Ends>> = {
  'Tiebreak (MOVER, exact, whole records)': (strata) => {
    const { low, high } = stratifiedCount(strata);
    return [low, high];
  },
  'MOVER, exact': (strata) => {
    const [centre, down, up] = strata.reduce(([sum, below, above], stratum) => {
      const own = (stratum.size * stratum.wrong) / stratum.answered;
      const [low, high] = markedInterval(stratum);
      return [sum + own, below + (own - low) ** 2, above + (high - own) ** 2] as const;
    }, [0, 0, 0] as readonly [number, number, number]);
    return [centre - Math.sqrt(down), centre + Math.sqrt(up)];
  },
  'Bonferroni, exact': (strata) => {
    const ends = strata.map((stratum) => markedInterval(stratum, 0.05 / strata.length));
    return [ends.reduce((sum, [low]) => sum + low, 0), ends.reduce((sum, [, high]) => sum + high, 0)];
  },
  Wald: (strata) => {
    const centre = strata.reduce((sum, { size, answered, wrong }) => sum + (size * wrong) / answered, 0);
    const variance = strata.reduce((sum, { size, answered, wrong }) => {
      const share = wrong / answered;
      return sum + ((size ** 2 * share * (1 - share)) / Math.max(1, answered - 1)) * (1 - answered / size);
    }, 0);
    return [centre - 1.96 * Math.sqrt(variance), centre + 1.96 * Math.sqrt(variance)];
  },
};

/** Strata by their shares of a file, with rates of wrong labels and answers. */
function file(size: number, shares: readonly number[], rates: readonly number[], answers: readonly number[]): readonly Truth[] {
  return shares.map((share, i) => {
    const own = Math.round(size * share);
    return { size: own, wrong: Math.round(own * rates[i]!), answered: Math.max(1, Math.min(own, answers[i]!)) };
  });
}

function* files(): Generator<readonly Truth[]> {
  for (const size of [200, 2000, 150_000]) for (const n of [[3, 3], [10, 10], [30, 20], [150, 150]]) yield file(size, [0.8, 0.2], [0.02, 0.3], n);
  for (const rates of [[0, 0, 0.1, 0.5], [0.005, 0.05, 0.2, 0.6], [0.05, 0.1, 0.3, 0.8], [0.2, 0.2, 0.2, 0.2]]) {
    for (const n of [[3, 3, 3, 3], [10, 10, 10, 10], [40, 20, 20, 20], [100, 60, 60, 80]]) yield file(5000, [0.7, 0.15, 0.1, 0.05], rates, n);
  }
  const eight = [0.5, 0.2, 0.05, 0.03, 0.1, 0.06, 0.04, 0.02];
  for (const n of [eight.map(() => 2), [10, 5, 5, 5, 10, 5, 5, 5], [60, 20, 10, 10, 40, 20, 20, 20]]) yield file(2000, eight, [0.01, 0.08, 0.3, 0.6, 0.03, 0.12, 0.35, 0.7], n);
  for (const size of [80, 120, 500]) for (const share of [0.1, 0.3, 0.5, 0.8]) yield file(size, [0.5, 0.2, 0.2, 0.1], [0.02, 0.1, 0.3, 0.6], [0.5, 0.2, 0.2, 0.1].map((part) => Math.round(size * part * share)));
  for (const rate of [0.01, 0.03, 0.1, 0.3, 0.5, 0.9]) yield file(400, [1], [rate], [20]);
}

function draw({ size, wrong, answered }: Truth, random: () => number): Shown {
  let found = 0;
  for (let i = 0; i < answered; i++) if (random() < (wrong - found) / (size - i)) found++;
  return { size, answered, wrong: found };
}

const coverage = new Map<string, number[]>();
for (const truth of files()) {
  const [all, size] = [truth.reduce((sum, { wrong }) => sum + wrong, 0), truth.reduce((sum, each) => sum + each.size, 0)];
  const parts = Object.entries(METHODS).map(([name, method]) => {
    const random = randomStream(7);
    let [covered, width] = [0, 0];
    for (let run = 0; run < RUNS; run++) {
      const [low, high] = method(truth.map((stratum) => draw(stratum, random)));
      if (low - 1e-9 <= all && all <= high + 1e-9) covered++;
      width += (high - low) / size;
    }
    coverage.set(name, [...(coverage.get(name) ?? []), covered / RUNS]);
    return `${((covered / RUNS) * 100).toFixed(1)}% (${((width / RUNS) * 100).toFixed(1)})`;
  });
  console.log(`${size} records, ${truth.length} strata, ${truth.map(({ answered }) => answered).join('+')} answers, ${((all / size) * 100).toFixed(1)}% wrong: ${parts.join('  ')}`);
}
for (const [name, found] of coverage) console.log(`${name}: covers in ${(Math.min(...found) * 100).toFixed(1)} to ${(Math.max(...found) * 100).toFixed(1)}% of ${RUNS} runs, over ${found.length} files`);
