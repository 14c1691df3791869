/** Gives a text to the browser to be saved as a file. */
export function download(
  text: string,
  filename: string,
  mediaType: string
): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  // The download has taken hold of the blob by the time other tasks run.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
