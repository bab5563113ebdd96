import { t } from '@vscode/l10n';
import type { RecordTable } from '../query/table.js';
import { bradleyTerry } from './bradleyTerry.js';
import type { Generators } from './generatorNames.js';
import type { LabelledPairs } from './labelledPairs.js';
import { rewardBy, type ModelScores } from './modelScores.js';
import type { GeneratorComparison } from './report.js';
import { meritOf } from './responses.js';
import { wilson } from './wilson.js';

/** Sums that a comparison is made of, by generator. */
interface Tally {
  /** `wins[i][j]`: comparisons that i won against j. */
  readonly wins: readonly Float64Array[];
  readonly ties: readonly Float64Array[];
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/** Generators as the labels have them: only comparisons that the labels decide. */
export function generatorsByLabels(table: RecordTable, generators: Generators, pairs: LabelledPairs): GeneratorComparison {
  const tally = emptyTally(generators);
  for (let i = 0; i < pairs.records.length; i++) {
    const index = pairs.records[i]!;
    for (let pair = pairs.starts[i]!; pair < pairs.starts[i + 1]!; pair++) {
      const [winner, loser] = [generators.place(index, pairs.better[pair]!), generators.place(index, pairs.worse[pair]!)];
      if (winner >= 0 && loser >= 0 && winner !== loser) tally.wins[winner]![loser]!++;
    }
  }
  for (let index = 0; index < table.count; index++) {
    const n = table.columns.responses.get(index);
    for (let k = 0; k < n && n > 2 && !table.dropped(index); k++) add(tally, generators.place(index, k), meritOf(table, index, k));
  }
  return compared(null, generators, tally);
}

/** Generators as a model's scores have them. */
export function generatorsByScores(table: RecordTable, generators: Generators, scores: ModelScores): GeneratorComparison {
  const tally = emptyTally(generators);
  for (let index = 0; index < table.count; index++) {
    if (table.dropped(index)) continue;
    const n = table.columns.responses.get(index);
    const met: { readonly place: number; readonly reward: number }[] = [];
    for (let k = 0; k < n; k++) {
      const reward = rewardBy(scores, index, n, k);
      const place = generators.place(index, k);
      if (place < 0 || !Number.isFinite(reward)) continue;
      add(tally, place, reward);
      met.push({ place, reward });
    }
    sweep(met.sort((a, b) => a.reward - b.reward), tally);
  }
  return compared(scores.name, generators, tally);
}

/** Adds all comparisons of one record's responses, lowest reward first. */
function sweep(met: readonly { readonly place: number; readonly reward: number }[], { wins, ties }: Tally): void {
  const below = new Map<number, number>();
  for (let start = 0, end = 0; start < met.length; start = end) {
    const alike = new Map<number, number>();
    for (; end < met.length && met[end]!.reward === met[start]!.reward; end++) alike.set(met[end]!.place, (alike.get(met[end]!.place) ?? 0) + 1);
    for (const [place, count] of alike) {
      for (const [other, lower] of below) if (other !== place) wins[place]![other]! += count * lower;
      for (const [other, same] of alike) if (other !== place) ties[place]![other]! += count * same;
    }
    for (const [place, count] of alike) below.set(place, (below.get(place) ?? 0) + count);
  }
}

function emptyTally({ names }: Generators): Tally {
  const square = () => names.map(() => new Float64Array(names.length));
  return { wins: square(), ties: square(), sums: new Float64Array(names.length), counts: new Float64Array(names.length) };
}

function add({ sums, counts }: Tally, place: number, value: number): void {
  if (place < 0 || Number.isNaN(value)) return;
  sums[place]! += value;
  counts[place]!++;
}

function compared(by: string | null, { names, responses, leftOut }: Generators, { wins, ties, sums, counts }: Tally): GeneratorComparison {
  const total = (list: Float64Array) => list.reduce((sum, count) => sum + count, 0);
  const met = names.flatMap((_, i) => (total(wins[i]!) + total(ties[i]!) + wins.reduce((sum, row) => sum + row[i]!, 0) > 0 ? [i] : []));
  const strengths = bradleyTerry(met.map((i) => Float64Array.from(met, (j) => wins[i]![j]! + ties[i]![j]! / 2)));
  const models = names.map((model, i) => {
    const [won, lost, tied] = [total(wins[i]!), wins.reduce((sum, row) => sum + row[i]!, 0), total(ties[i]!)];
    const all = won + lost + tied;
    const strength = strengths?.[met.indexOf(i)] ?? null;
    return { model, responses: responses[i]!, mean: counts[i] === 0 ? null : sums[i]! / counts[i]!, wins: won, losses: lost, ties: tied, winRate: all === 0 ? null : (won + tied / 2) / all, interval: wilson(won + tied / 2, all), strength };
  });
  models.sort((a, b) => order(b.strength, a.strength) || order(b.winRate, a.winRate) || order(b.mean, a.mean) || b.responses - a.responses);
  const reason =
    met.length < 2
      ? t('No two generator models answered the same prompt.')
      : strengths === null
        ? t('Strengths are not defined: some generator models never beat, or never lose to, the others.')
        : null;
  return { by, models, leftOut, reason };
}

function order(a: number | null, b: number | null): number {
  return (a ?? -Infinity) === (b ?? -Infinity) ? 0 : (a ?? -Infinity) - (b ?? -Infinity);
}
