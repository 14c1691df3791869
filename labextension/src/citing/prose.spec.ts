import { describe, expect, it } from 'vitest';

import { isProse } from './prose';

/** The place to ask about is marked by a bar. */
function asked(marked: string): boolean {
  const position = marked.indexOf('|');
  return isProse(marked.replace('|', ''), position);
}

describe('isProse', () => {
  it.each([
    'plain |',
    '# A heading |',
    '- an item\n    its second line |',
    '1. an item\n\n    its second paragraph |',
    'a `code span` and |',
    '``a ` b`` and |',
    '```python\ncode\n```\n|',
    '~~~\ncode\n~~~\ntext |',
    '```{note}\nprose in a directive |\n```',
    '$x$ and |',
    'costs $5 | and $6 more',
    'costs $5 |',
    '$$x$$ then |',
    'a < b and |',
    '<em>marked</em> |',
    '<!-- remark --> |',
    'a line\n    continued with an indent |',
    '\\begin{align}x\\end{align} |',
    '> quoted |',
    'an \\`escaped backtick |',
    '|'
  ])('takes %j for prose', marked => {
    expect(asked(marked)).toBe(true);
  });

  it.each([
    'a `code |',
    'a `code | span` here',
    '``a ` |',
    '```\n|\n```',
    '```python |',
    '```python\n@decorator |',
    '````\n```\n|\n````',
    '~~~\n|',
    '- item\n  ```\n  |',
    '```{code-cell}\n|\n```',
    '$x + | y$',
    '$$\nx |\n$$',
    '$$\nx |',
    '    indented |',
    'text\n\n    indented |',
    '\tindented |',
    '<a href="|',
    '<!-- a remark |',
    '\\begin{align}\nx |'
  ])('takes %j for no prose', marked => {
    expect(asked(marked)).toBe(false);
  });

  it('reads a long text in one go', () => {
    const text = 'words and `code` and $x$ \n'.repeat(4000);
    expect(isProse(text, text.length)).toBe(true);
  });
});
