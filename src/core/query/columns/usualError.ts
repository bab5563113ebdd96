/** Fewest labels beside a prediction from which a file says how far off the model is on it. */
const FEWEST = 20;

/** A normal's sd, as a multiple of the median of its distances from 0. */
const SD_OF_MEDIAN = 1.4826;

/**
 * How far a model's predictions usually are from a file's labels: the sd of a normal with the same median distance, which
 * up to half of wrong labels cannot move far. A model that is off by the same amount everywhere is usually off by that
 * amount. 0 where the file has too few labels to say.
 */
export function usualError(distances: Float64Array): number {
  return distances.length < FEWEST ? 0 : SD_OF_MEDIAN * distances.sort()[distances.length >> 1]!;
}
