/** What an audit and the curator's own consistency leave in the log. */

/** A stratum as the log keeps it: how many records it had when the sample was drawn. */
export interface LoggedStratum {
  readonly flagged: boolean;
  readonly band: readonly [from: number, to: number] | null;
  readonly size: number;
}

/** An audit begins: its strata, and its sample in the order in which it is looked at (the record's id, and its stratum's place). */
export interface AuditStartLine {
  readonly event: 'audit';
  readonly kind: 'start';
  readonly time: string;
  readonly seed: number;
  readonly strata: readonly LoggedStratum[];
  readonly sample: readonly (readonly [id: string, stratum: number])[];
}

/** A record of the sample was answered; `wrong` is null where the answer was taken back. */
export interface AuditAnswerLine {
  readonly event: 'audit';
  readonly kind: 'answer';
  readonly time: string;
  readonly id: string;
  readonly index: number;
  readonly wrong: boolean | null;
}

/** The audit is over. */
export interface AuditEndLine {
  readonly event: 'audit';
  readonly kind: 'end';
  readonly time: string;
}

/** A decided record came back, and was decided the same way, or another. It changes nothing. */
export interface AgainLine {
  readonly event: 'again';
  readonly time: string;
  readonly id: string;
  readonly index: number;
  readonly same: boolean;
}

/** A line of an audit or of a repetition. */
export type AuditLine = AuditStartLine | AuditAnswerLine | AuditEndLine | AgainLine;

/** What lines of an audit are of. */
export const AUDIT_KINDS: ReadonlySet<unknown> = new Set(['start', 'answer', 'end']);

/** True for a parsed line that has all that its kind must have. */
export function isAuditLine(value: Readonly<Record<string, unknown>>): boolean {
  const { event, kind, time, id, same, wrong, seed, strata, sample } = value;
  if (typeof time !== 'string') return false;
  if (event === 'again') return typeof id === 'string' && typeof same === 'boolean';
  if (event !== 'audit') return false;
  if (kind === 'end') return true;
  if (kind === 'answer') return typeof id === 'string' && (wrong === null || typeof wrong === 'boolean');
  if (kind !== 'start' || typeof seed !== 'number' || !Array.isArray(strata) || !Array.isArray(sample)) return false;
  return strata.every(isStratum) && sample.every((each) => isSampled(each, strata.length));
}

function isStratum(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { flagged, band, size } = value as Readonly<Record<string, unknown>>;
  const isBand = band === null || (Array.isArray(band) && band.length === 2 && band.every((end) => typeof end === 'number'));
  return typeof flagged === 'boolean' && isBand && typeof size === 'number' && Number.isInteger(size) && size >= 0;
}

function isSampled(value: unknown, strata: number): boolean {
  if (!Array.isArray(value)) return false;
  const [id, stratum] = value as unknown[];
  return typeof id === 'string' && typeof stratum === 'number' && Number.isInteger(stratum) && stratum >= 0 && stratum < strata;
}
