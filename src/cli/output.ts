/** Prints one JSON document where `--json` was given, else lines for people. */
export function print(json: boolean | undefined, value: unknown, lines: () => readonly string[]): void {
  const text = json ? jsonText(value) : lines().join('\n');
  process.stdout.write(`${text}\n`);
}

function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch (error) {
    if (error instanceof RangeError) throw new Error('what there is to print is too large or nested too deeply for one JSON document');
    throw error;
  }
}

/** A reader that stops early (`| head`) is no failure of the command: what it has seen is all it wanted. */
export function letReaderStop(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** A line on stderr, where diagnostics go. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Text that cannot move the cursor or colour the terminal: control characters of dataset text are shown escaped. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
