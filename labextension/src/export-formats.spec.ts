import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { EXPORT_FORMATS, exportFormat, exportTitle } from './export-formats';

describe('the formats of an export', () => {
  it('are those that the server names', () => {
    const docs = readFileSync(resolve('docs/command-line.md'), 'utf-8');
    const section = docs.slice(docs.indexOf('## export'));
    const named = /`--to` is one of([^;]*);/.exec(section)?.[1] ?? '';
    const names = [...named.matchAll(/`([\w-]+)`/g)].map(match => match[1]);
    expect(EXPORT_FORMATS.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('are found by name and by title', () => {
    for (const { name, title } of EXPORT_FORMATS) {
      expect(exportFormat(name)).toBe(name);
      expect(exportFormat(title)).toBe(name);
      expect(exportTitle(name)).toBe(title);
    }
    expect(exportFormat('docx')).toBeNull();
    expect(exportFormat(undefined)).toBeNull();
  });
});
