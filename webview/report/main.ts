/** Starts the report's page: wires host, store and actions, and computes its parts. */
import '../language.js';
import { css } from 'lit';
import type { ReportEvents, ReportMethods } from '../../src/protocol/report.js';
import { connectWire, type WireMessage } from '../wire.js';
import { ReportActions } from './actions.js';
import { ReportElement } from './components/app.js';
import { Loading } from './load.js';
import { ReportStore } from './state.js';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: unknown): void };

const page = css`html, body { margin: 0; padding: 0; }`.styleSheet;
if (page) document.adoptedStyleSheets.push(page);

const api = acquireVsCodeApi();
const host = connectWire<ReportMethods, ReportEvents>({
  post: (message) => api.postMessage(message),
  listen: (listener) => window.addEventListener('message', (event: MessageEvent<WireMessage>) => listener(event.data)),
});
const store = new ReportStore();
const loading = new Loading(store, host, (of) => api.setState({ reportOf: of }));
const app = new ReportElement();
app.store = store;
app.actions = new ReportActions(store, host, loading);
document.body.append(app);
void loading.open();
