// Cheap tests of what a text may be: the server is asked only about texts that pass one of them,
// so that ordinary words cost no request.

const IDENTIFIERS = [
  // A DOI, alone or in an address.
  /\b10\.\d{4,9}(?:\.\d+)*(?:\/|%2f)\S/iu,
  // arXiv's numbers, of now and of before 2007, with its name or without.
  /^\W*\d{4}\.\d{4,5}(?:v\d+)?\W*$/u,
  /^\W*[a-z-]+(?:\.[a-z]{2})?\/\d{7}(?:v\d+)?\W*$/iu,
  /\barxiv\b.*\d{4}/iu,
  /^\W*pmid\s*:?\s*\d+\W*$/iu,
  /^\W*(?:pmcid\s*:?\s*)?pmc\d{1,9}(?:\.\d+)?\W*$/iu,
  /^\W*(?:(?:urn:)?e?-?isbn(?:-1[03])?\s*[:=]?\s*)?\d[\d\s\p{Pd}]{8,20}[\dx]\W*$/iu,
  /^\W*https?:\/\/\S+$/iu
];

const ENTRIES = [
  // BibTeX and BibLaTeX.
  /^\s*@\s*[a-z]+\s*[{(]/imu,
  // RIS.
  /^\s*TY\s{1,2}-/mu,
  // MEDLINE.
  /^\s*PMID\s*-\s*\d/mu,
  // CSL-JSON.
  /^\s*\[?\s*\{[^]*"(?:type|title|DOI|id)"\s*:/u,
  // CSL-YAML.
  /^(?:---\s*)?(?:references\s*:|-\s+id\s*:)/mu,
  // EndNote.
  /<(?:xml|records?)\b[^]*<\/?(?:record|titles|ref-type)\b/iu
];

/** Those that services can be asked about. */
const LOOKED_UP = [
  /^(?:doi:\s*|https?:\/\/(?:dx\.|www\.)?doi\.org\/)?10\.\d{4,9}(?:\.\d+)*\/\S+$/iu,
  /^(?:arxiv:\s*|https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf)\/)?\d{4}\.\d{4,5}(?:v\d+)?(?:\.pdf)?$/iu,
  /^(?:arxiv:\s*|https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf)\/)?[a-z-]+(?:\.[a-z]{2})?\/\d{7}(?:v\d+)?$/iu,
  /^(?:pmid:?\s*|https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/)\d{1,9}\/?$/iu,
  /^(?:(?:pmcid:?\s*)?|https?:\/\/(?:pmc\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov\/pmc)\/articles\/)pmc\d{1,9}\/?$/iu
];

/** How much of a long text is looked at. */
const HEAD = 4000;

/** Whether a text may be an identifier, an address, or entries of a bibliography. */
export function mayBeWork(text: string): boolean {
  const head = text.slice(0, HEAD);
  return (
    mayBeEntries(text) || IDENTIFIERS.some(pattern => pattern.test(head.trim()))
  );
}

/** Whether the whole of a text is a DOI, arXiv id, PMID or PMCID, or an address with one. */
export function isLookedUp(text: string): boolean {
  return text.length < HEAD && LOOKED_UP.some(each => each.test(text.trim()));
}

/** Whether a text may be entries of a bibliography. */
export function mayBeEntries(text: string): boolean {
  const head = text.slice(0, HEAD);
  return ENTRIES.some(pattern => pattern.test(head));
}
