import { describe, expect, it } from 'vitest';
import type { Edit } from '../../src/core/edits.js';
import { Journal, textsOf } from '../../src/core/journal.js';

const edit = (index: number): Edit => ({
  index,
  id: `${index}#0`,
  operation: { kind: 'flip' },
  reason: null,
  changes: [{ row: index, before: `before ${index}`, after: `after ${index}` }],
});

describe('Journal', () => {
  const [a, b, c] = [edit(1), edit(2), edit(3)] as const;

  it('has nothing pending when saved, and the inverse after an undo', () => {
    const journal = new Journal();
    journal.done(a);
    journal.done(b);
    journal.saving()();
    expect(journal.pending()).toEqual([]);
    journal.undone(b);
    journal.undone(a);
    expect(journal.pending()).toEqual([{ edit: b, undone: true }, { edit: a, undone: true }]);
    journal.done(a);
    journal.done(c);
    expect(journal.pending()).toEqual([{ edit: b, undone: true }, { edit: c, undone: false }]);
  });

  it('an edit made while a save runs stays pending', () => {
    const journal = new Journal();
    journal.done(a);
    const saved = journal.saving();
    journal.done(b);
    saved();
    expect(journal.pending()).toEqual([{ edit: b, undone: false }]);
  });

  it('can be restored from what was pending', () => {
    const journal = new Journal();
    const pending = [{ edit: b, undone: true }, { edit: a, undone: true }, { edit: c, undone: false }];
    journal.restore(pending);
    expect(journal.pending()).toEqual(pending);
  });

  it('refuses to undo what was not done', () => {
    expect(() => new Journal().undone(a)).toThrow();
  });
});

describe('textsOf', () => {
  it('takes the text after the edit, or before it', () => {
    expect(textsOf({ edit: edit(1), undone: false })).toEqual([{ row: 1, text: 'after 1' }]);
    expect(textsOf({ edit: edit(1), undone: true })).toEqual([{ row: 1, text: 'before 1' }]);
  });
});
