// The outline of a page: its elements with their classes, nested, and its text.

/** Runs inside the page, so it uses no outer variable. Lines of `tag.class` and of "text", indented. */
export function outline({ ignored, unwrapped }) {
  const lines = [];
  let text = '';
  const endText = (depth) => {
    const shown = text.replace(/\s+/g, ' ').trim();
    if (shown) lines.push(`${'  '.repeat(depth)}"${shown}"`);
    text = '';
  };
  const visit = (node, depth) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      if (child.nodeType !== Node.ELEMENT_NODE || child.matches(ignored)) continue;
      if (child.matches(unwrapped)) {
        visit(child, depth);
        continue;
      }
      endText(depth);
      const classes = [...child.classList].toSorted().map((name) => `.${name}`);
      lines.push('  '.repeat(depth) + child.localName + classes.join(''));
      visit(child, depth + 1);
      endText(depth + 1);
    }
  };
  visit(document.body, 0);
  endText(0);
  return lines;
}
