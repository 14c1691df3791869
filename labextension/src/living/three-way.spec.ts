import { expect, it } from 'vitest';

import { threeWay } from './three-way';

it.each([
  [1, 1, 2, 2],
  [1, 3, 2, 3],
  [undefined, undefined, { a: 1 }, { a: 1 }],
  [{ a: 1 }, undefined, { a: 2 }, undefined],
  [
    { a: 1, b: 1 },
    { a: 2, b: 1 },
    { a: 1, b: 3, c: 4 },
    { a: 2, b: 3, c: 4 }
  ],
  [{ a: 1 }, {}, { a: 1, b: 2 }, { b: 2 }],
  [
    { a: { x: 1 } },
    { a: { x: 2 } },
    { a: { x: 1, y: 1 } },
    { a: { x: 2, y: 1 } }
  ],
  [undefined, { a: { x: 1 } }, { a: { y: 1 } }, { a: { x: 1, y: 1 } }],
  [[1], [1, 2], [1, 3], [1, 2]]
])('from %j to %j, while it became %j', (known, wanted, now, merged) => {
  expect(threeWay(known, wanted, now)).toEqual(merged);
});
