/** Values of one fixed width, as JSON text and back; what `read` gives, `write` takes and writes the same bytes. */
export interface Scalar {
  /** Bytes of one value. */
  readonly width: number;
  /** JSON text of the value at `at`. Throws `ArrowError` where the bytes are no value of the type. */
  read(view: DataView, at: number): string;
  /** Writes the value that a JSON text stands for. Throws `EditError` where the type cannot hold it. */
  write(view: DataView, at: number, raw: string): void;
}
