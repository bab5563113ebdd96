/** Native error messages in plain words. */

/** The useful end of an onnxruntime message; `words` is what the process wrote to stderr. */
export function plainReason(message: string, words = ''): string {
  const adapter = /Failed to get a WebGPU adapter[.:]?\s*(.*)/.exec(message);
  if (adapter) {
    const loader = /Couldn't load Vulkan: (\S+?):/.exec(words);
    return `no WebGPU adapter: ${adapter[1] || 'none was found'}${loader ? ` (${loader[1]} is not installed)` : ''}`;
  }
  // onnxruntime puts the source line and the failed condition before the sentence.
  const sentence = /was false\.\s*(.+)/s.exec(message)?.[1] ?? message.replace(/^\/\S+:\d+ /, '');
  return sentence.trim().split('\n')[0]!.trim();
}

/** Why a probe that gave no answer ended. */
export function deathReason(code: number | null, signal: string | null, words: string): string {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  const last = words.replace(/\u001b\[[0-9;]*m/g, '').split('\n').filter((line) => line.trim()).at(-1);
  return `the process that tried it ${how}${last ? `: ${last.trim().slice(-300)}` : ''}`;
}
