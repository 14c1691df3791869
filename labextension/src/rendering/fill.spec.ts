import { afterEach, describe, expect, it } from 'vitest';

import type { CitationInCell } from '../api/types';
import type { Filling } from './fill';
import { behindOf, fill, refill, typedText } from './fill';
import type { Place } from './placeholders';
import { prepared } from './placeholders';

const FILLING: Filling = {
  references: [
    { key: 'a', html: 'A. <i>Title</i>.' },
    { key: 'b', html: 'B.' }
  ],
  sanitize: html => html.replace(/<script.*?<\/script>/gu, ''),
  noReferences: 'Nothing is cited yet.'
};

const MARKS = ['⸨\uE0C10\uE0C2⸩', '⸨\uE0C11\uE0C2⸩'];

function cited(parts: Partial<CitationInCell> = {}, typed = '[@a]'): Place {
  const citation: CitationInCell = {
    start: 0,
    end: typed.length,
    dialect: 'pandoc',
    cites: [],
    words: '',
    html: '(Turing, 1936)',
    unknown: [],
    problem: '',
    ...parts
  };
  const isReplaced = citation.dialect !== 'html';
  const { start, end } = citation;
  return { kind: 'citation', typed, start, end, citation, isReplaced };
}

const BIBLIOGRAPHY: Place = {
  kind: 'bibliography',
  typed: '::: {#refs}\n:::',
  start: 0,
  end: 1
};

/** A rendered text; `{0}` stands for the first placeholder. */
function rendered(html: string): HTMLElement {
  const host = document.createElement('div');
  host.innerHTML = html.replace(
    /\{(\d)\}/gu,
    (_, digit) => MARKS[+digit] ?? ''
  );
  document.body.append(host);
  return host;
}

afterEach(() => document.body.replaceChildren());

describe('fill', () => {
  it('writes placeholders as the preparation does', () => {
    const place = cited();
    const ready = prepared(
      {
        source: '[@a]',
        citations: place.kind === 'citation' ? [place.citation] : [],
        bibliographies: [],
        references: []
      },
      () => ({ math: [] })
    );
    expect(ready?.text).toBe(MARKS[0]);
  });

  it('shows citations inside whatever Markdown made of their surroundings', () => {
    const host = rendered('<h2>On {0}</h2><ul><li><em>see {1}!</em></li></ul>');
    fill(host, [cited(), cited({ html: '(<i>ibid</i>)' })], FILLING);
    expect(host.textContent).toBe('On (Turing, 1936)see (ibid)!');
    const [, second] = host.querySelectorAll('.jp-PaperLookup-cite');
    expect(second?.innerHTML).toBe('(<i>ibid</i>)');
    expect(behindOf(second!)?.kind).toBe('citation');
  });

  it('passes what it shows through the sanitizer', () => {
    const host = rendered('<p>{0}</p>');
    fill(host, [cited({ html: 'x<script>alert(1)</script>' })], FILLING);
    expect(host.innerHTML).not.toContain('script');
  });

  it('shows an unknown key as it is typed, with a mark', () => {
    const host = rendered('<p>{0}</p>');
    const typed = '[@<b>]';
    fill(host, [cited({ html: '', unknown: ['<b>'] }, typed)], FILLING);
    const element = host.querySelector('.jp-mod-unknown');
    expect(element?.textContent).toBe(typed);
    expect(element?.children).toHaveLength(0);
  });

  it('writes what is typed into code and attributes', () => {
    const href = encodeURI(`https://example.org/${MARKS[1]}`);
    const host = rendered(
      `<code>x {0}</code><img alt="Figure of {0}"><a href="${href}">y</a>`
    );
    fill(host, [cited(), cited({}, '[@b]')], FILLING);
    expect(host.querySelector('code')?.textContent).toBe('x [@a]');
    expect(host.querySelector('img')?.alt).toBe('Figure of [@a]');
    expect(host.querySelector('a')?.getAttribute('href')).toBe(
      'https://example.org/[@b]'
    );
    expect(host.querySelector('.jp-PaperLookup-cite')).toBeNull();
  });

  it('marks the element that html wrote, and keeps its words', () => {
    const host = rendered('<p>x {0}<cite>(words)</cite> {1}y</p>');
    const html = { dialect: 'html', html: '(other)' } as const;
    fill(host, [cited(html), cited(html)], FILLING);
    const cite = host.querySelector('cite')!;
    expect(cite.textContent).toBe('(words)');
    expect(behindOf(cite)?.kind).toBe('citation');
    expect(host.textContent).toBe('x (words) y');
    expect(host.querySelectorAll('.jp-PaperLookup-cite')).toHaveLength(1);
  });

  it('puts a bibliography in the place of its paragraph', () => {
    const host = rendered('<p>{0}</p>');
    fill(host, [BIBLIOGRAPHY], FILLING);
    const list = host.firstElementChild!;
    expect(list.getAttribute('role')).toBe('list');
    expect([...list.children].map(each => behindOf(each))).toEqual([
      { kind: 'reference', key: 'a' },
      { kind: 'reference', key: 'b' }
    ]);
    expect(list.textContent).toBe('A. Title.B.');
  });

  it('says so where nothing is cited', () => {
    const host = rendered('<p>{0}</p>');
    fill(host, [BIBLIOGRAPHY], { ...FILLING, references: [] });
    expect(host.textContent).toBe('Nothing is cited yet.');
  });

  it('takes no stop of the Tab key inside a link', () => {
    const host = rendered('<p><a href="#x">see {0}</a> {1}</p>');
    fill(host, [cited(), cited()], FILLING);
    const [inside, outside] = host.querySelectorAll('.jp-PaperLookup-cite');
    expect(inside?.hasAttribute('tabindex')).toBe(false);
    expect(outside?.getAttribute('tabindex')).toBe('0');
  });

  it('knows nothing of elements that carry its class', () => {
    const host = rendered('<p><span class="jp-PaperLookup-cite">x</span></p>');
    fill(host, [cited()], FILLING);
    expect(behindOf(host.querySelector('span')!)).toBeNull();
  });
});

describe('refill', () => {
  it('changes the words of the same element', () => {
    const host = rendered('<p>{0}</p>');
    const [filled] = fill(host, [cited()], FILLING);
    refill(filled!.element, cited({ html: '[1]' }), FILLING);
    expect(host.textContent).toBe('[1]');
    expect(host.contains(filled!.element)).toBe(true);
  });
});

describe('typedText', () => {
  it('is what a heading would be called without formatted citations', () => {
    const host = rendered(
      '<h2>On {0} <span class="jp-PaperLookup-cite">x</span> {1}<a class="jp-InternalAnchorLink">¶</a></h2>'
    );
    const places = [cited(), cited({}, '{cite:p}`b`')];
    const filled = fill(host, places, FILLING);
    const heading = host.querySelector('h2')!;
    expect(typedText(heading, filled)).toBe('On [@a] x {cite:p}b');
    expect(heading.textContent).toContain('Turing');
  });
});
