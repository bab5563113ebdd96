/** A batch that the device's memory does not hold. */

/** The ways in which onnxruntime and the drivers below it say so. */
const WORDS = /out of (device |host |gpu )?memory|failed to allocate|bad_?alloc|alloc(ation)?[ _](has )?failed|E_OUTOFMEMORY|ERROR_OUT_OF_|not enough memory|0x8007000e/i;

/** True for an error of a run that smaller batches may not meet. */
export function isOutOfMemory(error: Error): boolean {
  return WORDS.test(error.message);
}
