import { t } from '@vscode/l10n';

/** Arrow data that cannot be read or written; the message says where and why. */
export class ArrowError extends Error {
  override readonly name = 'ArrowError';
}

/** The same error with the column it arose in. */
export function inColumn(name: string, error: unknown): ArrowError {
  return new ArrowError(t('column {0}: {1}', JSON.stringify(name), (error as Error).message));
}
