import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A side that answers every line on its stdin with a line of JSON. @param {string} command @param {string[]} args */
export function side(command, ...args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' } });
  // One that has ended is found out by the answer that it does not give.
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${args[0]} ended before it answered`);
    return JSON.parse(value);
  };
  return {
    answer,
    /** @param {string} line */
    ask(line) {
      child.stdin.write(`${line}\n`);
      return answer();
    },
    end: () => child.stdin.end('end\n'),
  };
}
