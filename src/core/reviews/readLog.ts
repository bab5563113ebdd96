import { AUDIT_KINDS, isAuditLine } from '../audit/lines.js';
import type { LogLine } from '../log.js';

/** A log as read: its lines with their numbers from 1, and the numbers of lines that are none (a crash cuts the last one short). */
export interface ReadLog {
  readonly lines: readonly { readonly number: number; readonly line: LogLine }[];
  readonly broken: readonly number[];
}

const OPERATIONS = new Set(['flip', 'choose', 'tie', 'strength', 'set', 'drop']);
const REVIEWS = new Set(['accept', 'skip', 'note']);

/** Reads a log's text. Lines of events that this version does not know are left out, without being broken. */
export function readLog(text: string): ReadLog {
  const lines: ReadLog['lines'][number][] = [];
  const broken: number[] = [];
  text.split('\n').forEach((raw, i) => {
    if (raw.trim() === '') return;
    const line = parsed(raw);
    if (line === 'broken') broken.push(i + 1);
    else if (line !== null) lines.push({ number: i + 1, line });
  });
  return { lines, broken };
}

/** The lines of several logs of one dataset in the order of their times; an edit whose rows lie in two files is in both logs, and counts once. */
export function mergeLogs(logs: readonly (readonly LogLine[])[]): readonly LogLine[] {
  if (logs.length === 1) return logs[0] as readonly LogLine[];
  const seen = new Set<string>();
  const all: LogLine[] = [];
  for (const log of logs) {
    const own = log.map((line) => [keyOf(line), line] as const);
    all.push(...own.filter(([key]) => !seen.has(key)).map(([, line]) => line));
    for (const [key] of own) seen.add(key);
  }
  return all.map((line, i) => ({ line, i })).sort((a, b) => (a.line.time < b.line.time ? -1 : a.line.time > b.line.time ? 1 : a.i - b.i)).map(({ line }) => line);
}

function keyOf(line: LogLine): string {
  if (line.event === 'audit' || line.event === 'again') return JSON.stringify(line);
  return line.event === 'save' ? `save ${line.time} ${line.edits}` : JSON.stringify([line.event, line.time, line.id, 'operation' in line ? line.operation : line.review]);
}

function parsed(raw: string): LogLine | null | 'broken' {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return 'broken';
  }
  if (!isObject(value) || typeof value['event'] !== 'string') return 'broken';
  const { event, time, id, operation, review, edits } = value;
  if (event === 'audit' && !AUDIT_KINDS.has(value['kind'])) return null;
  if (event === 'audit' || event === 'again') return isAuditLine(value) ? (value as unknown as LogLine) : 'broken';
  if (event !== 'edit' && event !== 'undo' && event !== 'review' && event !== 'unreview' && event !== 'save') return null;
  if (typeof time !== 'string') return 'broken';
  if (event === 'save') return typeof edits === 'number' ? (value as unknown as LogLine) : 'broken';
  if (typeof id !== 'string') return 'broken';
  if (event === 'edit' || event === 'undo') return isObject(operation) && OPERATIONS.has(operation['kind'] as string) ? (value as unknown as LogLine) : 'broken';
  if (!isObject(review) || !REVIEWS.has(review['kind'] as string)) return 'broken';
  return review['kind'] !== 'note' || typeof review['text'] === 'string' ? (value as unknown as LogLine) : 'broken';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
