import * as vscode from 'vscode';
import type { ListQuery } from '../../protocol/views/list.js';
import type { SavedFilter } from '../filters.js';
import type { CommandContext } from './registry.js';

interface FilterItem extends vscode.QuickPickItem {
  readonly query?: ListQuery;
  readonly saves?: boolean;
}

/** Lists the filters that were kept, applies the one that is picked; the present one can be kept from here. */
export async function savedFilters(context: CommandContext): Promise<void> {
  const { provider, filters } = context;
  const panel = provider.active;
  if (!panel) throw new Error(vscode.l10n.t('open a preference file first'));
  const picked = await pick(panel.query, filters);
  if (picked?.saves) return saveFilter(context);
  if (picked?.query) panel.send('query', { query: picked.query });
}

/** Keeps the present filter, with its order, under a name: the one given, else one that is asked for. */
export async function saveFilter({ provider, filters }: CommandContext, given?: unknown): Promise<void> {
  const query = provider.active?.query;
  if (!query) throw new Error(vscode.l10n.t('open a preference file first'));
  const name = typeof given === 'string' ? given : await vscode.window.showInputBox({ title: vscode.l10n.t('Save Filter'), prompt: wordsOf(query), placeHolder: vscode.l10n.t('Name') });
  if (name?.trim()) await filters.save({ name: name.trim(), query });
}

/** A list that can also lose entries; resolves with what is picked. */
function pick(present: ListQuery | null, filters: CommandContext['filters']): Promise<FilterItem | undefined> {
  const list = vscode.window.createQuickPick<FilterItem>();
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Remove') };
  const items = (): FilterItem[] => [
    ...filters.all.map((filter) => itemOf(filter, remove)),
    ...(present && wordsOf(present) !== '' ? [{ label: '', kind: vscode.QuickPickItemKind.Separator }, { label: `$(add) ${vscode.l10n.t('Save This Filter…')}`, description: wordsOf(present), saves: true }] : []),
  ];
  list.title = vscode.l10n.t('Saved Filters');
  list.placeholder = filters.all.length > 0 ? vscode.l10n.t('Which filter?') : vscode.l10n.t('No filter was saved in this workspace yet');
  list.matchOnDescription = true;
  list.items = items();
  return new Promise((resolve) => {
    list.onDidTriggerItemButton(async ({ item }) => {
      await filters.remove(item.label);
      list.items = items();
    });
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function itemOf({ name, query }: SavedFilter, button: vscode.QuickInputButton): FilterItem {
  return { label: name, description: wordsOf(query), query, buttons: [button] };
}

/** What a filter keeps to, as it would be typed; '' where it keeps all. */
function wordsOf({ where, text, flags = [], undecided }: ListQuery): string {
  return [where, text ? `text: ${text}` : null, flags.length > 0 ? flags.join(', ') : null, undecided ? vscode.l10n.t('undecided') : null].filter((part) => part !== null).join(' · ');
}
