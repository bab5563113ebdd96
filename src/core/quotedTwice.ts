/** Characters that JSON writes in another way than a line break, a quotation mark or a backslash. */
const OTHERS = /[\u0000-\u0009\u000b-\u001f\ud800-\udfff]/;

/** What stands between the quotation marks where a text is a JSON string in a JSON string. A file has its longest texts quoted so, once a record: common characters are replaced all at once. */
export function quotedTwice(text: string): string {
  if (text === 'user' || text === 'assistant') return text;
  if (OTHERS.test(text)) return quoted(quoted(text));
  let result = text;
  if (result.includes('\\')) result = result.replaceAll('\\', '\\\\\\\\');
  if (result.includes('"')) result = result.replaceAll('"', '\\\\\\"');
  return result.includes('\n') ? result.replaceAll('\n', '\\\\n') : result;
}

function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
