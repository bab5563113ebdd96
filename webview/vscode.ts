/** VS Code's side of the page: the message port and the saved position. */
import type { PageMessage } from '../src/protocol/page.js';
import type { Port } from './host.js';
import { readPosition, type Position } from './position.js';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The port to the host, and where the user looked when the page was last shown. */
export interface VsCode {
  readonly port: Port;
  readonly position: Position;
  savePosition(position: Position): void;
}

/** Takes VS Code's API; it can be taken once a page. */
export function vscode(): VsCode {
  const api = acquireVsCodeApi();
  return {
    port: {
      post: (message) => api.postMessage(message),
      listen: (listener) => {
        window.addEventListener('message', (event: MessageEvent<PageMessage>) => listener(event.data));
      },
    },
    position: readPosition(api.getState()),
    savePosition: (position) => api.setState(position),
  };
}
