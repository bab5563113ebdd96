import * as vscode from 'vscode';
import type { EngineClient } from '../engineClient.js';

/** Mappings that are being written. */
export class Mappings implements vscode.Disposable {
  constructor(private readonly engine: EngineClient) {}

  dispose(): void {}
}
