import { t } from '@vscode/l10n';
import { EditError, type CellPatch, type LabelOperation } from '../edits.js';
import type { NamedNumber } from './completionItems.js';
import { soleBest } from './soleBest.js';

/** Position (from 0) of the one with the lowest rank; null where two share it, or there is none. */
export function rankedFirst(ranks: readonly (number | null)[]): number | null {
  return soleBest(ranks.map((rank) => (rank === null ? null : -rank)));
}

/** A choice or a flip as a change of places of two ranks. Throws `EditError`. */
export function rankEdit(column: string, ranks: readonly (NamedNumber | null)[], operation: Exclude<LabelOperation, { kind: 'set' }>): CellPatch[] {
  if (ranks.every((rank) => rank === null)) {
    throw new EditError(t('this file lists completions without ranks: it has no preference to change, drop the record instead'));
  }
  if (operation.kind === 'tie' || operation.kind === 'strength') throw new EditError(t('this file ranks its completions and cannot say that: choose a response instead'));
  if (operation.kind === 'flip' && ranks.length !== 2) throw new EditError(t('a flip takes two responses; the record has {0}: choose one instead', ranks.length));
  const top = rankedFirst(ranks.map((rank) => rank?.value ?? null));
  if (top === null) throw new EditError(t('the first rank is shared: there is no choice to change'));
  const at = operation.kind === 'flip' ? 1 - top : operation.response - 1;
  if (!Number.isInteger(at) || at < 0 || at >= ranks.length) throw new EditError(t('there is no response {0}; the record has {1}', at + 1, ranks.length));
  const [a, b] = [ranks[top], ranks[at]];
  if (!a || !b) throw new EditError(t('response {0} has no rank in this file', at + 1));
  return at === top ? [] : [{ kind: 'swap', a: [column, top, a.name], b: [column, at, b.name] }];
}
