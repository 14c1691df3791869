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

  it.each<[string, string, string, string, readonly string[]]>([
    ['{cite:p}`|', '', '', '{cite:p}``', [';', ',']],
    ['as {cite:t}`far re|', 'far re', 'far re', 'as {cite:t}`KEY`', [';', ',']],
    ['{cite}`ch|` and', 'ch', 'ch`', '{cite}`KEY` and', [';', ',']],
    ['{cite:p}`a;ch|', 'ch', 'ch', '{cite:p}`a;KEY`', [';', ',']],
    ['{cite:p}`a, ch|,b`', 'ch', 'ch', '{cite:p}`a, KEY,b`', [';', ',']],
    ['{cite:p}`{see, e.g.}ch|', 'ch', 'ch', '{cite:p}`{see, e.g.}KEY`', []],
    [':cite:p:`ch|', 'ch', 'ch', ':cite:p:`KEY`', []],
    ['{footcite:t}`ch|', 'ch', 'ch', '{footcite:t}`KEY`', []],
    ['\\cite{|', '', '', '\\cite{KEY}', [',']],
    ['\\cite{ch|}', 'ch', 'ch}', '\\cite{KEY}', [',']],
    ['\\citep[see][p. 3]{a,ch|', 'ch', 'ch', '\\citep[see][p. 3]{a,KEY}', []],
    ['\\citet*{far rea|', 'far rea', 'far rea', '\\citet*{KEY}', []],
    ['\\cites[1]{a}[2]{b|', 'b', 'b', '\\cites[1]{a}[2]{KEY}', []],
    ['\\Textcite{b|', 'b', 'b', '\\Textcite{KEY}', []],
    [
      '<cite data-cite="a, b|">(A, 1; B, 2)</cite>',
      'b',
      'b"',
      '<cite data-cite="a, KEY">(A, 1; B, 2)</cite>',
      [',']
    ],
    [
      '<cite data-locator="3" data-cite="b|',
      'b',
      'b',
      '<cite data-locator="3" data-cite="KEY"',
      [',']
    ]
  ])(
    'sees that a key is missing in %j',
    (marked, query, range, done, signs) => {
      const trigger = found(marked);
      expect(trigger).toMatchObject({ query, form: 'key' });
      expect(replaced(marked)).toBe(range);
      const text = marked.replace('|', '');
      const { from = 0, to = 0, closing = '' } = trigger ?? {};
      const key = done.includes('KEY') ? 'KEY' : '';
      expect(text.slice(0, from) + key + closing + text.slice(to)).toBe(done);
      expect(trigger?.separators).toEqual(expect.arrayContaining([...signs]));
    }
  );

  it.each<[string, string, string, readonly string[] | undefined]>([
    ['<cite data-cite="|', '', '<cite data-cite="', undefined],
    [
      'See <cite data-cite="far re|"',
      'far re',
      '<cite data-cite="far re"',
      undefined
    ],
    [
      '<cite data-cite="a,b,ch|"></cite>.',
      'ch',
      '<cite data-cite="a,b,ch"></cite>',
      ['a', 'b']
    ],
    ["<cite data-cite='ch|'>", 'ch', "<cite data-cite='ch'>", undefined]
  ])(
    'takes an element without words for a citation in %j',
    (marked, query, range, keys) => {
      const trigger = found(marked);
      expect(trigger).toMatchObject({
        query,
        form: 'bracketed',
        dialect: 'html'
      });
      expect(replaced(marked)).toBe(range);
      expect(trigger?.earlier?.keys).toEqual(keys);
    }
  );

  it.each([
    '`\\cite{ch|`',
    '```\n\\cite{ch|\n```',
    '$x = \\cite{ch|$',
    '\\bibcite{ch|',
    '\\citestyle{ch|',
    '\\cite{ch|en}',
    '\\cite[ch|',
    '{cite:p}`a{p. 3|',
    '{cite:p}`a` and |',
    '{cite:p}`chen|2023`',
    '{ref}`ch|',
    '<cite data-cite="a">words|',
    '<span data-cite="a|',
    'cite{a|'
  ])('leaves %j alone', marked => {
    expect(found(marked)).toBeNull();
  });

  it('reads a hostile line in one go', () => {
    const line = `\\cite${'[a]{b}(c)'.repeat(5000)}${'cite'.repeat(5000)}{ch`;
    expect(findTrigger(line, line.length)?.query ?? '').toBe('');
  });
});
