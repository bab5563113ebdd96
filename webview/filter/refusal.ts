/** Why a condition was refused, in the words of who wrote it. */
import { t } from '@vscode/l10n';

const NO_COLUMN = /^Binder Error: Referenced column "([^]+?)" not found in FROM clause!(?:\s+Candidate bindings: ([^\n]+))?/;
/** The database shows the line of a statement of its own, and a caret under the place. */
const EXCERPT = /^(LINE \d+: )([^\n]*)\n( *)\^/m;

/** The database's message as one about the condition alone; unchanged where it is about nothing else. */
export function refusal(message: string): string {
  const [missing, name = '', candidates] = NO_COLUMN.exec(message) ?? [];
  if (missing !== undefined) {
    const similar = [...(candidates ?? '').matchAll(/"([^"]+)"/g)].map(([, each]) => each);
    return similar.length > 0 ? t('There is no column {0}. Similar ones: {1}', name, similar.join(', ')) : t('There is no column {0}.', name);
  }
  return message.replace(EXCERPT, (_, before: string, line: string, indent: string) => `${line}\n${indent.slice(before.length)}^`);
}
