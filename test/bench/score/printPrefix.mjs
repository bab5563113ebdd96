import { execFileSync } from 'node:child_process';
import { built } from '../built.mjs';
import { median } from './rows.mjs';

const RESPONSES = 100;

/** What is won by reading a prompt once that many responses follow. @param {string} decoder @param {string} file @param {number} runs */
export function printPrefix(decoder, file, runs) {
  const found = JSON.parse(execFileSync(process.execPath, [built('score/prefix'), decoder, file, String(RESPONSES), String(runs)], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  for (const { promptTokens, off, plain, reused } of found.groups) {
    const over = (/** @type {string} */ key) => plain.map((/** @type {any} */ run, /** @type {number} */ i) => run[key] / reused[i][key]);
    console.log(
      `\nA prompt of ${promptTokens} tokens with ${RESPONSES} responses, ${found.name}, prefix read once (${found.reuse}): ${plain[0].tokens} tokens become ${reused[0].tokens} ` +
        `(${median(over('tokens')).toFixed(2)} x fewer, ${median(over('padded')).toFixed(2)} x with padding), time ${median(over('seconds')).toFixed(2)} x less (${over('seconds').map((/** @type {number} */ x) => x.toFixed(2)).join(', ')}); largest difference of a score ${off.toExponential(1)}`,
    );
  }
}
