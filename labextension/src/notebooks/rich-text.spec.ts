import { describe, expect, it } from 'vitest';

import { withoutTags } from './rich-text';

describe('withoutTags', () => {
  it.each([
    ['plain', 'plain'],
    ['<i>E. coli</i> in H<sub>2</sub>O', 'E. coli in H2O'],
    ['the <span class="nocase">iPhone</span>', 'the iPhone'],
    ['<span style="font-variant: small-caps">abc</span>', 'abc'],
    ['<b>a <i>b</i></b>', 'a b'],
    ['<i>a <b>c</i>', 'a <b>c'],
    [`${'<i>'.repeat(9)}x${'</i>'.repeat(9)}`, '<i>x</i>']
  ])('of %s leaves %s', (text, words) => {
    expect(withoutTags(text)).toBe(words);
  });

  it.each([
    'a <b> c',
    '</i>',
    'x</b> y',
    '<script>x</script>',
    '<I>x</I>',
    '<i class="x">y</i>',
    '<span>x</span>',
    'List<String> </table>'
  ])('leaves %s', text => {
    expect(withoutTags(text)).toBe(text);
  });

  it('takes its time for no text', () => {
    const text = '<i>'.repeat(1000) + '</b>'.repeat(1000);
    expect(withoutTags(text)).toBe(text);
  });
});
