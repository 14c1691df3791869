import { Clipboard } from '@jupyterlab/apputils';

/** Puts a text into the clipboard of the system. */
export async function writeToClipboard(text: string): Promise<void> {
  // Browsers offer their clipboard to secure pages only; a Jupyter server on a bare address is none.
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
  } else {
    Clipboard.copyToSystem(text);
  }
}
