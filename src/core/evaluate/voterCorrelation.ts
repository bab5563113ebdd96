import { t } from '@vscode/l10n';
import { pearson } from './correlation.js';
import type { VoterCorrelation } from './report.js';

/** How the voters' differences (a list each, NaN = not scored) go together, pair by pair; steps between rows. */
export function* voterCorrelation(voters: readonly string[], differences: readonly Float64Array[]): Generator<void, VoterCorrelation> {
  const whole = differences.map((list) => list.every((value) => !Number.isNaN(value)));
  const matrix = voters.map(() => voters.map((): number | null => null));
  for (let i = 0; i < voters.length; i++) {
    for (let j = 0; j <= i; j++) {
      const [x, y] = whole[i] && whole[j] ? [differences[i]!, differences[j]!] : both(differences[i]!, differences[j]!);
      const found = pearson(x, y);
      matrix[i]![j] = matrix[j]![i] = i === j && found !== null ? 1 : found;
    }
    yield;
  }
  const gaps = matrix.some((row) => row.includes(null));
  return { voters, matrix, reason: gaps ? t('Not defined where two share fewer than two scored pairs, or all differences of one are equal.') : null };
}

/** The pairs that both scored. */
function both(x: Float64Array, y: Float64Array): [Float64Array, Float64Array] {
  return [x.filter((value, i) => !Number.isNaN(value + y[i]!)), y.filter((value, i) => !Number.isNaN(value + x[i]!))];
}
