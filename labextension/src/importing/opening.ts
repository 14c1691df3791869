import type { CommandRegistry } from '@lumino/commands';

/** The part of an editor that goes to a line. */
type LineEditor = {
  setCursorPosition(position: { line: number; column: number }): void;
  revealPosition(position: { line: number; column: number }): void;
  focus(): void;
};

/** A document that the document manager has opened, as far as it can be told. */
type OpenedDocument = {
  context?: { ready: Promise<void> };
  revealed?: Promise<void>;
  content?: { ready?: Promise<void>; editor?: LineEditor };
};

/** Opens a file of the file browser as text, at a line that is counted from 1. */
export async function openAtLine(
  commands: CommandRegistry,
  path: string,
  line: number
): Promise<void> {
  const opened = (await commands.execute('docmanager:open', {
    path,
    factory: 'Editor'
  })) as OpenedDocument | undefined;
  // Notebook opens it in a page of its own, which no line can be told.
  await opened?.context?.ready;
  await opened?.revealed;
  await opened?.content?.ready;
  const editor = opened?.content?.editor;
  if (editor && line > 0) {
    const position = { line: line - 1, column: 0 };
    editor.setCursorPosition(position);
    editor.revealPosition(position);
    editor.focus();
  }
}
