/**
 * Functions that Playwright sends into the page as text: they can use nothing from outside themselves.
 * (The only file here with the browser's globals; TypeScript does not check it, as the project has no DOM library.)
 */

/**
 * Where, inside a line of the editor, the first letter of a text is.
 *
 * @param {Element} line
 * @param {string} text
 * @returns {{ x: number, y: number }}
 */
export function positionInLine(line, text) {
  const whole = line.textContent.replace(/\u00a0/g, ' ');
  let offset = whole.indexOf(text);
  if (offset < 0) throw new Error(`'${text}' is not in the line.`);
  // A line is many spans, one for each colour.
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  for (; offset >= node.nodeValue.length; node = walker.nextNode()) offset -= node.nodeValue.length;

  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  const letter = range.getBoundingClientRect();
  const box = line.getBoundingClientRect();
  return { x: letter.left - box.left + 1, y: letter.top - box.top + letter.height / 2 };
}

/**
 * Where, from a line of the editor, the cursor is.
 *
 * @param {Element} line
 * @returns {{ x: number, top: number, bottom: number } | undefined}
 */
export function cursorFromLine(line) {
  const cursor = document
    .querySelector('.monaco-editor.focused .cursors-layer .cursor')
    ?.getBoundingClientRect();
  const box = line.getBoundingClientRect();
  return cursor && { x: cursor.left - box.left, top: cursor.top - box.top, bottom: cursor.bottom - box.top };
}

/**
 * Whether the command palette is done: closed, or turned into a pick of the command's own.
 * @returns {boolean}
 */
export function isCommandTaken() {
  const input = document.querySelector('.quick-input-widget .quick-input-box input');
  return !input?.checkVisibility() || !input.value.startsWith('>');
}

/** Waits for the fonts, and lets the page lay out and paint what is under way. */
export async function painted() {
  await document.fonts.ready;
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined))));
}

/**
 * The rows of a tree view in the order they are seen in: a blank for each level, the label, and after a bar the description.
 *
 * @param {Element[]} rows
 * @returns {string[]}
 */
export function treeLines(rows) {
  const text = (/** @type {Element} */ row, /** @type {string} */ part) =>
    (row.querySelector(part)?.textContent ?? '').replace(/\u00a0/g, ' ');
  const top = (/** @type {Element} */ row) => row.getBoundingClientRect().top;
  return rows
    .toSorted((a, b) => top(a) - top(b))
    .map(row => {
      const indent = ' '.repeat(Number(row.getAttribute('aria-level')) - 1);
      const parts = [text(row, '.label-name'), text(row, '.label-description')];
      return indent + parts.filter(Boolean).join(' | ');
    });
}
