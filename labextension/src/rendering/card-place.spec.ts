import { describe, expect, it } from 'vitest';

import { cardPlace, lineAt } from './card-place';

const VIEW = { width: 1000, height: 800 };
const CARD = { width: 400, height: 300 };

function line(left: number, top: number, width = 100, height = 20) {
  return { left, top, right: left + width, bottom: top + height };
}

describe('cardPlace', () => {
  it.each([
    ['below the line', line(100, 100), 100, { left: 100, top: 122 }],
    [
      'above it where there is more room',
      line(100, 700),
      100,
      { left: 100, top: 398 }
    ],
    ['inside the window', line(900, 100), 900, { left: 592, top: 122 }],
    ['not beyond its left edge', line(-50, 100), -50, { left: 8, top: 122 }]
  ])('puts the card %s', (_, at, left, expected) => {
    expect(cardPlace(at, left, CARD, VIEW)).toMatchObject(expected);
  });

  it('has the card scroll where it has no room', () => {
    const place = cardPlace(line(0, 390), 0, { width: 400, height: 900 }, VIEW);
    expect(place.top).toBeGreaterThanOrEqual(8);
    expect(place.top + place.maxHeight).toBeLessThanOrEqual(792);
  });
});

describe('lineAt', () => {
  const lines = [line(800, 100), line(0, 120)];

  it('is the line under the pointer', () => {
    expect(lineAt(lines, { x: 50, y: 130 })).toBe(lines[1]);
  });

  it('is the first one for the keyboard', () => {
    expect(lineAt(lines, null)).toBe(lines[0]);
    expect(lineAt([line(1, 2)].slice(1), null)).toBeUndefined();
  });
});
