/** A client to be killed: scores COUNT inputs with MODEL by SCRIPT, and prints each finished position, then how many it had. */
import { ScorerClient } from '../../../src/platform/node/scoring/client.js';
import { someInputs } from '../inputs.js';

const { SCRIPT, MODEL, COUNT } = process.env;
const client = new ScorerClient(SCRIPT!);
const say = (line: string) => void process.stdout.write(`${line}\n`);
void client.load(MODEL!, 'cpu').then(async () => {
  say(`scorer ${client.pid}`);
  await client.score(MODEL!, someInputs(Number(COUNT)), { onScored: (position) => say(`scored ${position}`) });
  client.dispose();
});
