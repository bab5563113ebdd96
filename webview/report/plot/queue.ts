/** Drawing jobs, so many a frame as leave the page its breath: what is slow together is drawn one after the other. */

/** A frame's time for drawing, in milliseconds. */
const FRAME_MS = 8;

type Job = () => void | Iterator<void>;

const waiting: { job: Job; cancelled: boolean }[] = [];
let running: Iterator<void> | null = null;
let asked = false;

/** Does a job in one of the next frames; a job that answers an iterator is gone on with until its frame's time is over. Answers how to cancel it. */
export function soon(job: Job): () => void {
  const entry = { job, cancelled: false };
  waiting.push(entry);
  ask();
  return () => void (entry.cancelled = true);
}

function ask(): void {
  if (asked) return;
  asked = true;
  requestAnimationFrame(frame);
}

function frame(): void {
  asked = false;
  const end = performance.now() + FRAME_MS;
  do {
    if (running) {
      if (running.next().done) running = null;
      continue;
    }
    const next = waiting.shift();
    if (!next) return;
    if (!next.cancelled) running = next.job() || null;
  } while (performance.now() < end);
  if (running || waiting.length > 0) ask();
}
