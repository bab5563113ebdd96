/** Where a model folder keeps its chat template. */

type Fields = Readonly<Record<string, unknown>>;

/**
 * Source of the chat template: `chat_template.jinja`, else that of `chat_template.json`, else of `tokenizer_config.json`, where it
 * may be one of several with names (`default` is taken, else the first). Null where there is none.
 */
export function chatTemplateOf(file: string | null, older: Fields | null, tokenizerConfig: Fields): string | null {
  return file ?? named(older?.['chat_template']) ?? named(tokenizerConfig['chat_template']);
}

function named(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return null;
  const all = (value as { name?: unknown; template?: unknown }[]).filter((each) => typeof each?.template === 'string');
  const taken = all.find(({ name }) => name === 'default') ?? all[0];
  return taken === undefined ? null : (taken.template as string);
}
