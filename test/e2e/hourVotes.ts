import { expect } from './fixtures.js';
import type { Curator } from './hourCurator.js';
import { withNumber } from './hourLedger.js';

/** The strength of the shown record's preference; negative where response 1 is better. */
const strengthOf = (curator: Curator): number => curator.book.row(curator.at)['preference_strength'] as number;

function strength(curator: Curator, operation: Record<string, unknown>, value: number): void {
  curator.book.edit(curator.at, curator.at, operation, (line) => withNumber(line, 'preference_strength', value));
  curator.decide();
}

async function setStrength(curator: Curator, value: number): Promise<void> {
  await curator.press('s', value < 0 ? 'a' : 'b', String(Math.abs(value)));
  strength(curator, { kind: 'strength', value }, value);
}

async function tie(curator: Curator): Promise<void> {
  await curator.press('t');
  strength(curator, { kind: 'tie' }, 0);
}

async function other(curator: Curator): Promise<void> {
  const now = strengthOf(curator);
  const response = now < 0 ? 2 : 1;
  await curator.press(String(response));
  strength(curator, { kind: 'choose', response }, now === 0 ? -1 : -now);
}

async function flipVote(curator: Curator): Promise<void> {
  const now = strengthOf(curator);
  if (now === 0) return other(curator);
  await curator.press('f');
  strength(curator, { kind: 'flip' }, -now);
}

/** What is decided about the k-th vote. */
async function vote(curator: Curator, k: number): Promise<void> {
  const now = strengthOf(curator);
  switch (['accept', 'flip', 'choose', 'tie', 'strength', 'accept', 'skip', 'strength', 'note', 'flip', 'drop'][k % 11]) {
    case 'flip':
      await flipVote(curator);
      return k % 2 ? curator.accept() : curator.move('n');
    case 'choose':
      await other(curator);
      return curator.move('n');
    case 'tie':
      await tie(curator);
      return curator.move('n');
    case 'strength':
      await setStrength(curator, now === 2 ? -3 : 2);
      return curator.move('n');
    case 'skip': return curator.skip();
    case 'note':
      await curator.note(`njfp ${k}: both miss the point`);
      return curator.move('n');
    case 'drop':
      if (k % 3) return curator.accept();
      await curator.drop();
      return curator.move('n');
    default: return curator.accept();
  }
}

/** A file of votes: every kind of decision, undo and redo as fast as keys go, filters, differences, Markdown; one save on the way. */
export async function votes(curator: Curator): Promise<void> {
  const { book, editor } = curator;
  let k = 0;
  const some = async (until: number, holds: () => void = () => undefined, key = 'n') => {
    for (await curator.fresh(key); book.decided.size < until; await curator.fresh(key)) {
      holds();
      await vote(curator, k++);
    }
  };
  await some(10, undefined, ']');
  await undoQuickly(curator);
  await some(40);
  await curator.save();
  await undoSaved(curator);
  await some(50);

  const long = (row: Readonly<Record<string, unknown>>, index: number) => index % 3 === 1 && [...(row['response_1'] as string)].length > 300;
  await curator.filter('index % 3 = 1 and length_1 > 300', long);
  await some(58, () => expect(long(book.row(curator.at), curator.at)).toBe(true));
  const words = (row: Readonly<Record<string, unknown>>) => ['prompt', 'response_1', 'response_2'].some((column) => (row[column] as string).toLowerCase().includes('water'));
  await curator.filter('water', words);
  await some(62, () => expect(words(book.row(curator.at))).toBe(true));
  await curator.filter('');

  const differences = editor.getByRole('button', { name: 'Mark differences' });
  await curator.press('d');
  await expect(differences).toHaveAttribute('aria-pressed', 'true');
  await some(68);
  await curator.press('Shift+D');
  await some(72);
  await curator.press('d', 'm');
  await expect(differences).toHaveAttribute('aria-pressed', 'false');
  await some(80);
  await curator.press('m');
  await some(120);
}

/** Undo and redo as fast as keys go, on edits, reviews, and both. */
async function undoQuickly(curator: Curator): Promise<void> {
  await curator.fresh();
  await setStrength(curator, strengthOf(curator) === 3 ? 1 : 3);
  await tie(curator);
  await curator.undo();
  await curator.undo();
  await curator.accept();

  await curator.fresh();
  const first = curator.at;
  await curator.accept();
  await curator.fresh();
  const second = curator.at;
  await setStrength(curator, strengthOf(curator) === 1 ? -1 : 1);
  await curator.undo();
  await curator.undo();
  await curator.seen(first);
  await curator.redo();
  await curator.redo('Control+y');
  await curator.seen(second);
  await curator.undo('u');
  await curator.redo();
  await curator.accept();

  await curator.fresh();
  const skipped = curator.at;
  await curator.skip();
  await curator.undo('u');
  await curator.seen(skipped);
  await curator.accept();
}

/** An edit that is on the disk is taken back: the next save says so in the log. */
async function undoSaved(curator: Curator): Promise<void> {
  await curator.fresh();
  await setStrength(curator, strengthOf(curator) === 2 ? -2 : 2);
  await curator.save();
  await curator.undo();
  await curator.vscode.expectDirty(curator.name, true);
  await curator.accept();
}
