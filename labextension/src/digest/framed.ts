/**
 * The document of a mail, for a frame that may do nothing.
 *
 * The frame has no scripts by its sandbox and loads nothing by this policy, which comes before
 * whatever the document says; a link would open a window, which the sandbox refuses, rather than
 * another page in the frame.
 */
export function framed(html: string): string {
  return [
    '<!doctype html><meta charset="utf-8">',
    '<meta http-equiv="Content-Security-Policy"',
    ` content="default-src 'none'; style-src 'unsafe-inline'; img-src data:;`,
    ` form-action 'none'; base-uri 'none'">`,
    '<base target="_blank">',
    html
  ].join('');
}
