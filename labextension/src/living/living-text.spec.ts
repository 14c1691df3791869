import { beforeEach, describe, expect, it, vi } from 'vitest';

import { PaperLookupError } from '../api/request';
import { Opened, OURS, cite, restyled } from './testing/opened';

function wait(milliseconds = 3000): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(milliseconds);
}

describe('LivingText', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it('leaves a notebook alone that is only opened', async () => {
    const opened = new Opened([cite('a1936', '(A)')], [OURS]);
    await wait();
    opened.cell(0).updateSource(0, 0, 'typed ');
    await wait();
    expect(opened.asked).toHaveLength(0);
  });

  it('leaves a notebook alone in which nothing is ours', async () => {
    const opened = new Opened([cite('a1936', '(A)'), 'x', cite('b1936', 'B')]);
    await wait();
    opened.shared.moveCell(2, 0);
    await wait();
    expect(opened.asked).toHaveLength(0);
  });

  it('follows an insertion, in other cells at once and in its own when that is quiet', async () => {
    const opened = new Opened(['', cite('b1936', 'apa1')], [{}, OURS]);
    opened.insert(0, cite('a1936', 'new'));
    await wait(1000);
    expect(opened.sources).toEqual([
      cite('a1936', 'new'),
      cite('b1936', 'apa2')
    ]);
    opened.cell(0).updateSource(0, 0, 'typing ');
    await wait(1000);
    expect(opened.sources[0]).toBe(`typing ${cite('a1936', 'new')}`);
    await wait(1500);
    expect(opened.sources[0]).toBe(`typing ${cite('a1936', 'apa1')}`);
    const { length } = opened.asked;
    await wait(5000);
    expect(opened.asked).toHaveLength(length);
  });

  it('follows cells that are moved or deleted, and what is undone', async () => {
    const cells = [cite('a1936', 'apa1'), cite('b1936', 'apa2'), ''];
    const opened = new Opened(cells, [OURS]);
    opened.shared.moveCell(1, 0);
    await wait();
    expect(opened.sources).toEqual([
      cite('b1936', 'apa1'),
      cite('a1936', 'apa2'),
      ''
    ]);
    opened.shared.deleteCell(0);
    await wait();
    expect(opened.sources).toEqual([cite('a1936', 'apa1'), '']);
    opened.cell(1).clearUndoHistory();
    opened.insert(1, cite('b1936', 'new'));
    await wait();
    expect(opened.sources[1]).toBe(cite('b1936', 'apa2'));
    opened.cell(1).undo();
    expect(opened.sources[1]).toBe('');
    opened.cell(1).redo();
    await wait();
    expect(opened.sources[1]).toBe(cite('b1936', 'apa2'));
  });

  it('follows another style, and says what was ours before', async () => {
    const cells = [cite('a1936', 'apa1'), cite('b1936', 'mine')];
    const opened = new Opened(cells);
    opened.choose('ieee');
    await wait();
    expect(opened.sources).toEqual([
      cite('a1936', 'ieee1'),
      cite('b1936', 'mine')
    ]);
    expect(opened.asked[0]).toMatchObject({
      style: 'ieee',
      notebook: { metadata: { paperlookup: { style: 'apa' } } }
    });
    expect(opened.shared.getMetadata('paperlookup')).toMatchObject({
      style: 'ieee'
    });
    expect(opened.reworded).toHaveBeenCalledTimes(1);
    const { length } = opened.asked;
    await wait(5000);
    expect(opened.asked).toHaveLength(length);
  });

  it('does not follow a style that was chosen for other notebooks', async () => {
    const opened = new Opened([cite('a1936', '(A)')]);
    opened.style = 'ieee';
    opened.cell(0).updateSource(0, 0, 'typed ');
    await wait();
    expect(opened.asked).toHaveLength(0);
  });

  it('does again what was changed while it was asked', async () => {
    const opened = new Opened([cite('a1936', 'apa1')]);
    let reply: (() => void) | undefined;
    opened.answer = request =>
      new Promise(resolve => {
        reply = () => resolve(restyled(request));
      });
    opened.choose('ieee');
    await wait(400);
    opened.cell(0).updateSource(0, 0, 'typed ');
    await wait(5000);
    opened.answer = request => Promise.resolve(restyled(request));
    reply?.();
    await wait();
    expect(opened.sources[0]).toBe(`typed ${cite('a1936', 'ieee1')}`);
  });

  it('never changes a cell that is fixed', async () => {
    const fixed = { editable: false };
    const opened = new Opened(
      [cite('a1936', 'apa1'), cite('b1936', 'apa2')],
      [fixed, OURS]
    );
    opened.choose('ieee');
    await wait(5000);
    expect(opened.sources).toEqual([
      cite('a1936', 'apa1'),
      cite('b1936', 'ieee2')
    ]);
    expect(opened.asked).toHaveLength(1);
  });

  it('waits for the next change when the server does not answer', async () => {
    const opened = new Opened([cite('a1936', 'apa1'), '']);
    opened.answer = () =>
      Promise.reject(new PaperLookupError('Not reachable.', 'Unreachable', 0));
    opened.choose('ieee');
    await wait(5000);
    expect(opened.asked).toHaveLength(1);
    opened.answer = request => Promise.resolve(restyled(request));
    opened.insert(1, cite('b1936', 'new'));
    await wait(5000);
    expect(opened.sources).toEqual([
      cite('a1936', 'ieee1'),
      cite('b1936', 'ieee2')
    ]);
    const [, last] = opened.asked;
    expect(last?.notebook.metadata).toMatchObject({
      paperlookup: { style: 'apa' }
    });
  });

  it('takes a file that is read anew for right', async () => {
    const opened = new Opened([cite('a1936', 'apa1')], [OURS]);
    const data = opened.shared.toJSON();
    const [first] = data.cells;
    if (first) {
      first.source = cite('a1936', 'other');
      first.id = 'another';
    }
    opened.shared.fromJSON(data);
    await wait(5000);
    expect(opened.asked).toHaveLength(0);
  });
});
