import { describe, expect, it } from 'vitest';

import type { CitationTrigger } from './trigger';
import { findTrigger } from './trigger';

/** The cursor is marked by a bar. */
function found(marked: string): CitationTrigger | null {
  const position = marked.indexOf('|');
  return findTrigger(marked.replace('|', ''), position);
}

function replaced(marked: string): string | null {
  const trigger = found(marked);
  return trigger && marked.replace('|', '').slice(trigger.from, trigger.to);
}

describe('findTrigger', () => {
  it.each<[string, string, CitationTrigger['form'], string]>([
    ['[@|', '', 'bracketed', '[@'],
    ['[@|]', '', 'bracketed', '[@]'],
    ['as [@far-reach|', 'far-reach', 'bracketed', '[@far-reach'],
    ['as [@far-reach|] shows', 'far-reach', 'bracketed', '[@far-reach]'],
    ['[@chen far|', 'chen far', 'bracketed', '[@chen far'],
    ['[@chen |', 'chen ', 'bracketed', '[@chen '],
    [
      '[@10.48550/arXiv.2310.07707|',
      '10.48550/arXiv.2310.07707',
      'bracketed',
      '[@10.48550/arXiv.2310.07707'
    ],
    ['[see @chen|', 'chen', 'part', '@chen'],
    ['[@turing1936; @ch|', 'ch', 'part', '@ch'],
    ['[@turing1936; @ch|]', 'ch', 'part', '@ch'],
    ['[-@ch|', 'ch', 'part', '@ch'],
    ['@|', '', 'bare', '@'],
    ['As @chen|', 'chen', 'bare', '@chen'],
    ['(@chen|)', 'chen', 'bare', '@chen'],
    ['“@chen|', 'chen', 'bare', '@chen'],
    ['one\n@chen|', 'chen', 'bare', '@chen'],
    ['@müller|', 'müller', 'bare', '@müller']
  ])('reads %j', (marked, query, form, range) => {
    expect(found(marked)).toMatchObject({ query, form });
    expect(replaced(marked)).toBe(range);
  });

  it.each([
    'no sign |',
    'name@example.org|',
    'mailto:name@|',
    '[name@example.org|',
    'https://example.org/@name|',
    'an \\@escaped|',
    '\\[@escaped bracket|',
    '@chen and more|',
    '@chen,|',
    '[@chen, p. 12|',
    '[@chen2023]|',
    '[@ chen|',
    '@@|',
    '`[@chen|',
    '```\n[@chen|\n```',
    '$[@chen|$',
    '@property|\ndef name(self):',
    '@first|\n@second\nclass Name:',
    '    @indented|',
    '[@a sentence that went on and on behind a bracket that nobody ever closed|',
    `[@${'x'.repeat(257)}|`
  ])('leaves %j alone', marked => {
    expect(found(marked)).toBeNull();
  });

  it.each<[string, readonly string[], string]>([
    ['[@turing1936; @ch|]', ['turing1936'], '[@turing1936; @ch]'],
    ['as [@a;@{b(1)} ; @|', ['a', 'b(1)'], '[@a;@{b(1)} ; @']
  ])('knows the works before it in %j', (marked, keys, brackets) => {
    const earlier = found(marked)?.earlier;
    expect(earlier?.keys).toEqual(keys);
    expect(marked.replace('|', '').slice(earlier?.from, earlier?.to)).toBe(
      brackets
    );
  });

  it.each(['[see @a; @ch|', '[@a, p. 3; @ch|', '[-@a; @ch|', '[@a; see @ch|'])(
    'leaves what is more than keys to the person in %j',
    marked => {
      expect(found(marked)).toMatchObject({ form: 'part', earlier: null });
    }
  );
});
