import { describe, expect, it } from 'vitest';
import { UndoOrder } from '../../../src/host/editor/undoOrder.js';

const ACCEPT = { kind: 'accept' } as const;

describe('the order of undo', () => {
  it('takes back edits and reviews as they came, and does them again so', () => {
    const order = new UndoOrder();
    order.reviewed(0, ACCEPT);
    order.edited();
    order.reviewed(1, ACCEPT);
    expect(order.last?.index).toBe(1);
    order.takenBack();
    expect(order.last).toBeNull();
    order.turned(true);
    expect(order.last?.index).toBe(0);
    order.takenBack();
    expect([order.last, order.next?.index]).toEqual([null, 0]);
    order.madeAgain();
    expect(order.next).toBeNull();
    order.turned(false);
    expect(order.next?.index).toBe(1);
    order.madeAgain();
    expect(order.last?.index).toBe(1);
  });

  it('forgets what was taken back once something else is done', () => {
    const order = new UndoOrder();
    order.reviewed(0, ACCEPT);
    order.takenBack();
    order.edited();
    expect(order.next).toBeNull();
    order.reviewed(2, ACCEPT);
    order.takenBack();
    order.reviewed(3, ACCEPT);
    expect(order.next).toBeNull();
    expect(order.lastReview?.index).toBe(3);
  });

  it('takes a review made before an undone edit for the last thing', () => {
    const order = new UndoOrder();
    order.edited();
    order.reviewed(5, ACCEPT);
    // VS Code undid the edit by its own menu.
    order.turned(true);
    expect(order.last?.index).toBe(5);
  });
});
