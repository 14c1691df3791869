/** A part of a text, and what comes in its place. */
export type Edit = { from: number; to: number; text: string };

/** The smallest change that makes one text of another, in UTF-16 units; no character is cut in two. */
export function smallestEdit(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) {
    head += 1;
  }
  if (head > 0 && isHighSurrogate(before, head - 1)) {
    head -= 1;
  }
  let tail = 0;
  while (
    tail < most - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  if (tail > 0 && isLowSurrogate(before, before.length - tail)) {
    tail -= 1;
  }
  return {
    from: head,
    to: before.length - tail,
    text: after.slice(head, after.length - tail)
  };
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
