/**
 * Functions that Playwright sends into the page as text: they can use nothing from outside themselves.
 * (With the browser's globals, which the project's types do not have.)
 */

/**
 * What is drawn of the tree.
 *
 * @returns {{
 *   marks: { key: string, id: number, form: string, fill: string, score: string, x: number, y: number }[],
 *   links: { kind: string, from: number, to: number }[],
 *   items: string[],
 * }}
 */
export function drawnTree() {
  const attributes = (element, ...names) => names.map(name => element.getAttribute(name) ?? '');
  const marks = [...document.querySelectorAll('.canvas .mark')].map(mark => {
    const form = mark.querySelector('.form');
    const [key, id] = attributes(mark, 'data-key', 'data-id');
    const box = form.getBoundingClientRect();
    return {
      key,
      id: Number(id),
      form: form.getAttribute('class').replace('form ', ''),
      fill: form.getAttribute('fill') ?? '',
      score: mark.querySelector('.score')?.textContent ?? '',
      x: Math.round(box.x + box.width / 2),
      y: Math.round(box.y + box.height / 2),
    };
  });
  const links = [...document.querySelectorAll('.canvas .link')].map(link => {
    const [kind, from, to] = attributes(link, 'class', 'data-from', 'data-to');
    return { kind: kind.replace('link ', ''), from: from === '' ? 0 : Number(from), to: Number(to) };
  });
  const items = [...document.querySelectorAll('[role=treeitem]')].map(item => item.textContent);
  return { marks, links, items };
}

/**
 * The cells of the table of configs, its header first.
 *
 * @returns {string[][]}
 */
export function tableCells() {
  return [...document.querySelectorAll('table tr')].map(row =>
    [...row.children].map(cell => cell.textContent),
  );
}

/**
 * Elements whose text is cut off, or that stand over the edge of the page.
 *
 * @returns {string[]}
 */
export function cutOff() {
  const found = [];
  for (const element of document.querySelectorAll(
    'button, h1, h2, label, td, th, dt, dd, [role=tab], .remarks li',
  )) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || element.closest('.table-scroll, [hidden], .spoken-tree')) continue;
    const isCut =
      element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline';
    if (isCut || box.right > innerWidth + 1 || box.left < -1) found.push(element.outerHTML.slice(0, 120));
  }
  return found;
}

/** How long frames take while the tree is scrolled, in ms. */
export async function scrollFrames() {
  const scroller = document.querySelector('.canvas');
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i < 60; i++) {
    scroller.scrollTop += 37;
    scroller.scrollLeft += 23;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}

/** How long the page takes to answer to a key or a button, until the next frame is there, in ms. */
export async function clickTime(selector) {
  const start = performance.now();
  document.querySelector(selector).click();
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}

/** How long the panel takes to show what a message brings, until the next frame is there, in ms. */
export async function followTime(message) {
  const start = performance.now();
  postMessage(message, '*');
  await new Promise(done => addEventListener('message', done, { once: true }));
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}

/** What a text of a log may never do: run as a script. */
export function runScript() {
  const script = document.createElement('script');
  script.textContent = 'globalThis.hasRun = true;';
  document.body.append(script);
}

/** Notes when the picture of the tree changes next. */
export function noteChange() {
  globalThis.nextChange = new Promise(resolve => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(Date.now());
    });
    const what = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(document.querySelector('.canvas svg'), what);
  });
}

/**
 * When it did, as `Date.now()`.
 *
 * @returns {Promise<number>}
 */
export const changeNoted = () => globalThis.nextChange;

/** Notes when the next key is pressed. */
export function noteKey() {
  addEventListener('keydown', () => (globalThis.lastKey = Date.now()), { once: true, capture: true });
}

/**
 * When it was, as `Date.now()`.
 *
 * @returns {number}
 */
export const keyNoted = () => globalThis.lastKey;

/**
 * Scrolls by less than a screen.
 *
 * @param {Element} element
 */
export function scrollDown(element) {
  element.scrollTop = 60;
}

/**
 * How far it is scrolled, in pixels.
 *
 * @param {Element} element
 * @returns {number}
 */
export const scrolledTo = element => element.scrollTop;
