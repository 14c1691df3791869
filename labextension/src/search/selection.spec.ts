import { describe, expect, it } from 'vitest';

import { MOST_SELECTED, SelectionModel } from './selection';

const LIST = ['a', 'b', 'c', 'd', 'e'];

describe('a selection', () => {
  it('marks and unmarks one by one, in the order of the marks', () => {
    const selection = new SelectionModel();
    selection.toggle('c');
    selection.toggle('a');
    expect(selection.state).toEqual(['c', 'a']);
    selection.toggle('c');
    expect(selection.state).toEqual(['a']);
    expect(selection.has('a')).toBe(true);
  });

  it('marks a range from the last mark on', () => {
    const selection = new SelectionModel();
    selection.toggle('b');
    selection.extend(LIST, -1, 3);
    expect(selection.state).toEqual(['b', 'c', 'd']);
  });

  it('takes back what a range that shrinks or turns had marked', () => {
    const selection = new SelectionModel();
    selection.toggle('e');
    selection.toggle('b');
    selection.extend(LIST, 1, 3);
    selection.extend(LIST, 3, 2);
    expect(selection.state).toEqual(['e', 'b', 'c']);
    selection.extend(LIST, 2, 0);
    expect(selection.state).toEqual(['e', 'b', 'a']);
  });

  it('begins a range at the current paper when nothing was marked', () => {
    const selection = new SelectionModel();
    selection.extend(LIST, 1, 2);
    expect(selection.state).toEqual(['b', 'c']);
    const atStart = new SelectionModel();
    atStart.extend(LIST, -1, 0);
    expect(atStart.state).toEqual(['a']);
  });

  it('begins anew in a list that does not show the last mark', () => {
    const selection = new SelectionModel();
    selection.toggle('x');
    selection.extend(LIST, 1, 2);
    expect(selection.state).toEqual(['x', 'b', 'c']);
  });

  it('is bounded', () => {
    const selection = new SelectionModel();
    const many = Array.from({ length: 300 }, (_, i) => `k${i}`);
    selection.extend(many, 0, 299);
    expect(selection.state).toHaveLength(MOST_SELECTED);
    expect(selection.isFull).toBe(true);
    selection.clear();
    expect(selection.state).toEqual([]);
  });

  it('ends when something was done with all of it', () => {
    const selection = new SelectionModel();
    selection.toggle('a');
    selection.toggle('b');
    selection.settle(['a']);
    expect(selection.state).toEqual(['a', 'b']);
    selection.settle(['b', 'a']);
    expect(selection.state).toEqual([]);
  });

  it('tells of every change', () => {
    const selection = new SelectionModel();
    let changes = 0;
    selection.changed.connect(() => changes++);
    selection.toggle('a');
    selection.extend(LIST, 0, 1);
    selection.clear();
    expect(changes).toBe(3);
  });
});
