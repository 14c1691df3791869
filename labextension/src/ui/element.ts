/** An element with a class and a text. */
export function element<N extends keyof HTMLElementTagNameMap>(
  name: N,
  className = '',
  text = ''
): HTMLElementTagNameMap[N] {
  const node = document.createElement(name);
  node.className = className;
  node.textContent = text;
  return node;
}
