import { describe, expect, it } from 'vitest';

import { withMoved, withNewRow, withoutRow, withPart } from './name-rows';
import {
  emptyName,
  isEmptyName,
  namesFromCsl,
  namesLine,
  namesToCsl,
  turned
} from './names';

const TURING = { family: 'Turing', given: 'Alan M.' };
const BEETHOVEN = {
  family: 'Beethoven',
  given: 'Ludwig',
  'dropping-particle': 'van',
  suffix: 'Jr.'
};
const LABORATORY = { literal: 'National Physical Laboratory' };

describe('names as rows', () => {
  it('come out as they went in', () => {
    const names = [
      TURING,
      BEETHOVEN,
      LABORATORY,
      { family: 'Rossum', 'non-dropping-particle': 'van' }
    ];
    expect(namesToCsl(namesFromCsl(names))).toEqual(names);
  });

  it('leave out what is no name', () => {
    expect(namesFromCsl('Turing')).toEqual([]);
    expect(namesFromCsl([null, 'Turing', 3])).toEqual([]);
    expect(namesToCsl([emptyName(), ...namesFromCsl([TURING])])).toEqual([
      TURING
    ]);
  });

  it('become whole and parts again without losing anything', () => {
    const [row] = namesFromCsl([TURING]);
    const whole = turned(row!);
    expect(namesToCsl([whole])).toEqual([{ literal: 'Alan M. Turing' }]);
    expect(namesToCsl([turned(whole)])).toEqual([TURING]);
    const [laboratory] = namesFromCsl([LABORATORY]);
    expect(namesToCsl([turned(laboratory!)])).toEqual([
      { family: 'Laboratory', given: 'National Physical' }
    ]);
  });

  it('read in one line', () => {
    expect(namesLine([TURING, LABORATORY, BEETHOVEN])).toBe(
      'Alan M. Turing; National Physical Laboratory; Ludwig van Beethoven Jr.'
    );
  });

  it('are added behind another, typed in, moved and removed', () => {
    const [one, two] = namesFromCsl([TURING, LABORATORY]);
    const { rows, added } = withNewRow([one!, two!], one!.id);
    expect(rows.map(row => row.id)).toEqual([one!.id, added.id, two!.id]);
    expect(isEmptyName(added)).toBe(true);
    const typed = withPart(rows, added.id, 'family', 'Church');
    const moved = withMoved(typed, added.id, -1);
    expect(namesToCsl(moved)).toEqual([
      { family: 'Church' },
      TURING,
      LABORATORY
    ]);
    expect(withMoved(moved, added.id, -1)).toEqual(moved);
    expect(namesToCsl(withoutRow(moved, one!.id))).toEqual([
      { family: 'Church' },
      LABORATORY
    ]);
    expect(withNewRow([]).rows).toHaveLength(1);
  });
});
