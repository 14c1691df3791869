import { EditorView } from '@codemirror/view';

/** The class of the list of completions. */
export const COMPLETIONS_CLASS = 'jp-PaperLookup-completions';

const LIST = `.cm-tooltip.cm-tooltip-autocomplete.${COMPLETIONS_CLASS}`;

/** The looks of the completions, in the words of JupyterLab's themes. */
export const completionsTheme = EditorView.theme({
  [LIST]: {
    background: 'var(--jp-layout-color1)',
    border: 'var(--jp-border-width) solid var(--jp-border-color1)',
    boxShadow: 'var(--jp-elevation-z6)',
    color: 'var(--jp-ui-font-color1)',
    // Above the notebook, below menus and dialogs.
    zIndex: '1000'
  },
  [`${LIST} > ul`]: {
    fontFamily: 'var(--jp-ui-font-family)',
    fontSize: 'var(--jp-ui-font-size1)',
    lineHeight: 'var(--jp-content-line-height)',
    maxHeight: 'none',
    maxWidth: 'min(44em, 90vw)',
    minWidth: 'min(24em, 90vw)'
  },
  // What is out of sight on a low screen can be scrolled to.
  '@media (max-height: 700px)': {
    [`${LIST} > ul`]: { maxHeight: '40vh' }
  },
  [`${LIST} > ul > li`]: {
    borderBottom: 'var(--jp-border-width) solid var(--jp-border-color3)',
    cursor: 'pointer',
    padding: '4px 8px',
    whiteSpace: 'normal'
  },
  [`${LIST} > ul > li:last-child`]: { borderBottom: 'none' },
  [`${LIST} > ul > li:hover`]: { background: 'var(--jp-layout-color2)' },
  [`${LIST} > ul > li[aria-selected]`]: {
    background: 'var(--jp-layout-color2)',
    boxShadow: 'inset 3px 0 0 var(--jp-brand-color1)',
    color: 'var(--jp-ui-font-color0)'
  },
  // Rows that are about to be replaced look as before, so that typing does not flicker.
  [`${LIST}.cm-tooltip-autocomplete-disabled > ul > li[aria-selected]`]: {
    background: 'var(--jp-layout-color2)',
    color: 'var(--jp-ui-font-color0)'
  },
  [`${LIST} .cm-completionLabel`]: {
    display: '-webkit-box',
    overflow: 'hidden',
    '-webkit-box-orient': 'vertical',
    '-webkit-line-clamp': '2'
  },
  [`${LIST} .cm-completionMatchedText`]: {
    fontWeight: 'bold',
    textDecoration: 'none'
  },
  [`${LIST} .cm-completionDetail`]: {
    color: 'var(--jp-ui-font-color2)',
    display: 'block',
    fontStyle: 'normal',
    margin: '0'
  },
  [`${LIST} .jp-PaperLookup-completionFacts`]: {
    color: 'var(--jp-ui-font-color2)',
    columnGap: '1em',
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between'
  },
  // Grey on grey would be hard to read.
  [`${LIST} > ul > li[aria-selected] .jp-PaperLookup-completionFacts, ${LIST} > ul > li:hover .jp-PaperLookup-completionFacts`]:
    { color: 'var(--jp-ui-font-color1)' },
  [`${LIST} .jp-PaperLookup-completionFacts code`]: {
    background: 'none',
    color: 'inherit',
    fontFamily: 'var(--jp-code-font-family)',
    fontSize: 'var(--jp-ui-font-size0)',
    overflowWrap: 'anywhere'
  }
});
