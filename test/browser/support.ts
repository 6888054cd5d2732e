/** Reports in a plain browser, without a network. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { pictureOf } from '../../src/core/picture/picture.ts';
import type { Picture } from '../../src/core/picture/model.ts';
import type { ViewOptions } from '../../src/core/picture/views.ts';
import { htmlReport } from '../../src/cli/report-file.ts';
import type { Pictured } from '../fixtures/pictured.ts';
import { launchBrowser } from '../vscode/host/browser.mjs';
import { assertTree } from './drawn.ts';
import { drawnTree } from './in-page.mjs';

let browser: Browser | undefined;
let folder = '';

/** One for all suites. */
export async function startBrowser(): Promise<void> {
  if (browser) return;
  browser = await launchBrowser();
  folder = mkdtempSync(path.join(os.tmpdir(), 'iterlog-report-'));
}

export async function stopBrowser(): Promise<void> {
  await browser?.close();
  browser = undefined;
  rmSync(folder, { recursive: true, force: true });
}

export interface Opened {
  readonly page: Page;
  readonly picture: Picture;
  /** What the page complained of: errors, warnings, violations of its policy, and what it asked for from outside. */
  readonly complaints: readonly string[];
}

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** The user wants no motion. */
  readonly still?: boolean;
}

export async function openReport({ name, make }: Pictured, look: Look = {}): Promise<Opened> {
  const { width = 1280, scheme = 'light', still = false } = look;
  if (!browser) throw new Error('The browser has not started.');
  const picture = pictureOf({ exploration: make() }, name);
  const file = path.join(folder, `${name.replace(/\W+/g, '-')}.html`);
  writeFileSync(file, htmlReport(picture));
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    reducedMotion: still ? 'reduce' : 'no-preference',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => {
    if (!/^(?:file|data|blob):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, picture, complaints };
}

/** The panel's page in a plain browser, with an editor behind it that does nothing. */
export async function openPanel(script: string): Promise<Page> {
  if (!browser) throw new Error('The browser has not started.');
  const file = path.join(folder, 'panel.html');
  const style = readFileSync('dist/panel.css', 'utf8');
  const editor = `const sent = []; globalThis.acquireVsCodeApi = () => ({
    postMessage: message => sent.push(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: state => sessionStorage.setItem('state', JSON.stringify(state)),
  });`;
  writeFileSync(
    file,
    `<!doctype html><style>${style}</style><div id="app"></div><script>${editor}</script><script>${script}</script>`,
  );
  const page = await browser.newPage({ viewport: { width: 640, height: 800 } });
  await page.goto(pathToFileURL(file).href);
  return page;
}

export const closeReport = ({ page }: Opened): Promise<void> => page.context().close();

export const showTab = (page: Page, tab: 'Tree' | 'Progress' | 'Parameters'): Promise<void> =>
  page.getByRole('tab', { name: tab }).click();

/** What keeps people out of the page, as `rule: element`. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document)');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Holds the tree on the page against the core's. */
export async function checkTree({ page, picture }: Opened, view: ViewOptions): Promise<void> {
  assertTree(await page.evaluate(drawnTree), picture, view);
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync('out/screenshots', { recursive: true });
  // A canvas is painted after its element.
  await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.screenshot({ path: path.join('out', 'screenshots', `${name}.png`) });
}
