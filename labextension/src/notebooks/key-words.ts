/** The words that a key is made of: `turing1936` is looked for as `turing 1936`. */
export function wordsOf(key: string): string {
  return key
    .replace(/[_:./-]+/gu, ' ')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .trim();
}
