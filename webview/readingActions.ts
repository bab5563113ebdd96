/** How the user wants to read: the keys that change nothing in the file. */
import { t } from '@vscode/l10n';
import { responseLetter } from '../src/protocol/responseLetter.js';
import { MOST_COLUMNS } from './laidOpen.js';
import { pinned } from './pins.js';
import type { DiffView } from './reading.js';
import { shownRecord, type Store } from './state.js';

/** What can be asked for: texts compared, in one text or two, rendered or raw, folded or whole, scrolled together, a response kept open. */
export type ReadingCommand = 'diff' | 'diffLayout' | 'markdown' | 'fold' | 'together' | 'pin';

/** Carries one out, and says what is so now. */
export function read(store: Store, how: ReadingCommand): void {
  const { reading, record, pins, focused, unfolded, diffLayout } = store.state;
  switch (how) {
    case 'markdown': {
      const markdown = !reading.markdown;
      return store.update({ reading: { ...reading, markdown }, announcement: markdown ? t('Texts are shown as Markdown.') : t('Texts are shown as they stand in the file.') });
    }
    case 'diff': return setDiff(store, reading.diff === 'off' ? diffLayout : 'off');
    case 'diffLayout': return setDiff(store, reading.diff === 'beside' ? 'inline' : 'beside');
    case 'together': {
      const together = !reading.together;
      return store.update({ reading: { ...reading, together }, announcement: together ? t('Responses scroll together.') : t('Responses scroll apart.') });
    }
    case 'fold': {
      const whole = unfolded !== record?.index;
      return store.update({ unfolded: whole ? (record?.index ?? null) : null, announcement: whole ? t('Everything is unfolded.') : t('Earlier turns and long texts are folded.') });
    }
    case 'pin': {
      const shown = shownRecord(store.state);
      if (!shown || shown.responses.length <= MOST_COLUMNS) return;
      const next = pinned(pins, shown.index, focused);
      const kept = next.responses.includes(focused);
      return store.update({ pins: next, announcement: kept ? t('{0} is kept open.', responseLetter(focused)) : t('{0} is not kept open.', responseLetter(focused)) });
    }
  }
}

function setDiff(store: Store, diff: DiffView): void {
  const { reading, record } = store.state;
  if (diff !== 'off' && (record?.responses.length ?? 0) < 2) return store.update({ notice: { kind: 'info', text: t('There is one response: nothing to compare.') } });
  store.update({
    reading: { ...reading, diff },
    ...(diff === 'off' ? {} : { diffLayout: diff }),
    announcement: diff === 'off' ? t('Differences are not marked.') : diff === 'inline' ? t('Differences are marked in one text.') : t('Differences are marked side by side.'),
  });
}
