/** The first moments of the page, and what it does on the host's events from then on. */
import type { PageOpening } from '../src/protocol/page.js';
import type { Actions } from './actions.js';
import type { FirstRecord } from './firstRecord.js';
import type { Host } from './host.js';
import { bindLetters } from './letters.js';
import type { Listing } from './listing.js';
import type { Navigation } from './navigation.js';
import { EVERYTHING, type Store } from './state.js';

/** The list's first record is waited for this long; then the file's first is shown. */
const PATIENCE_MS = 250;

/** The parts of the page that opening needs. */
export interface Parts {
  readonly store: Store;
  readonly host: Host;
  readonly navigation: Navigation;
  readonly listing: Listing;
  readonly actions: Actions;
  readonly first: FirstRecord;
}

/** Listens to the host, asks what is open, and shows a first record as soon as there is one. */
export async function open(parts: Parts): Promise<void> {
  const { store, host, navigation, listing, actions, first } = parts;
  host.on('scoring', (scoring) => {
    store.update({ scoring });
    // Scores fill columns, and may add some.
    if (scoring.state === 'done') void askColumns(parts);
  });
  host.on('dataset', (dataset) => {
    const before = store.state.dataset;
    store.update({ dataset });
    const completed = dataset.complete && !before?.complete;
    if (before && !completed && (before.records !== dataset.records || before.complete !== dataset.complete || before.stopped !== dataset.stopped)) listing.refreshSoon();
    if (completed) {
      if (before) void listing.refresh().then(() => first.settle());
      void askRelated(parts);
      void askColumns(parts);
    }
    void first.show(dataset);
  });
  host.on('changed', ({ indices, decided }) => {
    const { dataset } = store.state;
    if (dataset && decided !== undefined && decided !== dataset.decided) store.update({ dataset: { ...dataset, decided } });
    void navigation.changed(indices);
    if (indices === null) listing.refreshSoon();
    else listing.changed(indices);
  });
  const begin = beginnings(parts);
  host.on('reopened', (opening) => void begin(opening));
  host.on('preview', (preview) => store.update({ preview }));
  host.on('reveal', ({ index }) => actions.show(index));
  host.on('query', ({ query }) => void actions.setQuery({ ...EVERYTHING, ...query }));
  host.on('filter', ({ where }) => void actions.setQuery({ where }));
  host.on('gesture', ({ gesture }) => actions.gesture(gesture));

  try {
    await begin(await host.request('ready', null), true);
  } catch (error) {
    store.update({ openError: (error as Error).message });
  }
}

/** Shows what is open from its beginning, and leaves off where it is opened anew meanwhile; `kept` keeps where the user looked when the page was last shown. */
function beginnings(parts: Parts): (opening: PageOpening, kept?: boolean) => Promise<void> {
  const { store, navigation, listing, actions, first } = parts;
  let last = 0;
  return async ({ view, choice, scoring, preview, keys }, kept = false) => {
    const mine = ++last;
    if (keys) {
      bindLetters(keys.keys);
      store.update({ keys });
    }
    if (!kept) navigation.forget();
    store.update({ dataset: view, openError: null, choice, scoring, preview, related: [], ...(kept ? {} : { list: null, items: new Map() }) });
    if (!view) return;
    try {
      const listed = listing.refresh();
      await Promise.race([listed, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
      if (mine !== last) return;
      await first.show(view);
      actions.places?.focusList();
      await listed;
      if (mine !== last) return;
      await first.show(store.state.dataset ?? view);
      await first.settle();
      if (view.complete) {
        void askRelated(parts);
        void askColumns(parts);
      }
    } catch (error) {
      if (mine === last) store.update({ openError: (error as Error).message });
    }
  };
}

/** The columns are for completion and sorting: without them both have less to offer. */
async function askColumns({ store, host }: Parts): Promise<void> {
  const columns = await host.request('columns', null).catch(() => null);
  if (columns) store.update({ columns });
}

/** Which files beside this one can be opened with it is no matter of life and death. */
async function askRelated({ store, host }: Parts): Promise<void> {
  const related = await host.request('related', null).catch(() => []);
  store.update({ related: related ?? [] });
}
