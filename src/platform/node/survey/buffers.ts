/** The memory of all typed arrays in plain data, which a message hands over instead of copying. */
export function buffersOf(value: unknown, found: ArrayBuffer[] = []): ArrayBuffer[] {
  if (value === null || typeof value !== 'object') return found;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.push(value.buffer);
  } else for (const part of Object.values(value)) buffersOf(part, found);
  return found;
}
