import { hundred, pairs, preference, ratings } from '../support/hourData.js';
import { expect, test } from './fixtures.js';
import { Curator } from './hourCurator.js';
import { swapped, withNumber } from './hourLedger.js';
import { moves, type Move } from './hourPage.js';
import { pageTime, told } from './hourTimes.js';
import { votes } from './hourVotes.js';

const DECISIONS = { 'preference.jsonl': 120, 'ratings.jsonl': 40, 'ultrafeedback.jsonl': 120, 'raft.jsonl': 20 } as const;
const ATTRIBUTES = [['helpfulness', 'h'], ['correctness', 'c'], ['coherence', 'o'], ['complexity', 'x'], ['verbosity', 'v']] as const;
const HIDDEN = 'Scores and labels are hidden until you decide.';
/** Steps of a walk that decides nothing. */
const WALK = 20;

// A trace takes a picture of the window at every key, and would be what is measured.
test.use({ trace: 'off' });

test('a curator’s hour: three hundred decisions over four files by keyboard alone; files and logs hold exactly those', async ({ vscode }) => {
  test.setTimeout(900_000);
  await vscode.configure({ 'tiebreak.scoreOnOpen': 0 });
  const files = { 'preference.jsonl': preference(260), 'ratings.jsonl': ratings(60), 'ultrafeedback.jsonl': pairs(150), 'raft.jsonl': hundred(24) };
  await vscode.write(files);
  const cpu = await pageTime(vscode.page);
  const painted: Record<string, readonly Move[]> = {};
  const spent: string[] = [];
  const curators = Object.entries(files).map(([name, text]) => new Curator(vscode, name, text));
  for (const curator of curators) {
    const { name } = curator;
    if (curator === curators[0]) {
      await vscode.open(name);
      await curator.begin();
    } else await curator.turnTo();
    const before = await cpu();
    await walk(curator);
    spent.push(`${name} ${((await cpu() - before) / (2 * WALK)).toFixed(1)} ms`);
    await SCENES[name as keyof typeof SCENES](curator);
    expect(curator.book.decided.size).toBe(DECISIONS[name as keyof typeof DECISIONS]);
    painted[name] = await moves(curator.editor);
    await curator.save();
    await curator.check();
  }
  expect(curators.reduce((sum, { book }) => sum + book.decided.size, 0)).toBe(300);
  const { 'raft.jsonl': many, ...others } = painted;
  console.log(told('two responses', Object.values(others).flat()));
  console.log(told('a hundred responses', many ?? []));
  console.log(`the page thread's own time a key press (VS Code's window and the measuring included): ${spent.join(', ')}`);
});

/** Goes down the list and back, a moment at each record. */
async function walk(curator: Curator): Promise<void> {
  for (const key of ['n', 'p']) {
    for (let i = 0; i < WALK; i++) {
      await curator.move(key);
      await curator.vscode.page.waitForTimeout(50);
    }
  }
}

const SCENES = { 'preference.jsonl': votes, 'ratings.jsonl': rate, 'ultrafeedback.jsonl': choose, 'raft.jsonl': browse } as const;

async function rate(curator: Curator): Promise<void> {
  const { book } = curator;
  for (let k = 0; book.decided.size < DECISIONS['ratings.jsonl']; k++) {
    await curator.fresh();
    const { at } = curator;
    if (k % 5 === 4) {
      await curator.accept();
      continue;
    }
    for (const [attribute, letter] of ATTRIBUTES.slice(k % 5, (k % 5) + 1 + (k % 2))) {
      const response = 1 + ((k >> 1) % 2);
      const row = 2 * at + response - 1;
      const value = ((book.row(row)[attribute] as number) + 1 + (k % 3)) % 5;
      await curator.press(response === 1 ? 'a' : 'b', letter, String(value));
      book.edit(at, row, { kind: 'set', response, attribute, value }, (line) => withNumber(line, attribute, value));
      curator.decide();
    }
    await curator.move('n');
  }
}

/** The line with the other answer as the chosen one. */
const turned = (line: string): string => swapped(swapped(line, 'chosen', 'rejected'), 'score_chosen', 'score_rejected');

async function choose(curator: Curator): Promise<void> {
  const { book, editor } = curator;
  const turn = async (key: 'f' | '2') => {
    await curator.press(key);
    book.edit(curator.at, curator.at, key === 'f' ? { kind: 'flip' } : { kind: 'choose', response: 2 }, turned);
    curator.decide();
  };
  const some = async (until: number) => {
    for (let k = 0; book.decided.size < until; k++) {
      await curator.fresh();
      if (k % 4 === 0) await curator.accept();
      else if (k % 4 === 3) await curator.skip();
      else {
        await turn(k % 4 === 1 ? 'f' : '2');
        await curator.move('n');
      }
    }
  };
  await curator.press('d');
  await some(20);
  // Not every pair has enough in common to be marked.
  const marks = editor.locator('ins, del');
  await expect(async () => {
    if ((await marks.count()) === 0) await curator.move('n');
    expect(await marks.count()).toBeGreaterThan(0);
  }).toPass();
  await curator.press('d');
  await expect(marks).toHaveCount(0);
  await some(40);
  // Texts as they stand in the file, so that they can be told apart.
  await curator.press('m', 'Shift+B');
  await expect(editor.getByText(HIDDEN, { exact: true })).toBeVisible();
  for (let k = 0; book.decided.size < 60; k++) {
    await curator.fresh();
    await expect(editor.getByText(HIDDEN, { exact: true })).toBeVisible();
    if (k % 6 === 5) await curator.skip();
    else await blindly(curator, k % 2 ? 2 : 1);
  }
  await curator.press('m', 'Shift+B');
  await expect(editor.getByText(HIDDEN, { exact: true })).toBeHidden();
  await curator.save();
  await some(120);
}

/** Chooses by the texts alone: A may be either. Agreeing with the label is an accept. */
async function blindly(curator: Curator, wanted: 1 | 2): Promise<void> {
  const { book, editor, at } = curator;
  const { chosen, rejected } = book.row(at) as { chosen: string; rejected: string };
  const letters = (text: string) => text.replace(/[^a-z]/gi, '').slice(0, 40);
  if (letters(chosen) === letters(rejected)) return curator.skip();
  const sides = [chosen, rejected].map(letters);
  const first = async () => sides.indexOf(letters(await editor.locator('tb-response tb-text').first().evaluate((text) => text.shadowRoot?.textContent ?? ''))) + 1;
  await expect.poll(first).toBeGreaterThan(0);
  await curator.press(wanted === await first() ? '1' : '2');
  if (wanted === 1) book.review(at, { kind: 'accept' });
  else book.edit(at, at, { kind: 'choose', response: 2 }, turned);
  curator.decide();
  await expect(editor.getByText(HIDDEN, { exact: true })).toBeHidden();
  await curator.move('Enter');
}

async function browse(curator: Curator): Promise<void> {
  const { book } = curator;
  for (let k = 0; book.decided.size < DECISIONS['raft.jsonl']; k++) {
    await curator.fresh();
    if (k % 3 === 0) {
      await curator.press('f');
      book.edit(curator.at, curator.at, { kind: 'flip' }, (line) => swapped(swapped(line, 'rewardbench_chosen', 'rewardbench_rejected'), 'rewardbench_chosen_model', 'rewardbench_rejected_model'));
      curator.decide();
      await curator.move('n');
    } else if (k % 3 === 1) {
      await curator.press('ArrowRight', 'ArrowRight', 'd', 'd');
      await curator.accept();
    } else await curator.skip();
  }
}
