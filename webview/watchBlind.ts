/** Keeps the page in step with what makes records blind: the settings, an audit that begins or ends, a record that came back. */
import { t } from '@vscode/l10n';
import type { Consistency } from '../src/core/audit/result.js';
import { responseLetter } from '../src/protocol/responseLetter.js';
import type { Again } from './again.js';
import type { BlindHost } from './blind.js';
import type { Listing } from './listing.js';
import type { Navigation } from './navigation.js';
import { say, type Store } from './state.js';
import { percent } from './text/numbers.js';

/** The parts of the page that follow. */
interface Parts {
  readonly store: Store;
  readonly host: BlindHost;
  readonly again: Again;
  readonly navigation: Navigation;
  readonly listing: Listing;
}

/** Listens; call it once, before the page asks what is open. */
export function watchBlind({ store, host, again, navigation, listing }: Parts): void {
  let audit: string | null = null;
  const anew = (): void => {
    void navigation.changed(null);
    listing.refreshSoon();
  };
  host.on('checks', (checks) => {
    host.take(checks);
    store.update({ announcement: checks.blind ? t('Blind mode is on.') : t('Blind mode is off.') });
    anew();
  });
  host.on('dataset', ({ audit: now }) => {
    const running = now?.running === true ? now.started : null;
    if (running === audit) return;
    audit = running;
    host.auditing = running !== null;
    if (store.state.record) anew();
  });
  again.onAnswer = (index, same, consistency) => {
    void navigation.changed([index]).then(() => say(store, 'info', repeated(store, index, same, consistency)));
  };
}

function repeated({ state: { record } }: Store, index: number, same: boolean, consistency: Consistency | null): string {
  const times = consistency === null ? [] : [consistency.same, consistency.of, percent(consistency.interval[0]), percent(consistency.interval[1])];
  if (same) return t('You had decided record {0} before, the same way. You agreed with yourself {1} of {2} times ({3}–{4}%).', index, ...times);
  const chosen = record?.index === index ? record.preference.chosen : null;
  return t('You had decided record {0} before, another way, and that stands: {1}. To change it, decide once more. You agreed with yourself {2} of {3} times ({4}–{5}%).',
    index, chosen === null ? t('no response is chosen') : t('{0} is chosen', responseLetter(chosen)), ...times);
}
