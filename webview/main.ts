/** Starts the page: wires host, store and actions, asks what is open, and shows the first record. */
import './language.js';
import { css } from 'lit';
import { Actions } from './actions.js';
import { Again } from './again.js';
import { BlindHost } from './blind.js';
import { AppElement } from './components/app.js';
import { FirstRecord } from './firstRecord.js';
import { connect } from './host.js';
import { Listing } from './listing.js';
import { Navigation } from './navigation.js';
import { open } from './open.js';
import { initial, Store } from './state.js';
import { vscode } from './vscode.js';
import { watchBlind } from './watchBlind.js';

// VS Code pads the body of every webview; the page fills it.
const page = css`html, body { margin: 0; padding: 0; height: 100%; overflow: hidden; }`.styleSheet;
if (page) document.adoptedStyleSheets.push(page);

const { port, position, savePosition } = vscode();
const again = new Again(Date.now());
const host = new BlindHost(connect(port), again);
const store = new Store(initial(position));
const navigation = new Navigation(store, host, again);
const listing = new Listing(store, host, () => navigation.relisted());
const actions = new Actions(store, host, navigation, listing);
watchBlind({ store, host, again, navigation, listing });

let saved = position;
store.subscribe(() => {
  const { target: index, query, top, reading } = store.state;
  if (index !== saved.index || query !== saved.query || top !== saved.top || reading !== saved.reading) savePosition(saved = { index, query, top, reading });
});

const app = new AppElement();
app.store = store;
app.actions = actions;
document.body.append(app);
const first = new FirstRecord(store, navigation);
for (const event of ['keydown', 'pointerdown', 'wheel']) window.addEventListener(event, () => first.begun(), { capture: true, passive: true });
void open({ store, host, navigation, listing, actions, first });
