import { LabIcon } from '@jupyterlab/ui-components';

import bibtex from '../style/icons/bibtex.svg';
import citation from '../style/icons/citation.svg';
import paper from '../style/icons/paper-lookup.svg';
import reference from '../style/icons/reference.svg';

/** A page under a magnifier: the product, in the side bar and the palette. */
export const paperLookupIcon = new LabIcon({
  name: 'paperlookup:paper',
  svgstr: paper
});

/** Quotation marks: a citation in the text. */
export const citationIcon = new LabIcon({
  name: 'paperlookup:citation',
  svgstr: citation
});

/** Lines with a hanging indent: an entry of the reference list. */
export const referenceIcon = new LabIcon({
  name: 'paperlookup:reference',
  svgstr: reference
});

/** Braces after an at sign: a BibTeX entry. */
export const bibtexIcon = new LabIcon({
  name: 'paperlookup:bibtex',
  svgstr: bibtex
});
