// @ts-check
/**
 * Drives a VS Code window for UI tests. Every wait is for something seen in the page.
 */
import { launchBrowser } from './browser.mjs';
import { cursorFromLine, isCommandTaken, painted, positionInLine } from './in-page.mjs';
import { loadWindow } from './load.mjs';
import { stableScreenshot } from './screenshot.mjs';
import { themes } from './settings.mjs';
import { until } from './until.mjs';

/**
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./server.mjs').Server} Server
 *
 * @typedef {object} WindowOptions
 * @property {{ width: number, height: number }} [viewport] 1280 x 800 when not given
 * @property {number} [deviceScaleFactor] 1 when not given
 * @property {number} [timeoutMs] for every single wait; 20 s when not given
 */

const ACTIVE_EDITOR = '.editor-group-container.active .editor-instance';
const STATUS_BAR = '.part.statusbar';
const PROBLEMS = '.markers-panel, .markers-panel-container';
/** How long what a key press should bring may take before the key is pressed again. */
const PATIENCE_MS = 2000;
const KEY_TRIES = 10;
const PALETTE_TRIES = 5;

/**
 * Opens a window in a browser of its own, with the UI state of a first start, and waits until it is restored.
 *
 * @param {Server} server
 * @param {import('./server.mjs').View & WindowOptions} [options] an empty window when neither folder nor workspace is given
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench(server, options = {}) {
  const { viewport = { width: 1280, height: 800 }, deviceScaleFactor = 1, timeoutMs = 20_000 } = options;
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport, deviceScaleFactor, reducedMotion: 'reduce' });
    page.setDefaultTimeout(timeoutMs);
    const workbench = new Workbench(page, server, timeoutMs);
    await loadWindow(page, server, options);
    return workbench;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** One window. Locators it returns are lazy: wait for them, or act on them, as Playwright has it. */
export class Workbench {
  /** What the window wrote to the browser's console, for failure messages. @type {string[]} */
  consoleLines = [];
  #server;
  #timeoutMs;

  /**
   * @param {Page} page
   * @param {Server} server
   * @param {number} timeoutMs
   */
  constructor(page, server, timeoutMs) {
    this.page = page;
    this.#server = server;
    this.#timeoutMs = timeoutMs;
    page.on('console', message => this.consoleLines.push(`${message.type()}: ${message.text()}`));
  }

  /** Closes the window and its browser. */
  async close() {
    await this.page.context().browser()?.close();
  }

  // --- Palettes -------------------------------------------------------------------------------------------------

  /** The input of the palette, of a quick pick or of an input box. */
  get input() {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  /**
   * Runs a command by its title as the palette shows it, e.g. `Problems: Focus on Problems View`.
   * @param {string} title
   */
  async command(title) {
    await this.#choose('F1', `>${title}`, this.#row(title));
    // Either it closes, or the command goes on with a pick of its own.
    await this.page.waitForFunction(isCommandTaken);
  }

  /**
   * Opens a file of the workspace by its name or path.
   * @param {string} name
   */
  async openFile(name) {
    const base = name.slice(name.lastIndexOf('/') + 1);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: base }).first();
    const tab = this.page.locator('.tab.active', { hasText: base });
    // The list can move under the click, which then opens another file.
    for (let tries = 1; tries <= PALETTE_TRIES; tries++) {
      await this.#choose('Control+P', name, row);
      if (await isShown(tab, tries * PATIENCE_MS)) break;
    }
    await tab.waitFor();
    await this.page.locator(`${ACTIVE_EDITOR} .view-line`).first().waitFor();
  }

  /**
   * Chooses a row of the open quick pick.
   * @param {string} text part of the row
   */
  async pick(text) {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  }

  /**
   * A key pressed while another palette closes is lost: it is pressed again until the input shows.
   * @param {string} key
   */
  async #openPalette(key) {
    const shown = await this.pressUntil(key, this.input);
    if (!shown) throw new Error(`${key} opens no palette.`);
  }

  /**
   * Opens a palette, types into it and clicks the row. An open palette never learns of files and commands that become
   * known later, as an extension's do: it is opened anew until the row is there, each time with more patience.
   *
   * @param {string} key
   * @param {string} text
   * @param {Locator} row
   */
  async #choose(key, text, row) {
    for (let tries = 1; tries <= PALETTE_TRIES; tries++) {
      await this.#openPalette(key);
      await this.input.fill(text);
      if (await isShown(row, tries * PATIENCE_MS)) return chooseRow(row);
      await this.page.keyboard.press('Escape');
      await this.input.waitFor({ state: 'hidden' });
    }
    throw new Error(`The palette has no row for '${text}'.`);
  }

  /**
   * The row with exactly this label; its keybinding may follow in the label.
   * @param {string} title
   */
  #row(title) {
    const exact = JSON.stringify(title);
    const followed = JSON.stringify(`${title}, `);
    return this.page
      .locator(`.quick-input-list .monaco-list-row:is([aria-label=${exact}], [aria-label^=${followed}])`)
      .first();
  }

  // --- Editor ---------------------------------------------------------------------------------------------------

  /**
   * The first line on screen that holds the text (case matters).
   * @param {string} text
   */
  line(text) {
    return this.page.locator(`${ACTIVE_EDITOR} .view-line`, { hasText: asPattern(text) }).first();
  }

  /**
   * The squiggles of the active editor that are on screen.
   * @param {'error' | 'warning' | 'info' | 'hint'} severity
   */
  squiggle(severity) {
    return this.page.locator(`${ACTIVE_EDITOR} .squiggly-${severity}`);
  }

  /**
   * Puts the cursor at the start of a text that is on screen. While a file is being coloured its lines are drawn anew,
   * and a click may miss: it is repeated until the cursor is there.
   *
   * @param {string} text
   */
  async placeCursor(text) {
    const line = this.line(text);
    await this.until(async () => {
      await line.click({ position: await line.evaluate(positionInLine, text) });
      await this.page.evaluate(painted);
      const letter = await line.evaluate(positionInLine, text);
      const cursor = await line.evaluate(cursorFromLine);
      return cursor && Math.abs(cursor.x - letter.x) < 4 && cursor.top < letter.y && letter.y < cursor.bottom;
    }, `the cursor at '${text}'`);
  }

  /**
   * Puts the cursor anywhere in the active file, also off screen. Both count from 1.
   *
   * @param {number} line
   * @param {number} [column]
   */
  async goTo(line, column = 1) {
    await this.#openPalette('Control+G');
    await this.input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.input.waitFor({ state: 'hidden' });
  }

  /**
   * Applies a quick fix at a text that is on screen, by keyboard alone after the click on it.
   *
   * @param {string} text
   * @param {string} title part of the fix's title
   */
  async quickFix(text, title) {
    await this.openQuickFixes(text, title);
    const widget = this.page.locator('.action-widget').first();
    const focused = widget.locator('.monaco-list-row.focused', { hasText: title });
    // 1.99 lies a pointer block over the menu, so the arrow keys it is.
    const rows = await widget.locator('.monaco-list-row').count();
    for (let steps = 0; steps < rows && !(await focused.isVisible()); steps++) {
      await this.page.keyboard.press('ArrowDown');
    }
    await focused.waitFor();
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
  }

  /**
   * Opens the quick-fix menu at a text that is on screen.
   *
   * @param {string} text
   * @param {string} [title] what the menu must hold: just after activation it may open without an extension's fixes
   * @returns {Promise<Locator>} the rows of the menu
   */
  async openQuickFixes(text, title = '') {
    await this.placeCursor(text);
    const rows = this.page.locator('.action-widget').first().locator('.monaco-list-row');
    const shown = await this.pressUntil('Control+.', rows.filter({ hasText: title }).first(), 'Escape');
    if (!shown) throw new Error(`No quick fix '${title}' at '${text}'.`);
    return rows;
  }

  /**
   * Shows the hover at a text that is on screen.
   *
   * @param {string} text
   * @returns {Promise<Locator>} the hover; Escape closes it
   */
  async hover(text) {
    await this.placeCursor(text);
    const hover = this.page.locator('.monaco-editor .monaco-hover-content:visible').first();
    const shown = await this.pressUntil(['Control+K', 'Control+I'], hover);
    if (!shown) throw new Error(`No hover at '${text}'.`);
    return hover;
  }

  /**
   * @param {string} text
   * @returns {Promise<string>} what the hover at that text says; it is closed again
   */
  async hoverText(text) {
    const hover = await this.hover(text);
    const said = asPlainSpaces(await hover.innerText());
    await this.page.keyboard.press('Escape');
    await hover.waitFor({ state: 'hidden' });
    return said;
  }

  // --- Parts ----------------------------------------------------------------------------------------------------

  /**
   * Shows the Problems view.
   * @returns {Promise<Locator>} its rows: one for each file, below it one for each problem
   */
  async problems() {
    const panel = this.page.locator(PROBLEMS).first();
    // The status bar item would close an open panel.
    if (!(await panel.isVisible())) await this.page.locator(`${STATUS_BAR} [id="status.problems"]`).click();
    await panel.waitFor();
    return panel.locator('.monaco-list-row');
  }

  /**
   * @param {string | RegExp} text
   * @returns {Locator}
   */
  statusBarItem(text) {
    return this.page.locator(`${STATUS_BAR} .statusbar-item`, { hasText: text });
  }

  /** The content of the webview on screen. */
  webview() {
    return this.page
      .locator('iframe.webview.ready:visible')
      .first()
      .contentFrame()
      .frameLocator('#active-frame');
  }

  /** @returns {Promise<string>} what the terminal on screen shows */
  async terminalText() {
    const terminal = this.page.locator('.terminal-wrapper.active .xterm-rows');
    return asPlainSpaces(await terminal.innerText());
  }

  /**
   * Waits for a notification. Its buttons are found by `getByRole('button', { name })`.
   *
   * @param {string | RegExp} text
   * @returns {Promise<Locator>}
   */
  async notification(text) {
    // Under the driver there are no toasts, but the list has them all.
    if (this.#server.driver) await this.command('Notifications: Show Notifications');
    const container = this.#server.driver
      ? '.notifications-center .notification-list-item'
      : '.notification-toast';
    const notification = this.page.locator(container, { hasText: text }).first();
    await notification.waitFor();
    return notification;
  }

  /** The modal dialog on screen. Under the driver there is none: it answers by itself. */
  get dialog() {
    return this.page.locator('.monaco-dialog-box');
  }

  /**
   * Answers the modal dialog and waits until it is gone.
   * @param {string | RegExp} button its label, or part of it
   */
  async answer(button) {
    const box = await this.dialog.elementHandle();
    await this.dialog.getByRole('button', { name: button }).click();
    await box?.waitForElementState('hidden');
  }

  /** Shows that the window is untrusted. */
  get restrictedMode() {
    return this.statusBarItem('Restricted Mode');
  }

  // --- Looks ----------------------------------------------------------------------------------------------------

  /**
   * Changes the theme as a user would; VS Code notes it in the settings file, so that later windows have it too.
   * (It does not watch that file here. For a theme from the start, give `workbench.colorTheme` to `startServer`.)
   *
   * @param {import('./settings.mjs').Theme} theme
   */
  async setTheme(theme) {
    const { label, className } = themes[theme];
    await this.command('Preferences: Color Theme');
    await this.input.fill(label);
    await this.#row(label).click();
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /**
   * A picture that is the same in every run; see screenshot.mjs.
   *
   * @param {string} [file]
   * @param {import('./screenshot.mjs').ShotOptions} [options]
   */
  screenshot(file, options) {
    return stableScreenshot(this.page, file, options);
  }

  /**
   * Asks until the answer is yes; see until.mjs.
   *
   * @template T
   * @param {() => T | Promise<T>} probe
   * @param {string} what
   */
  until(probe, what) {
    return until(probe, what, { timeoutMs: this.#timeoutMs });
  }

  /**
   * Presses keys until they have brought what they should: the window may be busy with something else.
   *
   * @param {string | readonly string[]} keys pressed one after the other
   * @param {Locator} wanted
   * @param {string} [undo] a key that takes back what came instead
   * @returns {Promise<boolean>}
   */
  async pressUntil(keys, wanted, undo) {
    for (let tries = 0; tries < KEY_TRIES; tries++) {
      for (const key of [keys].flat()) await this.page.keyboard.press(key);
      if (await isShown(wanted, PATIENCE_MS)) return true;
      if (undo) await this.page.keyboard.press(undo);
    }
    return false;
  }
}

/**
 * Clicks a row. What it chooses can put a list of its own in the place of this one while Playwright still looks.
 * @param {Locator} row
 */
async function chooseRow(row) {
  try {
    await row.click({ timeout: KEY_TRIES * PATIENCE_MS });
  } catch (error) {
    if (await row.isVisible()) throw error;
  }
}

/**
 * @param {Locator} wanted
 * @param {number} timeout
 * @returns {Promise<boolean>} whether it comes up in that time
 */
function isShown(wanted, timeout) {
  return wanted.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}

/**
 * The editor writes spaces as no-break spaces.
 * @param {string} text
 */
function asPlainSpaces(text) {
  return text.replace(/\u00a0/g, ' ');
}

/** @param {string} text */
function asPattern(text) {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(literal.replace(/ /g, '[ \\u00a0]'));
}
